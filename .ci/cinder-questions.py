"""Asks a Cinder and the server on its database the same read questions, and compares the answers. Run by .ci/cinder, which
sets the addresses, projects and tokens as environment variables.

Of answers with the same status, body and headers must be equal as well. Addresses, request ids and a period at the end of a
message are ignored. Every difference is listed below with its reason, which is the first column of a table in
docs/differences.md. Exits with 1 if a difference is not listed, if a listed one is not found, or if the reasons are not
those of the page.
"""
import http.client
import json
import os
import re
import sys
from urllib.parse import urlsplit

CINDER = os.environ["CINDER"].removesuffix("/v3")
OURS = os.environ["OURS"]
PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "docs", "differences.md")
HEADERS = ("Content-Type", "Vary", "Cache-Control", "OpenStack-API-Version", "WWW-Authenticate", "Link", "Retry-After",
           "X-OpenStack-Request-Id", "X-Compute-Request-Id", "X-Request-Id")
CALLERS_ID = "req-00000000-0000-4000-8000-000000000001"
NO_TRANSFER = "00000000-0000-4000-8000-000000000000"

# ---- differences that many answers share: (Cinder, the server) -> reason ------------------------------------------------

HEADER_DIFFERENCES = {
    ("Cache-Control", None, "no-store"): "Caching",
    ("Vary", "OpenStack-API-Version", "X-Auth-Token, OpenStack-API-Version"): "Caching",
    ("Vary", "OpenStack-API-Version", "X-Auth-Token"): "Answers without a version",
    ("Vary", None, "X-Auth-Token"): "Caching",
    ("Vary", None, "X-Auth-Token, OpenStack-API-Version"): "Headers of refusals",
    ("OpenStack-API-Version", None, "volume 3.0"): "Headers of refusals",
    ("X-Compute-Request-Id", None, "id"): "Headers of refusals",
    ("Content-Type", "text/plain; charset=UTF-8", "application/json"): "Error pages",
    ("Content-Type", "text/html; charset=UTF-8", "application/json"): "Error pages",
    ("Content-Type", "application/vnd.openstack.volume+json", "application/json"): "Media types",
    ("Link", None, "next"): "`Link` header",
    ("OpenStack-API-Version", "volume 3.0", None): "Answers without a version",
    ("OpenStack-API-Version", "volume 3.70", "volume 3.50"): "Highest version",
    ("OpenStack-API-Version", "volume 3.999", "volume 3.0"): "Highest version",
    ("X-Compute-Request-Id", "id", None): "Request ids",
    ("X-OpenStack-Request-Id", "id", "the caller's id"): "Request ids",
    ("X-Request-Id", None, "id"): "Request ids",
    ("X-Request-Id", None, "the caller's id"): "Request ids",
}

MESSAGE_DIFFERENCES = {
    ("The request you have made requires authentication", "Authentication required"): "Messages",
    ("The resource could not be found", "The requested resource could not be found"): "Messages",
    ("Malformed request url", "invalid tenant id!"): "Messages",
    ("offset must be an integer", "offset param must be an integer"): "Messages",
    ("offset must be >= 0", "offset param must be positive"): "Messages",
    ("offset must be <= 2147483647", "offset param must be an integer"): "Messages",
}

# Bodies of refusals, by their members.
SHAPE_DIFFERENCES = {
    ("{kind: {code, message}}", "{error: {code, message}}"): "Error body",
    ("{error: {code, message, title}}", "{error: {code, message}}"): "Error body",
    ("page", "{error: {code, message}}"): "Error pages",
}

# ---- the questions -----------------------------------------------------------------------------------------------------

QUESTIONS = {}
LIST = "/v3/{B}/os-volume-transfer"
EMPTY = "200, 0 transfers"
ALL = "200, 100 transfers"
SHOWN = "200, transfer-b-2"
NOT_FOUND = "404, The resource could not be found"
NOT_SERVED = "404, The requested resource could not be found"
NO_TOKEN = "401, The request you have made requires authentication"
FAILED = "500, The server has either erred or is incapable of performing the requested operation"
REFUSED = "400, The server could not comply with the request since it is either malformed or otherwise incorrect"
NO_METHOD = "405, Method not allowed, Allow: GET, HEAD"
MALFORMED = "400, Malformed request url"
NO_INTEGER = "400, limit param must be an integer"
UNSUPPORTED = "406, Version %s is not supported by the API. Minimum is 3.0 and maximum is 3.%d"
JSON = [("Content-Type", "application/json")]


