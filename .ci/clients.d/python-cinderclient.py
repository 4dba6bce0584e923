"""The library python-cinderclient: user and password, volumev3 of the catalog."""
import cinderclient
from checks import UNKNOWN, account, check, finish, pages, row, session, session_with_wrong_token
from cinderclient import client, exceptions

print("version " + cinderclient.__version__)
print("api v3")
sizes = []


def connect(name):
    return client.Client("3", session=session(name, sizes))


def walk(what, cinder, name, expected_sizes, **options):
    of = account(name)
    sizes.clear()
    check(what, [row(transfer, "v3", of["project_id"]) for transfer in of["transfers"]],
          [transfer.to_dict() for transfer in cinder.transfers.list(**options)])
    check(what + ": sizes", expected_sizes, sizes)


def refused(what, kind, status, message, call):
    try:
        call()
        check("refusal %d %s" % (status, what), kind, None)
    except kind as refusal:
        check("refusal %d %s" % (status, what), [status, message, True],
              [refusal.code, refusal.message, bool(refusal.request_id)])


few, many = connect("few"), connect("many")
first = account("few")["transfers"][0]
walk("list", many, "many", [1005])
for limit in 1, 2:
    walk("pages of %d" % limit, few, "few", pages(5, limit), search_opts={"limit": limit})
walk("pages of 1000", many, "many", [1000, 5], search_opts={"limit": 1000})
check("list without details", [transfer["id"] for transfer in account("few")["transfers"]],
      [transfer.id for transfer in few.transfers.list(detailed=False)])
check("show", row(first, "v3", account("few")["project_id"]), few.transfers.get(first["id"]).to_dict())
check("show by name", first["id"], few.transfers.find(name=first["name"]).id)
refused("unknown", exceptions.NotFound, 404, "Transfer %s could not be found." % UNKNOWN,
        lambda: few.transfers.get(UNKNOWN))
refused("limit", exceptions.BadRequest, 400, "limit param must be positive.",
        lambda: few.transfers.list(search_opts={"limit": "0"}))
refused("marker", exceptions.BadRequest, 400, "invalid filter marker!",
        lambda: few.transfers.list(search_opts={"marker": UNKNOWN}))
refused("token", exceptions.Unauthorized, 401, "Authentication required.",
        lambda: client.Client("3", session=session_with_wrong_token("v3")).transfers.list())
finish()
