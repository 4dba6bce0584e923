"""What the client programs in Python share: the accounts, the checks, and sessions that record the pages received."""
import json
import os
import sys

import keystoneauth1.identity
import keystoneauth1.session
import keystoneauth1.token_endpoint
import requests

SERVER = os.environ["SERVER"]
UNKNOWN = "00000000-0000-4000-8000-000000000000"
failed = False


def account(name):
    with open(os.path.join(os.environ["TRANSFERS"], name + ".json"), encoding="utf-8") as file:
        return json.load(file)


def check(what, expected, got):
    global failed
    if expected == got:
        print("ok " + what)
        return
    failed = True
    if isinstance(expected, list) and isinstance(got, list):
        place = next((i for i, (one, other) in enumerate(zip(expected, got)) if one != other), min(len(expected), len(got)))
        what += " (%d and %d elements, at %d)" % (len(expected), len(got), place)
        expected, got = expected[place:place + 1], got[place:place + 1]
    print("WRONG %s: expected %s, got %s" % (what, expected, got))


def finish():
    sys.exit(1 if failed else 0)


def row(transfer, version, project_id):
    """Returns what a client should know of a transfer, its links included."""
    path = "/%s/os-volume-transfer/%s" % (project_id, transfer["id"])
    links = [{"href": SERVER + "/" + version + path, "rel": "self"}, {"href": SERVER + path, "rel": "bookmark"}]
    return dict(transfer, links=links)


def pages(count, limit):
    return [min(limit, count - start) for start in range(0, count, limit)]


def session(name, sizes):
    """Returns a session of the account that appends the number of transfers of each page to sizes."""
    of = account(name)
    return recording(sizes, keystoneauth1.identity.Password(
        auth_url=os.environ["OS_AUTH_URL"], username=of["user"], password=os.environ["OS_PASSWORD"],
        project_name=of["project"], user_domain_name="Default", project_domain_name="Default"))


def session_with_wrong_token(version):
    endpoint = "%s/%s/%s" % (SERVER, version, account("few")["project_id"])
    return recording([], keystoneauth1.token_endpoint.Token(endpoint, "wrong"))


def recording(sizes, auth):
    def record(response, *_, **__):
        if response.ok and "os-volume-transfer" in response.url and "transfers" in response.json():
            sizes.append(len(response.json()["transfers"]))

    http = requests.Session()
    http.hooks["response"].append(record)
    return keystoneauth1.session.Session(auth=auth, session=http)