def ask(name, target, *difference, method="GET", token="B", headers=(), body=None, walk=False):
    """Adds a question. "difference" is empty, or reason, answer of Cinder and answer of the server as in brief()."""
    assert name not in QUESTIONS, name
    QUESTIONS[name] = (target, difference, method, token, headers, body, walk)


def ask_list(query, *difference, **options):
    ask(query, LIST + query, *difference, **options)


def version(value):
    return [("OpenStack-API-Version", value)]


# Lists, details and single transfers. Those of d are created for this.
for tenant in "ABD":
    ask("list of " + tenant, "/v3/{%s}/os-volume-transfer" % tenant, token=tenant)
    ask("details of " + tenant, "/v3/{%s}/os-volume-transfer/detail" % tenant, token=tenant)
for call in ("", "/detail"):
    target = "/v3/{C}/os-volume-transfer" + call
    ask("list of C" + call, target, "More than 1000 transfers", "200, 1000 transfers, next page", "200, 10000 transfers",
        token="C")
    ask("walk of C" + call, target, "More than 1000 transfers", "200, 1000 transfers, 2 pages",
        "200, 10000 transfers, 1 pages", token="C", walk=True)
    ask("walk of B by limit" + call, LIST + call + "?limit=30", "Paging", "200, 0 transfers, 1 pages",
        "200, 100 transfers, 4 pages", walk=True)
for place in (0, 49, 99):
    ask("show row %d" % place, LIST + "/{b%d}" % place)
for place in (0, 1):
    ask("show row %d of D" % place, "/v3/{D}/os-volume-transfer/{d%d}" % place, token="D")
ask("show, unknown", LIST + "/" + NO_TRANSFER)
ask("show, deleted", "/v3/{D}/os-volume-transfer/{ended}", token="D")
ask("show, another project's", LIST + "/{a0}")
ask("show, no UUID", LIST + "/nope")
ask("show, id encoded", LIST + "/{b0%}")
ask("show, upper case", LIST + "/{b0^}")
ask("show, space", LIST + "/a%20b")
ask("show, 255 characters", LIST + "/" + "x" * 255)
ask("show, 256 characters", LIST + "/" + "x" * 256, "Paths", "404, Transfer %s could not be found" % ("x" * 256), NOT_SERVED)
ask("show, encoded slash", LIST + "/a%2Fb", "Paths", NOT_FOUND, "404, Transfer a/b could not be found")
ask("show, trailing slash", LIST + "/{b0}/")
ask("show, .json", LIST + "/{b0}.json", "Paths", SHOWN, "404, Transfer {b0}.json could not be found")
ask("show, parameters", LIST + "/{b0}?limit=abc&foo=1")
ask("show, below", LIST + "/{b0}/accept")
ask("bookmark", "/{B}/os-volume-transfer/{b0}", "Bookmarks", NOT_FOUND, SHOWN)
ask("bookmark, no token", "/{B}/os-volume-transfer/{b0}", "Bookmarks", NOT_FOUND, "401, Authentication required", token=None)
ask("list without version", "/{B}/os-volume-transfer")

# limit, offset and marker.
for query, answer in {
    "?limit=1": "200, 1 transfers, next page", "?limit=99": "200, 99 transfers, next page", "?limit=100": ALL,
    "?limit=1000": ALL, "?limit=2147483647": ALL, "?limit=007": "200, 7 transfers, next page",
    "?limit=%31": "200, 1 transfers, next page", "?offset=0": ALL, "?offset=1": "200, 99 transfers",
    "?offset=99": "200, 1 transfers", "?limit=2&offset=1": "200, 2 transfers, next page",
    "?limit=2&offset=99": "200, 1 transfers", "?marker={b0}": "200, 99 transfers",
    "?limit=2&marker={b0}": "200, 2 transfers, next page", "?marker={b0}&offset=1": "200, 98 transfers",
    "/detail?limit=1": "200, 1 transfers, next page", "/detail?offset=1": "200, 99 transfers",
    "/detail?marker={b0}": "200, 99 transfers",
}.items():
    ask_list(query, "Paging", EMPTY, answer)
