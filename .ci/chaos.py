"""The chaos run: well-behaved and hostile clients together against the server with 128 MB of heap, for each store. Run by
.ci/chaos. Every byte of every answer is compared with a reference that is computed from the rows. The rules:

- A body that differs from its reference, or that is complete by its framing but shorter, is wrong, for every client.
- Statuses other than 200, and 503 with Retry-After, are wrong unless the client provoked them; so are invalid framing,
  another Content-Type, a missing X-Request-Id, and bytes after the end of an answer.
- An answer that has begun is never cut, except for a reader that stopped; slow readers read 1 kB/s or more. Connections
  of well-behaved clients are not closed between answers either: other clients idle for longer and hold more of them.
- A new connection that ends before its first answer begins is refused, which counts as 503 does. Of the well-behaved
  clients' short answers at least 99 % are 200; of their long ones at least half, since the server bounds their concurrency
  and these clients retry after Retry-After.
- Incomplete heads and stopped readers are cut within FORGOTTEN seconds.
- At most QUIET seconds after the load, and after collections, the heap has grown by at most HEAP_GROWTH MB since the
  warm-up, threads and descriptors by at most THREADS and DESCRIPTORS, since pools and JIT compilers start some late.
  QUIET is longer than a connection may be idle: until then a timer may hold what belonged to a closed one.
- SIGTERM ends the server with exit code 0 within the drain time plus GRACE seconds; answers in flight are complete or cut.
"""
import argparse
import asyncio
import atexit
import collections
import http.client
import os
import random
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

from chaos_answers import PUBLIC_URL, Connection, Cut, Data, Ended, Enough, Request, Wrong

SHORT_SHARE, LONG_SHARE, FEWEST = 0.99, 0.5, 10
HEAP_GROWTH, THREADS, DESCRIPTORS = 8, 4, 4
DRAIN, GRACE = 10, 5
# A reader that was ahead has twice the 60 s of the minimum rate from the last byte it took; the rest is for a loaded machine.
FORGOTTEN, QUIET = 180, 90
FILES = 4096
PATIENCE = 60  # seconds without a byte of an answer: detects a stalled server, not a slow one
FRIENDS, STRANGERS = "127.0.0.2", "127.0.0.3"  # addresses that well-behaved and hostile clients connect from


def say(text):
    print(text, flush=True)


class Ledger:
    """Counts the outcomes of the run over one store."""

    def __init__(self, store):
        self.store, self.faults, self.examples = store, collections.Counter(), {}
        self.counts, self.shares = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)

    def wrong(self, who, what, detail=""):
        self.faults[(who, what)] += 1
        self.examples.setdefault((who, what), detail)

    def judge_shares(self, actors):
        for kind, least in (("short", SHORT_SHARE), ("long", LONG_SHARE)):
            seen = self.shares[kind]
            if sum(seen.values()) and seen[200] < least * sum(seen.values()):
                self.wrong("well-behaved clients", "%s answers: too few are 200" % kind, str(dict(seen)))
        for actor in actors:
            if actor.well_behaved and self.counts[actor.name][200] < FEWEST:
                self.wrong(actor.name, "too few answers for a verdict", str(dict(self.counts[actor.name])))

    def report(self):
        for name, seen in self.counts.items():
            say("  %-15s %s" % (name, "  ".join("%s: %d" % pair for pair in sorted(seen.items(), key=str))))
        return ["%s: %s: %s%s%s" % (self.store, who, what, " (%d times)" % times if times > 1 else "",
                                    ", first: " + self.examples[who, what] if self.examples[who, what] else "")
                for (who, what), times in self.faults.items()]


