"""The library openstacksdk with and without a limit: user and password, volumev2 and volumev3 of the catalog. The versions
before 1.0 have no class of transfers; this is the one of later versions, with the path of the documented call."""
import openstack
from checks import UNKNOWN, account, check, finish, pages, row, session, session_with_wrong_token
from openstack import exceptions, resource

print("version " + openstack.version.__version__)
print("api v2, v3")
print("remark class of transfers defined by the program")
sizes = []


class Transfer(resource.Resource):
    resource_key = "transfer"
    resources_key = "transfers"
    base_path = "/os-volume-transfer"
    allow_fetch = True
    allow_list = True
    created_at = resource.Body("created_at")
    links = resource.Body("links")
    volume_id = resource.Body("volume_id")


def connect(of_session, version):
    return openstack.connection.Connection(
        session=of_session, region_name="RegionOne", block_storage_api_version=version[1:]).block_storage


def fields(transfer):
    return {name: transfer[name] for name in ("id", "volume_id", "name", "created_at", "links")}


def walk(what, storage, version, name, expected_sizes, **options):
    of = account(name)
    sizes.clear()
    check(what, [row(transfer, version, of["project_id"]) for transfer in of["transfers"]],
          [fields(transfer) for transfer in Transfer.list(storage, base_path="/os-volume-transfer/detail", **options)])
    check(what + ": sizes", expected_sizes, sizes)


def refused(what, kind, status, message, call):
    try:
        call()
        check("refusal %d %s" % (status, what), kind, None)
    except kind as refusal:
        check("refusal %d %s" % (status, what), [status, True], [refusal.status_code, message in str(refusal)])


for version in "v2", "v3":
    few, many = [connect(session(name, sizes), version) for name in ("few", "many")]
    first = account("few")["transfers"][0]
    walk("list without limit, %s" % version, many, version, "many", [1005])
    # After a full last page without a link, it asks once more.
    for limit in 1, 2:
        walk("pages of %d, %s" % (limit, version), few, version, "few", pages(5, limit) + [0], limit=limit)
    walk("pages of 1000, %s" % version, many, version, "many", [1000, 5, 0], limit=1000)
    check("show, %s" % version, row(first, version, account("few")["project_id"]),
          fields(Transfer.new(id=first["id"]).fetch(few)))
    refused("unknown, %s" % version, exceptions.NotFoundException, 404, "Transfer %s could not be found." % UNKNOWN,
            lambda: Transfer.new(id=UNKNOWN).fetch(few))
    refused("limit, %s" % version, exceptions.BadRequestException, 400, "limit param must be positive.",
            lambda: list(Transfer.list(few, limit=0)))
    refused("token, %s" % version, exceptions.HttpException, 401, "Authentication required.",
            lambda: list(Transfer.list(connect(session_with_wrong_token(version), version))))
finish()