ask("marker, deleted", "/v3/{D}/os-volume-transfer?marker={ended}", "Paging", EMPTY, "200, 2 transfers", token="D")
for query in ("?limit=-1", "?limit=abc", "/detail?limit=abc", "?limit=1.5", "?limit=", "?limit", "?limit=0x10", "?limit=1e2",
              "?offset=100", "?offset=2147483647", "?offset=2147483648", "?offset=-1", "?offset=abc", "?offset=",
              "?offset=1.5", "?limit=abc&offset=abc", "?limit=abc&marker=nope", "?marker={b99}", "?&"):
    ask_list(query)
for query in ("?limit=0", "?limit=-0", "/detail?limit=0"):
    ask_list(query, "Zero", EMPTY, "400, limit param must be positive")
ask_list("?limit=0&offset=-1", "Zero", "400, offset must be >= 0", "400, limit param must be positive")
for value in ("2147483648", "%201", "+1", "%2B1", "1_0", "%D9%A3"):
    ask_list("?limit=" + value, "Integers", EMPTY, NO_INTEGER)
ask_list("?offset=%2B1", "Integers", EMPTY, "400, offset param must be an integer")
for query in ("?limit=1&limit=2", "?limit=1&limit=abc", "?offset=1&offset=2", "?marker={b0}&marker={b1}"):
    ask_list(query, "Repeated parameters", EMPTY, MALFORMED)
ask_list("?limit=abc&limit=1", "Repeated parameters", NO_INTEGER, MALFORMED)
for query in ("?marker=nope", "?marker=", "?marker={a0}"):
    ask_list(query, "Unknown markers", EMPTY, "400, invalid filter marker!")

# Other parameters.
for query in ("?foo=bar", "?LIMIT=1", "?sort=name:asc", "?sort_key=id&sort_dir=desc", "?status=x", "?with_count=true",
              "?fields=id", "?=", "??"):
    ask_list(query, "Unknown parameters", EMPTY, ALL)
for query in ("?salt=c4ca4238", "?crypt_hash=x", "?deleted=true"):
    ask_list(query, "Columns as filters", EMPTY, ALL)
for query in ("?accepted=xyz", "?created_at=x", "?volume=x"):
    ask_list(query, "Columns as filters", FAILED, ALL)
for query in ("?name=transfer-b-1", "?id={b0}"):
    ask_list(query, "Filters", "200, 1 transfers", ALL)
ask_list("?all_tenants=1")
ask_list("?project_id={C}")
ask("all_tenants as admin", "/v3/{A}/os-volume-transfer?all_tenants=1", "`all_tenants`", "200, 1000 transfers, next page",
    "200, 2 transfers", token="ADMIN_A")
UNDECODABLE = ("400, Error decoding your request. Either the URL or the request body contained characters that could not "
               "be decoded by Cinder")
for query, answer in {"?limit=%FF": UNDECODABLE, "?a=%FF": UNDECODABLE, "?limit=%": NO_INTEGER, "?limit=1%00": NO_INTEGER,
                      "?a=%zz": EMPTY}.items():
    ask_list(query, "Undecodable URLs", answer, MALFORMED)
for target, answer in {LIST + "/%ff": "no answer", LIST + "/a%00": FAILED, "/v3/%ff/os-volume-transfer": NOT_FOUND,
                       "/v3/%zz/os-volume-transfer": NOT_FOUND}.items():
    ask(target, target, "Undecodable URLs", answer, MALFORMED)

# Methods. The ids are such that nothing is changed.
for call, place in {"list": "", "details": "/detail", "show": "/" + NO_TRANSFER}.items():
    ask("HEAD " + call, LIST + (place if call != "show" else "/{b0}"), "`HEAD`", "404, empty", "200, empty", method="HEAD")
    ask("OPTIONS " + call, LIST + place, "`OPTIONS`", "200, empty", NO_METHOD, method="OPTIONS")
    for method in ("PUT", "PATCH", "TRACE", "get"):
        ask("%s %s" % (method, call), LIST + place, "Other methods", NOT_FOUND, NO_METHOD, method=method)
    ask("POST " + call, LIST + place, *(("Writes", FAILED) if call == "list" else ("Other methods", NOT_FOUND)), NO_METHOD,
        method="POST")