class Actor:
    """A client that runs one session after another. Subclasses define the number of clients and the session."""
    clients, well_behaved, may_be_cut, patience, kind, method = 1, False, False, PATIENCE, "small", "GET"

    def __init__(self, world, number):
        self.world, self.ledger, self.number = world, world.ledger, number
        self.chance = random.Random("%s %s %s %d" % (world.seed, world.ledger.store, self.name, number))
        self.sent = 0

    async def live(self):
        while not self.world.over:
            try:
                await self.session()
            except Wrong as wrong:
                self.ledger.wrong(self.name, *wrong.args)
            except (Ended, OSError):
                self.count("refused", short=True)
            await asyncio.sleep(self.chance.uniform(0.001, 0.02))

    async def session(self):
        raise NotImplementedError

    def connect(self, **options):
        return Connection(self.world.server.port, FRIENDS if self.well_behaved else STRANGERS, **options)

    def count(self, outcome, short=None):
        """Counts an outcome; if `short` is given and the client is well-behaved, also among those of short or of long answers."""
        self.ledger.counts[self.name][outcome] += 1
        if self.well_behaved and short is not None:
            self.ledger.shares["short" if short else "long"][outcome] += 1

    def request(self, kind=None, **options):
        self.sent += 1
        request_id = "%s-%d-%d" % (self.name, self.number, self.sent)
        options.setdefault("method", self.method)
        return Request(request_id, self.chance.choice(self.world.references[kind or self.kind]), **options)

    async def ask(self, connection, *requests):
        """Sends requests in one write and checks the answers, which come in the same order. Returns the last status, or
        None if the connection ended early. After a 503, waits as long as Retry-After specifies."""
        status = None
        connection.retry_after = 0
        try:
            await connection.send(b"".join(request.bytes for request in requests))
        except Ended:
            pass  # earlier answers are still read
        for request in requests:
            try:
                status = await self.patiently(connection, connection.answer(request))
            except Cut as cut:
                connection.closing, begun = True, cut.args[0]
                self.count("cut" if begun else "refused", not request.reference.long)
                if begun and not self.may_be_cut:
                    raise Wrong("cut within an answer", request.reference.path)
                if self.well_behaved and connection.answers:
                    raise Wrong("closed between answers", "%s after %d" % (request.reference.path, connection.answers))
                return None
            self.count(status, not request.reference.long)
            if connection.closing:
                break
        if connection.buffer:
            raise Wrong("bytes after the end of an answer", repr(bytes(connection.buffer[:80])))
        await asyncio.sleep(connection.retry_after * self.chance.uniform(1, 1.5))
        return status

    async def patiently(self, connection, reading):
        """Waits for a read to complete, as long as bytes keep arriving."""
        task = asyncio.ensure_future(reading)
        try:
            while True:
                taken = connection.taken
                if (await asyncio.wait({task}, timeout=self.patience))[0]:
                    return task.result()
                if connection.taken == taken:
                    raise Wrong("no byte and no end for %d s" % self.patience)
        finally:
            task.cancel()

    async def expect_end(self, connection):
        """Checks that the server closes the connection and sends nothing more."""
        if await self.patiently(connection, connection.dropped()):
            raise Wrong("bytes after the last answer", repr(bytes(connection.buffer[:80])))


class Small(Actor):
    """Short lists on kept-alive connections."""
    name, clients, well_behaved, asked, pause = "small", 8, True, 200, 0.01

    async def session(self):
        async with self.connect() as connection:
            for _ in range(self.chance.randint(1, self.asked)):
                await self.ask(connection, self.request())
                if connection.closing:
                    return
                await asyncio.sleep(self.chance.uniform(0, self.pause))


class Pages(Small):
    """Pages by limit and offset on kept-alive connections."""
    name, kind = "pages", "pages"


class Head(Small):
    """HEAD of short and long lists."""
    name, clients, kind, method = "head", 2, "pages", "HEAD"


class Long(Small):
    """Long lists, many on one kept-alive connection."""
    name, clients, kind, asked, pause = "long", 32, "long", 50, 0


class Churn(Actor):
    """Connections for one answer, by Connection: close or HTTP/1.0, or for none."""
    name, clients, well_behaved = "churn", 8, True

    async def session(self):
        async with self.connect() as connection:
            if self.chance.random() < 0.1:
                return
            version = self.chance.choice(("1.0", "1.1", "1.1", "1.1"))
            kind = self.chance.choice(("small",) * 9 + ("long",))
            if await self.ask(connection, self.request(kind, version=version, extra="Connection: close\r\n")):
                await self.expect_end(connection)


class Pipelining(Actor):
    """Three to ten requests in one write, short and long ones mixed."""
    name, clients, well_behaved = "pipelining", 6, True

    async def session(self):
        async with self.connect() as connection:
            for _ in range(20):
                kinds = [self.chance.choice(("small", "small", "pages", "long")) for _ in range(self.chance.randint(3, 10))]
                await self.ask(connection, *map(self.request, kinds))
                if connection.closing:
                    return


