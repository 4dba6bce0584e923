"""Compares the lists of the server with those of the Cinder whose database it reads. Run by .ci/cinder, which sets the
addresses, projects and tokens as environment variables. Exits with 1 at the first difference."""
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

CINDER = os.environ["CINDER"]
OURS = os.environ["OURS"]
STEP = 1000  # the largest page of Cinder
PAGED = {"OpenStack-API-Version": "volume 3.66"}  # pages by marker since 3.59, newest first


def fail(message):
    sys.exit("DIFFERS: " + message)


def project(tenant):
    return os.environ["PROJECT_" + tenant]


def ask(method, url, token, body=None, headers=None):
    request = urllib.request.Request(url, method=method, data=None if body is None else json.dumps(body).encode())
    request.add_header("X-Auth-Token", token)
    if body is not None:
        request.add_header("Content-Type", "application/json")
    for name, value in (headers or {}).items():
        request.add_header(name, value)
    try:
        with urllib.request.urlopen(request, timeout=120) as response:
            content = response.read()
            return json.loads(content) if content else None
    except urllib.error.HTTPError as error:
        fail("%s %s: status %d %s" % (method, url, error.code, error.read()[:500]))


def rows(answer):
    return [(row["id"], row["name"], row["volume_id"]) for row in answer["transfers"]]


def ask_cinder(method, tenant, path, body=None, headers=None):
    url = "%s/%s/%s" % (CINDER, project(tenant), path)
    return ask(method, url, os.environ["TOKEN_" + tenant], body, headers)


def cinder_list(tenant):
    """Returns the list of the documented call: oldest first, and at most one page."""
    return rows(ask_cinder("GET", tenant, "os-volume-transfer"))


def cinder_walk(tenant):
    """Returns the whole list, read by marker, in reverse order."""
    found, path = [], "volume-transfers?limit=%d" % STEP
    while True:
        page = rows(ask_cinder("GET", tenant, path, headers=PAGED))
        found += page
        if len(page) < STEP:
            return found[::-1]
        path = "volume-transfers?limit=%d&marker=%s" % (STEP, urllib.parse.quote(page[-1][0]))


def ask_server(tenant, url):
    return ask("GET", url, os.environ["TOKEN_" + tenant])


def server_url(tenant, query=""):
    return "%s/v2/%s/os-volume-transfer%s" % (OURS, project(tenant), query)


def server_list(tenant):
    return rows(ask_server(tenant, server_url(tenant)))


def server_walk(tenant, limit):
    """Returns the whole list, read by following the links in the bodies, as a client does."""
    found, url = [], server_url(tenant, "?limit=%d" % limit)
    while url:
        answer = ask_server(tenant, url)
        found += rows(answer)
        url = next((link["href"] for link in answer.get("transfers_links", []) if link["rel"] == "next"), None)
    return found


def same(what, expected, found):
    if expected != found:
        pairs = enumerate(zip(expected + [None] * len(found), found + [None] * len(expected)))
        place, pair = next((i, pair) for i, pair in pairs if pair[0] != pair[1])
        fail("%s: %d and %d rows, at row %d %s and %s" % (what, len(expected), len(found), place, pair[0], pair[1]))


def compare(tenant, moment="at first"):
    served, listed = server_list(tenant), cinder_list(tenant)
    what = "tenant %s, %s" % (tenant.lower(), moment)
    same(what + ", Cinder's list and the server's list", listed, served[:STEP] if len(listed) == STEP else served)
    same(what + ", Cinder's pages and the server's list", cinder_walk(tenant), served)
    same(what + ", the server's list and its pages", served, server_walk(tenant, max(7, len(served) // 30)))
    same(what + ", the server's list and its last offset", served[-1:], rows(ask_server(tenant, server_url(tenant,
         "?limit=5&offset=%d" % max(0, len(served) - 1)))))
    print("%s: %d transfers, equal" % (what, len(served)))
    return [row[0] for row in served]


def create(tenant, volume, name):
    return ask_cinder("POST", tenant, "os-volume-transfer", {"transfer": {"volume_id": volume, "name": name}})["transfer"]


def listed(tenant, moment, expected):
    same("tenant %s, %s" % (tenant.lower(), moment), expected, compare(tenant, moment))


def life_cycle():
    """Tenant d offers two volumes; a, whose quota permits it, accepts one and offers it again; d withdraws the other."""
    first, second = [row["id"] for row in ask_cinder("GET", "D", "volumes")["volumes"]][:2]
    of_a = compare("A")
    given = create("D", first, "one")
    kept = create("D", second, None)
    listed("D", "after two were created", [given["id"], kept["id"]])
    accept = {"accept": {"auth_key": given["auth_key"]}}
    ask_cinder("POST", "A", "os-volume-transfer/%s/accept" % given["id"], accept)
    listed("D", "after one was accepted", [kept["id"]])
    listed("A", "after it accepted one", of_a)
    again = create("A", first, "one, passed on")
    listed("A", "after it offered that volume", of_a + [again["id"]])
    ask_cinder("DELETE", "A", "os-volume-transfer/" + again["id"])
    ask_cinder("DELETE", "D", "os-volume-transfer/" + kept["id"])
    listed("D", "after the other was deleted", [])
    listed("A", "after it withdrew its offer", of_a)


counts = [len(compare(tenant)) for tenant in "ABCD"]
if not (counts[0] and counts[1] and counts[2] > STEP and counts[3] == 0):
    fail("too few transfers to compare: %s" % counts)
life_cycle()