ask("DELETE list", LIST, "Other methods", NOT_FOUND, NO_METHOD, method="DELETE")
ask("DELETE details", LIST + "/detail", "Writes", "404, Transfer detail could not be found", NO_METHOD, method="DELETE")
ask("DELETE show", LIST + "/" + NO_TRANSFER, "Writes", "404, Transfer %s could not be found" % NO_TRANSFER, NO_METHOD,
    method="DELETE")
ask("POST list, {}", LIST, "Writes", "400, 'transfer' is a required property", NO_METHOD, method="POST",
    headers=JSON, body="{}")
ask("HEAD list, no token", LIST, method="HEAD", token=None)
ask("OPTIONS list, no token", LIST, "`OPTIONS`", "200, empty", NO_METHOD, method="OPTIONS", token=None)
for method in ("POST", "DELETE"):
    ask(method + " list, no token", LIST, "Order of checks", NO_TOKEN, NO_METHOD, method=method, token=None)
ask("GET list, body", LIST, "Bodies of `GET`", REFUSED, ALL, headers=JSON, body='{"a":1}')
ask("GET list, malformed body", LIST, "Bodies of `GET`", "400, Malformed request body", ALL, headers=JSON, body="{")
ask("GET list, Content-Type", LIST, headers=[("Content-Type", "application/xml")])

# Tokens. A name is replaced by its token.
for token in ("READER_A", "NOROLE_A", "ADMIN_A", "B", "ADMIN", "UNSCOPED_A", "SYSTEM", None, "", "garbage",
              "gAAAAABl" + "x" * 170):
    ask("token %.20s" % token, "/v3/{A}/os-volume-transfer", token=token)
ask("token of another project, invalid limit", LIST + "?limit=abc", token="A")
ask("no token, invalid limit", LIST + "?limit=abc", token=None)
SERVICE = [("X-Service-Token", os.environ["TOKEN_SERVICE"])]
ask("service token, garbage", LIST, "Service tokens", NO_TOKEN, ALL, headers=[("X-Service-Token", "garbage")])
ask("service token", LIST, headers=SERVICE)
ask("service token only", LIST, token=None, headers=SERVICE)
ask("two tokens", LIST, headers=[("X-Auth-Token", os.environ["TOKEN_B"])])
ask("identity headers", LIST, token="A",
    headers=[("X-Project-Id", os.environ["PROJECT_B"]), ("X-Roles", "admin"), ("X-Identity-Status", "Confirmed")])

# Microversions.
for value in ("volume 3.0", "volume 3.50", "volume latest", "volume abc", "volume 3", "volume 3.01", "volume  3.50",
              "compute 2.1, volume 3.50", "volume 3.50, volume 3.0"):
    ask("version " + value, LIST, headers=version(value))
for minor in ("3.51", "3.59", "3.70"):
    ask("version volume " + minor, LIST, "Highest version", ALL, UNSUPPORTED % (minor, 50),
        headers=version("volume " + minor))
for value in ("3.999", "2.0"):
    ask("version volume " + value, LIST, "Highest version", UNSUPPORTED % (value, 70), UNSUPPORTED % (value, 50),
        headers=version("volume " + value))
ask("version volume", LIST, "Version headers", FAILED,
    "400, API Version String  is of invalid format. Must be of format MajorNum.MinorNum", headers=version("volume"))
for value in ("", "compute 2.1", "3.50", "VOLUME 3.50"):
    ask("version '%s'" % value, LIST, "Version headers", REFUSED, ALL, headers=version(value))
for query in ("/detail", "/{b0}", "/nope", "?limit=abc"):
    ask("version 3.50, " + query, LIST + query, headers=version("volume 3.50"))
ask("version 3.55, details", LIST + "/detail", "Highest version", ALL, UNSUPPORTED % ("3.55", 50),
    headers=version("volume 3.55"))
ask("version 3.999, invalid limit", LIST + "?limit=abc", "Highest version", UNSUPPORTED % ("3.999", 70),
    UNSUPPORTED % ("3.999", 50), headers=version("volume 3.999"))