class SlowReader(Actor):
    """Reads 1 to 8 kB/s, through a small receive buffer."""
    name, clients, kind = "slow-readers", 60, "heavy"

    async def session(self):
        async with self.connect(rate=1000 * 8 ** self.chance.random()) as connection:
            await self.ask(connection, self.request())


class StoppedReader(Actor):
    """Reads the start of an answer and then nothing, until the server cuts the connection."""
    name, clients, kind = "stopped-readers", 40, "heavy"

    async def session(self):
        async with self.connect(rate=8000) as connection:
            await connection.send(self.request().bytes)
            await connection.more()
            if connection.buffer.startswith(b"HTTP/1.1 503 "):
                self.count(503)
                await asyncio.sleep(self.chance.uniform(1, 2))
                return
            since = time.monotonic()
            while not connection.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                if time.monotonic() - since > FORGOTTEN:
                    raise Wrong("not cut after %d s" % FORGOTTEN)
                await asyncio.sleep(1)
            self.count("cut")


class SlowSender(Actor):
    """Sends a head byte by byte in 2 to 6 s, or never the end of it."""
    name, clients, patience = "slow-senders", 24, FORGOTTEN

    async def session(self):
        async with self.connect() as connection:
            request, pace = self.request(), self.chance.uniform(2, 6)
            whole = self.chance.random() < 0.5
            for octet in request.bytes[:-1] if whole else request.bytes[:self.chance.randint(1, len(request.bytes) - 1)]:
                await connection.send(bytes((octet,)))
                await asyncio.sleep(pace / len(request.bytes))
            if whole:
                request.bytes = request.bytes[-1:]
                await self.ask(connection, request)
            else:
                await self.expect_end(connection)
                self.count("cut")


class HalfHead(Actor):
    """Up to 200 KB of a head that never ends, abandoned after a while."""
    name, clients = "half-heads", 500

    async def session(self):
        patience = self.chance.uniform(2, 12)
        async with self.connect() as connection:
            size = self.chance.choice((1, 20, 200, 200, 200)) << 10
            try:
                await connection.send(b"GET / HTTP/1.1\r\nHost: chaos\r\nX-Filler: " + b"a" * size)
                await asyncio.wait_for(connection.dropped(), patience)
                await self.cut(patience)
            except Ended:
                await self.cut(patience)
            except asyncio.TimeoutError:
                self.count("abandoned")
                if self.chance.random() < 0.5:
                    connection.reset()

    async def cut(self, patience):
        """Counts a cut. Waits as long as after giving up, since immediate retries would occupy this process."""
        self.count("cut")
        await asyncio.sleep(patience)


class AbortedReader(Actor):
    """Resets the connection within a long answer."""
    name, clients, kind = "aborted-readers", 8, "long"

    async def session(self):
        async with self.connect(quota=int(10 ** self.chance.uniform(2, 6.5))) as connection:
            try:
                while await self.ask(connection, self.request()) and not connection.closing:
                    pass
            except Enough:
                self.count("aborted")
                connection.reset()


class Bodies(Actor):
    """Requests with a body, sent, announced or withheld; the connection ends after the answer."""
    name, clients = "bodies", 4
    WAYS = (("GET", "Content-Length: 5\r\n", b"hello", (200, 503)),
            ("GET", "Expect: 100-continue\r\nContent-Length: 5\r\n", b"", (200, 503)),
            ("GET", "Transfer-Encoding: chunked\r\n", b"5\r\nhello\r\n0\r\n\r\n", (200, 503)),
            ("GET", "Content-Length: 100000\r\n", b"", (200, 503)),
            ("POST", "Content-Length: 5\r\n", b"hello", (405, 503)),
            ("PUT", "Transfer-Encoding: chunked\r\n", b"5\r\nhe", (405, 503)))

    async def session(self):
        method, extra, body, statuses = self.chance.choice(self.WAYS)
        async with self.connect() as connection:
            request = self.request(method=method, extra=extra, body=body, statuses=statuses)
            if await self.ask(connection, request):
                await self.expect_end(connection)


