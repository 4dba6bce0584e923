"""Prints docs/clients.md, from what the client programs printed:

    page.py VERSION_OF_KEYSTONE DIRECTORY CLIENT...
"""
import re
import sys

HEAD = """\
# Clients

`make clients` generates this page: published clients call the built server, which holds 5 transfers of one project and 1005
of another, and has tokens verified by Keystone %s. They log in with user and password and find the server in
Keystone's catalog, unless the remark says otherwise. Every id, name, volume, time and link that a client hands out is
compared, and so is the number of transfers on each page.

A number under "pages" is a page size with which the client reads its list to the end; a number under "refusals" is a status
that the client reports, with our message if it shows any.

| client | version | API version | list | pages | show | refusals | remark |
| --- | --- | --- | --- | --- | --- | --- | --- |"""

# Clients of Maven's tests: name, property of their version in pom.xml, API version, pages, and remark.
JAVA = [
    ("Huawei Java SDK", "huaweicloud-sdk.version", "v2", "in `mvn verify`", "pages by `offset`"),
    ("openstack4j", "openstack4j.version", "v3", "cannot", "has no option for a limit; reads 404 as null or an empty list"),
]


def row(*cells):
    print("| " + " | ".join(cells) + " |")


def client_row(name, lines):
    def after(word):
        return [line[len(word) + 1:] for line in lines if line.startswith(word + " ")]

    passed = after("ok")

    def numbers(word):
        found = re.findall(r"^%s (\d+)" % word, "\n".join(passed), re.MULTILINE)
        return ", ".join(sorted(set(found), key=int))

    def yes(word):
        return "yes" if any(check.startswith(word) for check in passed) else ""

    pages = "cannot" if "cannot page" in passed else numbers("pages of")
    cells = [after("version")[0], after("api")[0], yes("list"), pages, yes("show"), numbers("refusal")]
    if "" in cells:
        sys.exit("%s has not been checked completely: %s" % (name, cells))
    row(name, *cells, "; ".join(after("remark")))


keystone, directory, *clients = sys.argv[1:]
print(HEAD % keystone)
for client in clients:
    with open("%s/%s.out" % (directory, client), encoding="utf-8") as file:
        client_row(client, file.read().splitlines())
with open("pom.xml", encoding="utf-8") as file:
    pom = file.read()
for name, version, api, pages, remark in JAVA:
    found = re.search("<%s>(.*)</" % re.escape(version), pom)
    if found:
        row(name, found.group(1), api, "in `mvn verify`", pages, "in `mvn verify`", "in `mvn verify`", remark)