ask("version 3.999, no token", LIST, token=None, headers=version("volume 3.999"))

# Version documents.
V3 = "200, versions v3.0 to 3.50"
BOTH = "300, versions v2.0, v3.0 to 3.50"
for target in ("/", "/?x=1"):
    ask(target, target, "Highest version", "300, versions v3.0 to 3.70", BOTH, token=None)
ask("/ with token", "/", "Highest version", "300, versions v3.0 to 3.70", BOTH)
for target in ("/v2", "/v2/"):
    ask(target, target, "`/v2`", NOT_FOUND, "200, versions v2.0", token=None)
for target in ("/v3", "/v3/"):
    ask(target, target, "Version documents", NO_TOKEN, V3, token=None)
ask("/v3 with token", "/v3", "Version documents", "302, empty", V3)
ask("/v3/ with token", "/v3/", "Highest version", "200, versions v3.0 to 3.70", V3)
ask("HEAD /", "/", token=None, method="HEAD")
ask("POST /", "/", "Version documents", "300, versions v3.0 to 3.70", NO_METHOD, token=None, method="POST")
ask("/, version 3.999", "/", "Version documents", UNSUPPORTED % ("3.999", 70), BOTH, token=None,
    headers=version("volume 3.999"))
ask("/v1", "/v1", token=None)

# Paths.
for target in (LIST + "/", LIST + ".xml", LIST + "x", LIST + ";x", "/v3/{B}/OS-VOLUME-TRANSFER",
               "/v4/{B}/os-volume-transfer", "/v3/{B%}/os-volume-transfer", "/v3/{B}/os%2Dvolume-transfer",
               "/v3/" + "0" * 32 + "/os-volume-transfer"):
    ask(target, target)
for target in ("/v3/{B}//os-volume-transfer", "/v3/{B}/./os-volume-transfer", LIST + ".json", "/v3/os-volume-transfer"):
    ask(target, target, "Paths", ALL, NOT_SERVED)
for project in ("not_hex!", "firstproject", "{B^}", "{B}%2Fx"):
    ask("project " + project, "/v3/%s/os-volume-transfer" % project, "Project ids", NOT_FOUND, "400, invalid tenant id!")
ask("unknown call, no token", LIST + "x", "Order of checks", NO_TOKEN, NOT_SERVED, token=None)
ask("v2", "/v2/{B}/os-volume-transfer", "`/v2`", NOT_FOUND, ALL)
ask("volume-transfers", "/v3/{B}/volume-transfers", "Other calls", ALL, NOT_SERVED)
ask("volume-transfers, 3.55", "/v3/{B}/volume-transfers", "Other calls", ALL, NOT_SERVED, headers=version("volume 3.55"))
ask("volumes", "/v3/{B}/volumes?name=none", "Other calls", '200, {"volumes": []}', NOT_SERVED)

# Other headers.
SHOW = LIST + "/{b0}"
ask("request id of OpenStack", SHOW, headers=[("X-OpenStack-Request-Id", CALLERS_ID)])
ask("request id", SHOW, headers=[("X-Request-Id", CALLERS_ID)])
ask("Accept", SHOW, headers=[("Accept", "application/xml")])
ask("Accept, refused", LIST + "?limit=abc", headers=[("Accept", "application/xml")])
ask("Accept, not found", LIST + "x", headers=[("Accept", "text/html")])
ask("Accept, JSON of the vendor", SHOW, headers=[("Accept", "application/vnd.openstack.volume+json")])
ask("Accept-Encoding", SHOW, headers=[("Accept-Encoding", "gzip")])
ask("Accept-Language", LIST + "?limit=abc", headers=[("Accept-Language", "zh-CN")])
ask("X-Forwarded-Host", SHOW, "Addresses in links", SHOWN + ", links to other.example", SHOWN,
    headers=[("X-Forwarded-Host", "other.example")])
ask("CORS preflight", LIST, "`OPTIONS`", "200, empty", NO_METHOD, method="OPTIONS", token=None,
    headers=[("Origin", "http://x.example"), ("Access-Control-Request-Method", "GET")])

# ---- asking ------------------------------------------------------------------------------------------------------------