class BadRequests(Actor):
    """Requests that are refused. The last one of a connection ends it, so a valid one after it must not be answered."""
    name, clients = "bad-requests", 4
    CLOSING = tuple((400, wrong) for wrong in (
        "GARBAGE", "GET {path}%zz HTTP/1.1\r\nHost: chaos", "GET {path} HTTP/1.1", "GET {path} HTTP/9.9\r\nHost: chaos",
        *("GET {path} HTTP/1.1\r\nHost: chaos\r\nX-Auth-Token: {token}\r\n" + header for header in (
            "Host: other", "no colon", "Folded: a\r\n b", "Content-Length: abc", "Content-Length: -1",
            "Content-Length: 18446744073709551616", "Content-Length: 1\r\nContent-Length: 1",
            "Content-Length: 5\r\nTransfer-Encoding: chunked", "Transfer-Encoding: gzip")))) + (
        (414, "GET {path}&a=" + "a" * 20000 + " HTTP/1.1\r\nHost: chaos"),
        (431, "GET {path} HTTP/1.1\r\nHost: chaos\r\nX-Filler: " + "a" * 150000),
        (431, "GET {path} HTTP/1.1\r\nHost: chaos" + "\r\nX-Filler: a" * 220))
    KEPT_ALIVE = tuple((status, line + " HTTP/1.1\r\nHost: chaos" + header) for status, line, header in (
        (401, "GET {path}", ""), (401, "GET {path}", "\r\nX-Auth-Token: wrong"), (404, "GET /x", ""), (405, "DELETE {path}", ""),
        (400, "GET {path}&limit=0", "\r\nX-Auth-Token: {token}"), (400, "GET {path}&offset=x", "\r\nX-Auth-Token: {token}"),
        (400, "GET {path}", "\r\nX-Auth-Token: token-heavy")))

    def refused(self, status, wrong):
        request = self.request(statuses=(status, 503))
        filled = wrong.replace("{path}", request.reference.path).replace("{token}", request.reference.token)
        request.bytes = filled.encode() + b"\r\n\r\n"
        return request

    async def session(self):
        async with self.connect() as connection:
            for _ in range(self.chance.randrange(4)):
                if not await self.ask(connection, self.refused(*self.chance.choice(self.KEPT_ALIVE))) or connection.closing:
                    return
            last = self.refused(*self.chance.choice(self.CLOSING))
            last.bytes += self.request().bytes
            if await self.ask(connection, last):
                await self.expect_end(connection)


class Idle(Actor):
    """Connections without a request, or idle after one, until the server or the client closes them."""
    name, clients = "idle", 300

    async def session(self):
        async with self.connect() as connection:
            if self.chance.random() < 0.5 and not await self.ask(connection, self.request()) or connection.closing:
                return
            try:
                await asyncio.wait_for(connection.dropped(), self.chance.uniform(5, 120))
                self.count("closed by the server")
            except asyncio.TimeoutError:
                self.count("closed by the client")


class InFlight(Actor):
    """Reads a long answer in a number of seconds, or only requests it, while the server shuts down. Not part of the load."""
    name, kind, may_be_cut = "at-sigterm", "pages", True

    async def read(self, seconds):
        request = self.request("long")
        async with self.connect(rate=len(request.reference.body) / (seconds or 60)) as connection:
            if seconds:
                await self.ask(connection, request)
            else:
                await connection.send(request.bytes)
                await asyncio.sleep(DRAIN + GRACE)


ACTORS = (Small, Pages, Head, Long, Churn, Pipelining, SlowReader, StoppedReader, SlowSender, HalfHead, AbortedReader, Bodies,
          BadRequests, Idle)


class Rest(collections.namedtuple("Rest", "heap threads descriptors after")):
    """Megabytes in use, threads by name, and descriptors, some seconds after the load."""

    def beyond(self, start):
        """Yields the values that exceed those at the start by more than the rules permit."""
        if self.heap > start.heap + HEAP_GROWTH:
            yield "the heap has grown", "from %.1f to %.1f MB" % (start.heap, self.heap)
        if sum(self.threads.values()) > sum(start.threads.values()) + THREADS:
            yield "threads remain", str(dict(self.threads - start.threads))
        if self.descriptors > start.descriptors + DESCRIPTORS:
            yield "descriptors remain", "%d, %d at the start" % (self.descriptors, start.descriptors)


