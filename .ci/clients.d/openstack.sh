#!/usr/bin/env bash
# The command openstack: user and password, volumev3 of the catalog. It prints "None" for null.
set -euo pipefail
# shellcheck source=SCRIPTDIR/checks.sh
. "$(dirname "$0")/checks.sh"

echo "version $(openstack --version | cut -d ' ' -f 2)"
echo "api v3"
echo "remark has no option for a limit"

transfers() { openstack volume transfer request "$@"; }

use many
check "list" "$(rows many '{id} {name} {volume_id}')" "$(transfers list -f value)"
use few
check "list of few" "$(rows few '{id} {name} {volume_id}')" "$(transfers list -f value)"
check "list of v3" 1 "$(transfers list --debug 2>&1 | grep -c ' -X GET .*/v3/.*/os-volume-transfer/detail')"
refused "cannot page" "openstack volume transfer request list: error: unrecognized arguments: --limit 2" transfers list --limit 2
check "show by name" "$(unique_shown)" "$(transfers show "$unique" | properties)"
check "show by id" "$(unique_shown)" "$(transfers show "$(unique_shown | sed -n 's/^id=//p')" | properties)"
refused "refusal 404" "No volumetransfer with a name or ID of '$unknown' exists." transfers show "$unknown"
endpoint=$SERVER/v3/$(of few 'account["project_id"]')
unset "${!OS_@}"
refused "refusal 401" "Authentication required. (HTTP 401)" \
    openstack --os-auth-type admin_token --os-token wrong --os-endpoint "$endpoint" volume transfer request list
exit "$failed"