def exchange(base, method, target, token, headers=(), body=None):
    """Returns status, headers and body of one answer: the body parsed if it is JSON, and the server's address replaced."""
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=120)
    try:
        connection.putrequest(method, target, skip_accept_encoding=True)
        if token is not None:
            connection.putheader("X-Auth-Token", os.environ.get("TOKEN_" + token, token))
        for name, value in headers:
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body and body.encode())
        response = connection.getresponse()
        text = response.read().decode().replace(base, "{base}")
    except http.client.RemoteDisconnected:
        return 0, {}, None
    finally:
        connection.close()
    try:
        content = json.loads(text) if text else None
    except ValueError:
        content = text
    return response.status, response.headers, content


def next_link(body):
    """Returns the link to the next page that a body contains, without the address, or None."""
    links = body.get("transfers_links", []) if isinstance(body, dict) else []
    return next((link["href"].removeprefix("{base}") for link in links if link["rel"] == "next"), None)


def walk_from(base, answer, token):
    """Follows the links to the next pages, as a client does. Returns the transfers of all pages in one answer."""
    status, _, body = answer
    transfers, pages = body["transfers"], 1
    while next_link(body):
        status, _, body = exchange(base, "GET", next_link(body), token)
        transfers, pages = transfers + body["transfers"], pages + 1
    return status, {}, {"transfers": transfers, "pages": pages}


def asked(base, target, method, token, headers, body, walk):
    answer = exchange(base, method, target, token, headers, body)
    return walk_from(base, answer, token) if walk else answer


# ---- comparing ---------------------------------------------------------------------------------------------------------


def shape(body):
    """Returns the members of the body of a refusal."""
    if not isinstance(body, dict):
        return "page"
    (kind, value), = body.items()
    return "{%s: {%s}}" % ("error" if kind == "error" else "kind", ", ".join(sorted(value)))


def message(body):
    if not isinstance(body, dict):
        return " ".join(re.sub("<[^>]*>|404 Not Found", " ", body).split()).removesuffix(".")
    return next(iter(body.values()))["message"].removesuffix(".")


def brief(answer):
    """Describes status and body of an answer in a line."""
    status, headers, body = answer
    if status == 0:
        return "no answer"
    if body is None:
        return "%d, empty" % status
    if status >= 400:
        return "%d, %s%s" % (status, message(body), ", Allow: " + headers["Allow"] if "Allow" in headers else "")
    if "transfers" in body:
        pages = ", %d pages" % body["pages"] if "pages" in body else ", next page" if next_link(body) else ""
        return "%d, %d transfers%s" % (status, len(body["transfers"]), pages)
    if "transfer" in body:
        host = urlsplit(body["transfer"]["links"][0]["href"]).netloc
        return "%d, %s%s" % (status, body["transfer"]["name"], ", links to " + host if host else "")
    if "versions" in body:
        versions = [row["id"] + (" to " + row["version"] if row["version"] else "") for row in body["versions"]]
        return "%d, versions %s" % (status, ", ".join(versions))
    return "%d, %s" % (status, json.dumps(body))


