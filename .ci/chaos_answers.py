"""The rows of the chaos run, the expected answers, and how an answer is read and checked."""
import asyncio
import datetime
import json
import math
import os
import random
import re
import socket
import struct
import uuid

PUBLIC_URL = "https://chaos.example.com/evs"
SIZES = {"empty": 0, "small": 40, "other": 250, "medium": 3000, "second": 3000, "heavy": 3000, "large": 60000}
BIND_ADDRESS_NO_PORT = 24  # IP_BIND_ADDRESS_NO_PORT of Linux: the port is chosen when connecting


def name_of(project, n):
    if project == "heavy":
        return "\x01" * 255  # six bytes each in JSON
    names = (None, "transfer %d" % n, '"quoted" \\ / <&> %d' % n, "Übergabe %d, 移管, 🚚" % n, "tab\t, \x1f and \u2028")
    return "ж" * 255 if n % 60 == 7 else names[n % len(names)]


def row_of(project, n, chance):
    created = datetime.datetime(2026, 1, 1) + datetime.timedelta(microseconds=n // 2 * 1000003)  # in pairs of equals
    return {"id": str(uuid.UUID(int=chance.getrandbits(128))), "project_id": project, "name": name_of(project, n),
            "volume_id": str(uuid.UUID(int=chance.getrandbits(128))),
            "created_at": created.isoformat(timespec="microseconds") + "Z",
            "status": ("accepted", "deleted")[n % 2] if n % 97 == 96 else "pending"}


class Data:
    """The rows of all projects, the files that the server reads, and the expected lists."""

    def __init__(self, seed, directory):
        chance = random.Random("data %s" % seed)
        rows = {project: [row_of(project, n, chance) for n in range(size)] for project, size in SIZES.items()}
        self.listed = {project: sorted((row for row in of_it if row["status"] == "pending"),
                                       key=lambda row: (row["created_at"], row["id"])) for project, of_it in rows.items()}
        shuffled = [row for of_it in rows.values() for row in of_it]
        chance.shuffle(shuffled)
        self.file = os.path.join(directory, "data.ndjson")
        with open(self.file, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in shuffled)
        self.tokens = os.path.join(directory, "tokens.json")
        with open(self.tokens, "w", encoding="utf-8") as file:
            json.dump({"tokens": [{"token": "token-" + project, "project_id": project, "roles": ["member"]}
                                  for project in SIZES]}, file)
        os.chmod(self.tokens, 0o600)

    def references(self, chance):
        """Returns URLs by kind; their bodies are read later."""
        pages = []
        for _ in range(40):
            project, limit = chance.choice(("medium", "second", "large")), int(10 ** chance.uniform(0, 3))
            pages.append(Reference(self, project, limit, chance.choice((None, chance.randrange(1, len(self.listed[project]))))))
        return {"small": [Reference(self, project) for project in ("empty", "small", "other")]
                + [Reference(self, "small", 7), Reference(self, "large", 20, 100)],
                "pages": pages,
                "long": [Reference(self, project) for project in ("medium", "medium", "second", "second", "large")]
                + [Reference(self, "large", 5000, 30000)],
                "heavy": [Reference(self, "heavy"), Reference(self, "heavy"), Reference(self, "heavy", 50)]}


class Reference:
    """A URL and its only valid body."""

    def __init__(self, data, project, limit=None, offset=None):
        query = [("limit", limit), ("offset", offset)]
        self.path = "/v2/%s/os-volume-transfer?%s" % (project, "&".join("%s=%d" % given for given in query if given[1]))
        self.token = "token-" + project
        start, total = offset or 0, len(data.listed[project])
        self.rows = data.listed[project][start:start + (limit or total)]
        self.more_follow = start + len(self.rows) < total
        self.body, self.long = b"", False

    def expected(self):
        def links(row):
            end = "/%s/os-volume-transfer/%s" % (row["project_id"], row["id"])
            return [{"href": PUBLIC_URL + "/v2" + end, "rel": "self"}, {"href": PUBLIC_URL + end, "rel": "bookmark"}]
        return {"transfers": [{"id": row["id"], "name": row["name"], "volume_id": row["volume_id"], "links": links(row)}
                              for row in self.rows]}

    def take(self, server):
        """Reads the body from the idle server, and compares its content with the rows."""
        status, headers, self.body = server.ask(self.path, self.token)
        self.long = "Content-Length" not in headers
        try:
            right = status == 200 and ("Link" in headers) == self.more_follow and json.loads(self.body) == self.expected()
        except ValueError:
            right = False
        if not right:
            raise Wrong("the idle server does not list its rows", "%s: %d" % (self.path, status))


class Request:
    """One request for a reference, and the statuses permitted for it."""

    def __init__(self, request_id, reference, method="GET", version="1.1", extra="", body=b"", statuses=(200, 503)):
        self.id, self.reference, self.method, self.version, self.statuses = request_id, reference, method, version, statuses
        self.bytes = ("%s %s HTTP/%s\r\nHost: chaos\r\nX-Auth-Token: %s\r\nX-Request-Id: %s\r\n%s\r\n" % (
            method, reference.path, version, reference.token, request_id, extra)).encode() + body


class Wrong(Exception):
    """A violation of the rules: a short name, and what was observed."""


class Ended(Exception):
    """The connection was closed or reset by the server; the argument is True for a reset."""


class Cut(Exception):
    """The connection ended before the answer did; the argument is True if the answer had begun."""


class Enough(Exception):
    """The client has read as much as intended."""


def number(text, base=10):
    """Returns the value of a length, which must consist of digits only."""
    if not re.fullmatch("[0-9]+" if base == 10 else "[0-9A-Fa-f]+", text):
        raise Wrong("malformed answer", "%r is not a length" % text[:80])
    return int(text, base)


class Body:
    """Compares a body with its reference while it is received."""

    def __init__(self, reference):
        self.reference, self.length = reference, 0

    def add(self, piece):
        if not self.reference.body.startswith(piece, self.length):
            wanted = self.reference.body[self.length:self.length + len(piece)]
            same = len(os.path.commonprefix([piece, wanted]))
            raise Wrong("WRONG BODY", "%s differs from byte %d on" % (self.reference.path, self.length + same))
        self.length += len(piece)

    def finish(self):
        if self.length < len(self.reference.body):
            raise Wrong("WRONG BODY", "%s looks complete with %d of %d bytes" % (
                self.reference.path, self.length, len(self.reference.body)))


class ErrorBody:
    """Collects the body of an error, which must have a code and a message."""

    def __init__(self):
        self.content = b""

    def add(self, piece):
        self.content += piece

    def finish(self):
        try:
            error = json.loads(self.content)
            right = set(error) == {"error"} and set(error["error"]) == {"code", "message"} and all(error["error"].values())
        except (ValueError, TypeError, AttributeError):
            right = False
        if not right:
            raise Wrong("invalid body of an error", repr(self.content[:200]))


class Connection:
    """The client's side of a connection. Reads at most `rate` bytes a second if there is one, and raises Enough after
    `quota` bytes."""

    def __init__(self, port, source, rate=None, quota=math.inf):
        self.port, self.source, self.rate, self.quota = port, source, rate, quota
        self.loop = asyncio.get_running_loop()
        self.buffer, self.taken, self.answers, self.closing, self.retry_after = bytearray(), 0, 0, False, 0

    async def __aenter__(self):
        self.socket = socket.socket()
        try:
            self.socket.setblocking(False)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.socket.setsockopt(socket.IPPROTO_IP, BIND_ADDRESS_NO_PORT, 1)
            if self.rate:
                self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            self.socket.bind((self.source, 0))
            await self.loop.sock_connect(self.socket, ("127.0.0.1", self.port))
        except BaseException:
            self.socket.close()
            raise
        return self

    async def __aexit__(self, *_):
        self.socket.close()

    def reset(self):
        """Closes the connection with a reset."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    async def send(self, content):
        try:
            await self.loop.sock_sendall(self.socket, content)
        except OSError:
            raise Ended(True)

    async def more(self):
        """Waits for bytes and adds them to the buffer."""
        try:
            piece = await self.loop.sock_recv(self.socket, 1024 if self.rate else 1 << 17)
        except OSError:
            raise Ended(True)
        if not piece:
            raise Ended(False)
        self.buffer += piece
        self.taken += len(piece)
        if self.taken > self.quota:
            raise Enough
        await asyncio.sleep(len(piece) / self.rate if self.rate else 0)

    async def dropped(self):
        """Waits for the end of the connection; returns the number of bytes received before it."""
        try:
            while True:
                await self.more()
        except Ended:
            return len(self.buffer)

    async def line(self):
        while (end := self.buffer.find(b"\r\n")) < 0:
            if len(self.buffer) > 65536:
                raise Wrong("malformed answer", "an unterminated line: %r" % bytes(self.buffer[:80]))
            await self.more()
        line = bytes(self.buffer[:end])
        del self.buffer[:end + 2]
        return line

    async def bytes(self, count, body):
        """Reads a number of bytes of a body."""
        while count:
            if not self.buffer:
                await self.more()
            piece = bytes(self.buffer[:min(count, len(self.buffer))])
            del self.buffer[:len(piece)]
            count -= len(piece)
            body.add(piece)

    async def head(self):
        start = await self.line()
        match = re.fullmatch(rb"HTTP/1\.[01] (\d{3}) [ -~]*", start)
        if not match:
            raise Wrong("malformed answer", "status line %r" % start[:80])
        headers = {}
        while line := await self.line():
            name, colon, value = line.decode("latin-1").partition(":")
            if not re.fullmatch(r"[A-Za-z0-9-]+", name) or not colon or name.lower() in headers:
                raise Wrong("malformed answer", "header line %r" % line[:80])
            headers[name.lower()] = value.strip()
        return int(match.group(1)), headers

    def check(self, request, status, headers):
        if status not in request.statuses:
            raise Wrong("status %d" % status, "%s expected for %r" % (request.statuses, request.bytes[:200]))
        if headers.get("content-type") != "application/json":
            raise Wrong("another Content-Type", str(headers))
        if not headers.get("x-request-id"):
            raise Wrong("no X-Request-Id", str(headers))
        if status == 200 and headers["x-request-id"] != request.id:
            raise Wrong("an answer to another request", "%s for %s" % (headers["x-request-id"], request.id))
        if status == 503:
            if not re.fullmatch("[1-9][0-9]*", headers.get("retry-after", "")):
                raise Wrong("503 without Retry-After", str(headers))
            self.retry_after = int(headers["retry-after"])
        if status == 200 and ("link" in headers) != request.reference.more_follow:
            raise Wrong("unexpected or missing Link", request.reference.path)
        length = headers.get("content-length")
        if status == 200 and length and number(length) != len(request.reference.body):
            raise Wrong("another Content-Length", "%s of %s" % (length, request.reference.path))

    async def answer(self, request):
        """Reads and checks one answer; returns its status."""
        before = self.taken - len(self.buffer)
        try:
            status, headers = await self.head()
            self.check(request, status, headers)
            self.closing = request.version == "1.0" or headers.get("connection", "").lower() == "close"
            body = Body(request.reference) if status == 200 else ErrorBody()
            if request.method != "HEAD":
                await self.body(request, headers, body)
                body.finish()
            self.answers += 1
            return status
        except Ended:
            raise Cut(self.taken > before)

    async def body(self, request, headers, body):
        if ("content-length" in headers) == ("transfer-encoding" in headers) and request.version != "1.0":
            raise Wrong("malformed answer", "no framing, or two kinds: %s" % headers)
        if "content-length" in headers:
            await self.bytes(number(headers["content-length"]), body)
        elif "transfer-encoding" in headers:
            while size := number((await self.line()).decode("latin-1"), 16):
                await self.bytes(size, body)
                await self.chunk_end()
            await self.chunk_end()
        else:
            try:
                while True:
                    await self.bytes(1 << 16, body)
            except Ended as ended:
                if ended.args[0]:
                    raise

    async def chunk_end(self):
        if await self.line():
            raise Wrong("malformed answer", "a chunk does not end where it should")
