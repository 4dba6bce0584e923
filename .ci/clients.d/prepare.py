"""Prepares the accounts of the client programs. Run by .ci/clients with the address and the administrator's password of
Keystone in OS_AUTH_URL and TEST_KEYSTONE_ADMIN_PASSWORD:

    prepare.py transfers DIRECTORY   writes transfers.json for the server, and few.json and many.json: what a client must
                                     list as the account "few" with 5 transfers or "many" with 1005
    prepare.py catalog SERVER        directs the services volumev2 and volumev3 of the catalog to the server
"""
import datetime
import json
import os
import random
import sys
import urllib.request
import uuid

KEYSTONE = os.environ["OS_AUTH_URL"]
ACCOUNTS = {"few": "a", "many": "b"}  # user-a of tenant-a, and so on
NAMES = ["first volume transfer", None, "Übergabe 磁盘 🚀", "only one has this name", "a \"quoted\" <name> & more"]


def ask(method, path, body=None, token=None):
    request = urllib.request.Request(KEYSTONE + path, method=method, data=None if body is None else json.dumps(body).encode())
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("X-Auth-Token", token)
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.load(response), response.headers


def administrator():
    default = {"id": "default"}
    user = {"name": "admin", "domain": default, "password": os.environ["TEST_KEYSTONE_ADMIN_PASSWORD"]}
    auth = {"identity": {"methods": ["password"], "password": {"user": user}},
            "scope": {"project": {"name": "admin", "domain": default}}}
    return ask("POST", "/auth/tokens", {"auth": auth})[1]["X-Subject-Token"]


def rows(account):
    """Returns the transfers in the order of the list: two at a time are equally old."""
    names = NAMES if account == "few" else ["transfer %d ä" % number for number in range(1005)]
    start = datetime.datetime(2024, 7, 23, 11, 19, 6, 469300)
    made = [{"id": str(uuid.uuid5(uuid.NAMESPACE_URL, "transfer %s %d" % (account, number))),
             "volume_id": str(uuid.uuid5(uuid.NAMESPACE_URL, "volume %s %d" % (account, number))),
             "name": name,
             "created_at": (start + datetime.timedelta(seconds=number // 2)).isoformat(timespec="microseconds")}
            for number, name in enumerate(names)]
    return sorted(made, key=lambda row: (row["created_at"], row["id"]))


def transfers(directory):
    token = administrator()
    stored = []
    for account, letter in ACCOUNTS.items():
        projects = ask("GET", "/projects?name=tenant-" + letter, token=token)[0]["projects"]
        project, listed = projects[0]["id"], rows(account)
        stored += [dict(row, project_id=project, created_at=row["created_at"] + "Z") for row in listed]
        write(os.path.join(directory, account + ".json"), {
            "user": "user-" + letter, "project": "tenant-" + letter, "project_id": project, "transfers": listed})
    random.Random(1).shuffle(stored)
    write(os.path.join(directory, "transfers.json"), {"transfers": stored})


def write(path, content):
    with open(path, "w", encoding="utf-8") as file:
        json.dump(content, file)


def catalog(server):
    token = administrator()
    for version in "v2", "v3":
        kind = "volume" + version
        services = ask("GET", "/services?type=" + kind, token=token)[0]["services"]
        if not services:
            services = [ask("POST", "/services", {"service": {"type": kind, "name": kind}}, token)[0]["service"]]
        endpoint = {"service_id": services[0]["id"], "interface": "public", "region_id": "RegionOne",
                    "url": "%s/%s/%%(project_id)s" % (server, version)}
        found = ask("GET", "/endpoints?service_id=" + services[0]["id"], token=token)[0]["endpoints"]
        if found:
            ask("PATCH", "/endpoints/" + found[0]["id"], {"endpoint": endpoint}, token)
        else:
            ask("POST", "/endpoints", {"endpoint": endpoint}, token)


{"transfers": transfers, "catalog": catalog}[sys.argv[1]](sys.argv[2])