def header(name, answer):
    """Returns the value of a header. A request id is described, and so is a link that is the one of the body."""
    _, headers, body = answer
    value = headers.get(name)
    if value == CALLERS_ID:
        return "the caller's id"
    if value and re.fullmatch(r"req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value):
        return "id"
    if value and name == "Link" and value == '<%s%s>; rel="next"' % (OURS, next_link(body)):
        return "next"
    return value


def differences(difference, cinder, ours):
    """Returns pairs of a reason, or None, and a description, for each difference between two answers to a question."""
    briefs = brief(cinder), brief(ours)
    found = []
    if difference:
        reason = difference[0] if difference[1:] == briefs else None
        found.append((reason, "%s\n    %s\n  listed as\n    %s\n    %s" % (briefs + difference[1:])))
    elif cinder[0] < 400 and (cinder[0] != ours[0] or cinder[2] != ours[2]):
        found.append((None, "%s\n    %s\n  bodies:\n    %.2000s\n    %.2000s" % (briefs + (cinder[2], ours[2]))))
    elif briefs[0] != briefs[1]:
        same_status = cinder[0] == ours[0] and cinder[2] and ours[2]
        pair = (message(cinder[2]), message(ours[2])) if same_status else None
        found.append((MESSAGE_DIFFERENCES.get(pair), pair or "%s\n    %s" % briefs))
    if cinder[0] == ours[0]:
        for name in HEADERS:
            values = name, header(name, cinder), header(name, ours)
            if values[1] != values[2]:
                found.append((HEADER_DIFFERENCES.get(values), values))
        if cinder[0] >= 400 and cinder[2] and shape(cinder[2]) != shape(ours[2]):
            shapes = shape(cinder[2]), shape(ours[2])
            found.append((SHAPE_DIFFERENCES.get(shapes), shapes))
    return found


def reasons_of_the_page():
    with open(PAGE, encoding="utf-8") as page:
        rows = re.findall(r"^\| ([^|]+) \|", page.read(), re.MULTILINE)
    return {row for row in rows if row not in ("subject", "---")}


# ---- the run -----------------------------------------------------------------------------------------------------------


def create(volume, name):
    answer = exchange(CINDER, "POST", "/v3/%s/os-volume-transfer" % os.environ["PROJECT_D"], "D", JSON,
                      json.dumps({"transfer": {"volume_id": volume, "name": name}}))
    assert answer[0] == 202, answer
    return answer[2]["transfer"]["id"]


def delete(transfer):
    answer = exchange(CINDER, "DELETE", "/v3/%s/os-volume-transfer/%s" % (os.environ["PROJECT_D"], transfer), "D")
    assert answer[0] == 202, answer


def places():
    """Returns the values of the names in braces: projects, ids of transfers, and these in upper case (^) and encoded (%)."""
    volumes = exchange(CINDER, "GET", "/v3/%s/volumes" % os.environ["PROJECT_D"], "D")[2]["volumes"]
    names = {tenant: os.environ["PROJECT_" + tenant] for tenant in "ABCD"}
    names["ended"] = create(volumes[0]["id"], "ended")
    delete(names["ended"])
    names["d0"] = create(volumes[0]["id"], None)
    names["d1"] = create(volumes[1]["id"], 'é 𝄞 "quoted" \\ </b>\u2028')
    for tenant in "AB":
        rows = exchange(CINDER, "GET", "/v3/%s/os-volume-transfer" % names[tenant], tenant)[2]["transfers"]
        names.update(("%s%d" % (tenant.lower(), i), row["id"]) for i, row in enumerate(rows))
    for name in ("B", "b0"):
        names[name + "^"] = names[name].upper()
        names[name + "%"] = "".join("%%%02x" % ord(c) for c in names[name])
    return names


def main():
    names = places()

    def filled(text):
        return re.sub(r"\{([^{}]+)\}", lambda match: names.get(match.group(1), match.group(0)), text)

    different, unexpected, found = 0, 0, set()
    for name, (target, difference, *rest) in QUESTIONS.items():
        cinder, ours = (asked(base, filled(target), *rest) for base in (CINDER, OURS))
        for reason, what in differences(tuple(map(filled, difference)), cinder, ours):
            found.add((reason, what))
            if reason is None:
                unexpected += 1
                print("NOT EXPECTED: %s: Cinder, and the server\n    %s" % (name, what))
        different += bool(difference)
    shared = {**HEADER_DIFFERENCES, **MESSAGE_DIFFERENCES, **SHAPE_DIFFERENCES}
    vanished = [what for what, reason in shared.items() if (reason, what) not in found]
    for what in vanished:
        print("NOT FOUND: %s" % (what,))
    reasons = {reason for reason, _ in found if reason}
    on_the_page = reasons_of_the_page()
    for reason in sorted(reasons - on_the_page):
        print("NOT IN docs/differences.md: " + reason)
    for reason in sorted(on_the_page - reasons):
        print("ONLY IN docs/differences.md: " + reason)
    for transfer in (names["d0"], names["d1"]):
        delete(transfer)
    print("%d questions: %d answered differently, and %d differences of headers, messages and bodies, for %d reasons"
          % (len(QUESTIONS), different, len(shared), len(reasons)))
    return 1 if unexpected or vanished or reasons != on_the_page else 0


sys.exit(main())