class Server:
    """The server's process, and what the JDK and the kernel report about it."""

    def __init__(self, jar, directory, options):
        java = os.path.join(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else shutil.which("java")
        self.tools = os.path.dirname(os.path.realpath(java))
        self.command = [java, "-Xmx128m", "-jar", jar]
        self.options = options + ["--public-url", PUBLIC_URL]
        self.log, self.process, self.port = os.path.join(directory, "log"), None, None

    def import_file(self, file, database):
        subprocess.run(self.command + ["import", "--data", file] + database, check=True, timeout=300)

    def start(self):
        with open(self.log, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(self.command + ["--listen", "127.0.0.1:0"] + self.options, stdout=log,
                                            stderr=subprocess.STDOUT)
        atexit.register(self.kill)
        end = time.monotonic() + 120
        while not (listening := re.search(r"^listening on 127\.0\.0\.1:(\d+)", self.output(), re.MULTILINE)):
            if self.process.poll() is not None or time.monotonic() > end:
                raise Wrong("the server did not start", self.output()[-500:])
            time.sleep(0.1)
        self.port = int(listening.group(1))

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def output(self):
        if not self.process:
            return ""
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return log.read()

    def ask(self, path, token):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={"X-Auth-Token": token})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def threads(self):
        names = []
        for task in os.listdir("/proc/%d/task" % self.process.pid):
            try:
                with open("/proc/%d/task/%s/comm" % (self.process.pid, task), encoding="utf-8") as name:
                    names.append(name.read().strip())
            except FileNotFoundError:
                pass  # the thread has just ended
        return collections.Counter(names)

    def descriptors(self):
        return len(os.listdir("/proc/%d/fd" % self.process.pid))

    def tool(self, name, *arguments):
        run = subprocess.run([os.path.join(self.tools, name), *arguments], check=True, timeout=PATIENCE, stdout=subprocess.PIPE)
        return run.stdout.decode()

    def heap(self):
        """Megabytes in use after two collections."""
        pid = str(self.process.pid)
        for _ in range(2):
            self.tool("jcmd", pid, "GC.run")
        names, values = self.tool("jstat", "-gc", pid).splitlines()[:2]
        used = dict(zip(names.split(), values.split()))
        return sum(float(used[space]) for space in ("S0U", "S1U", "EU", "OU") if used[space] != "-") / 1024

    def at_rest(self, start=None):
        """Measures until all values are back at the start, or until they are stable without one; for QUIET seconds at most."""
        since, before = time.monotonic(), None
        while True:
            time.sleep(3)
            rest = Rest(self.heap(), self.threads(), self.descriptors(), time.monotonic() - since)
            steady = before and rest.threads == before.threads and rest.descriptors == before.descriptors
            if rest.after > QUIET or (not any(rest.beyond(start)) if start else steady):
                return rest
            before = rest


class World:
    """The run over one store."""

    def __init__(self, store, seed, server, actors):
        self.ledger, self.seed, self.server, self.actors = Ledger(store), seed, server, actors
        self.over, self.references = False, {}

    async def load(self, actors, seconds):
        """Runs the actors for some seconds; ends early if the server terminates or an actor fails."""
        self.over, end = False, time.monotonic() + seconds
        tasks = [asyncio.ensure_future(actor(self, n).live()) for actor in actors for n in range(actor.clients)]
        done = set()
        while not done and time.monotonic() < end and self.server.process.poll() is None:
            done, _ = await asyncio.wait(tasks, timeout=1, return_when=asyncio.FIRST_EXCEPTION)
        self.over = True
        while pending := [task for task in tasks if not task.done()]:
            for task in pending:
                task.cancel()
            await asyncio.wait(pending, timeout=1)
        for task in done:
            task.result()
        self.expect_alive("under load")

    def expect_alive(self, when):
        if self.server.process.poll() is not None:
            raise Wrong("the server terminated " + when, "exit code %d" % self.server.process.returncode)

    def rest(self, when, start=None):
        """Measures the server at rest, and compares it with the start if there is one."""
        for reference in self.references["small"]:
            try:
                reference.take(self.server)
            except (OSError, http.client.HTTPException) as e:
                raise Wrong("the server runs but does not answer " + when, repr(e))
        rest = self.server.at_rest(start)
        say("  %s, after %.0f s of rest: heap %.1f MB, %d threads, %d descriptors" % (
            when, rest.after, rest.heap, sum(rest.threads.values()), rest.descriptors))
        for what, detail in rest.beyond(start) if start else ():
            self.ledger.wrong(when, what, detail)
        return rest

    async def stop(self):
        """Sends SIGTERM while answers are in flight, some of which can be completed."""
        client, seen = InFlight(self, 0), self.ledger.counts[InFlight.name]
        tasks = [asyncio.ensure_future(client.read(seconds)) for seconds in (1, 1, 1, 3, 3, 60, 60, None, None)]
        tasks += [asyncio.ensure_future(kind(self, n).session()) for kind in (HalfHead, Idle) for n in range(5)]
        await asyncio.sleep(0.5)
        self.expect_alive("before SIGTERM")
        sent = time.monotonic()
        self.server.process.terminate()
        while self.server.process.poll() is None and time.monotonic() < sent + DRAIN + GRACE:
            await asyncio.sleep(0.05)
        code, took = self.server.process.poll(), time.monotonic() - sent
        say("  SIGTERM: exit code %s after %.1f s" % (code, took))
        if code != 0:
            self.ledger.wrong("at SIGTERM", "exit code %s after %.1f s" % (code, took))
            self.server.kill()
        await asyncio.wait(tasks, timeout=PATIENCE)
        for task in tasks:
            if not task.done():
                task.cancel()
            elif isinstance(task.exception(), Wrong):
                self.ledger.wrong("at SIGTERM", *task.exception().args)
        if not seen[200]:
            self.ledger.wrong("at SIGTERM", "no answer in flight was completed", str(dict(seen)))

    async def run(self, data, seconds):
        chance, warm_up = random.Random("urls %s" % self.seed), min(10, seconds / 6)
        self.references = data.references(chance)
        for reference in {id(one): one for kind in self.references.values() for one in kind}.values():
            reference.take(self.server)
        await self.load([actor for actor in self.actors if actor.well_behaved] or self.actors, warm_up)
        start = self.rest("at the start")
        for half in ("at half-time", "at the end"):
            await self.load(self.actors, (seconds - warm_up) / 2)
            self.rest(half, start)
        self.ledger.judge_shares(self.actors)
        await self.stop()


def run_store(store, options, data, actors, directory):
    """Runs over one store; returns the failures, one per line."""
    say("%s: seed %s, %d s, %d clients" % (store, options.seed, options.seconds, sum(actor.clients for actor in actors)))
    database = ["--jdbc-url", options.jdbc_url, "--db-user", "postgres"]
    storage = {"memory": ["--data", data.file], "postgres": ["--storage", "postgres", "--db-pool-size", "4"] + database}
    server = Server(options.jar, directory, ["--tokens", data.tokens] + storage[store])
    world = World(store, options.seed, server, actors)
    try:
        if store == "postgres":
            server.import_file(data.file, database)
        server.start()
        asyncio.run(world.run(data, options.seconds))
    except Wrong as wrong:
        world.ledger.wrong("the run ended early", *wrong.args)
    except (OSError, http.client.HTTPException, subprocess.SubprocessError) as e:
        world.ledger.wrong("the run ended early", repr(e))
    finally:
        server.kill()
    if "OutOfMemoryError" in server.output():
        world.ledger.wrong("the log", "OutOfMemoryError")
    return world.ledger.report()


def main():
    parser = argparse.ArgumentParser(description="The chaos run, described at the top of this file. Usually started by .ci/chaos.")
    parser.add_argument("--jar", default="bootstrap/target/volume-transfers.jar")
    parser.add_argument("--seconds", type=float, default=600, help="duration of load, divided among the stores")
    parser.add_argument("--seed", default=str(random.randrange(10 ** 6)), help="repeats the random choices of an earlier run")
    parser.add_argument("--stores", default="memory,postgres")
    parser.add_argument("--actors", default=",".join(actor.name for actor in ACTORS), help="by default all: %(default)s")
    parser.add_argument("--jdbc-url", help="an empty database, which postgres may use without a password")
    options = parser.parse_args()
    stores = [store for store in options.stores.split(",") if store == "memory" or store == "postgres" and options.jdbc_url]
    actors = [actor for actor in ACTORS if actor.name in options.actors.split(",")]
    if not stores or len(actors) != len(options.actors.split(",")):
        parser.error("unknown store or actor, or postgres without --jdbc-url")
    options.seconds /= len(stores)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    except ValueError:
        parser.error("%d open files are needed: raise the limit (ulimit -Hn)" % FILES)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    directory = tempfile.mkdtemp(prefix="chaos-")
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    data = Data(options.seed, directory)
    wrong = [line for store in stores for line in run_store(store, options, data, actors, directory)]
    for line in wrong:
        say("WRONG: " + line)
    say("chaos: wrong" if wrong else "chaos: right")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
