#!/usr/bin/env bash
# The command cinder: user and password, volumev3 of the catalog. It sorts lists by id, prints "-" for null, and passes a
# limit with --filters if asked for version 3.52 or later, although it then uses 3.50, the latest of the server.
set -euo pipefail
# shellcheck source=SCRIPTDIR/checks.sh
. "$(dirname "$0")/checks.sh"

echo "version $(cinder --version 2>&1)"
echo "api v3"
echo "remark sorts by id; pages with \`--os-volume-api-version 3.52\` and \`--filters limit=N\`"

listed() { grep -E '^\| [0-9a-f]{8}-' | sed 's/ *| */|/g'; }
expected() { rows "$1" '|{id}|{volume_id}|{name}|' | sed 's/|None|/|-|/' | LC_ALL=C sort; }
pages() { # account, limit
    use "$1"
    cinder --debug --os-volume-api-version 3.52 transfer-list --filters "limit=$2" 2> "$TRANSFERS/cinder.log" | listed
    echo "requests: $(grep -c '^DEBUG.* -X GET .*/v3/.*/os-volume-transfer/detail' "$TRANSFERS/cinder.log")"
}

use many
check "list" "$(expected many)" "$(cinder transfer-list | listed)"
check "pages of 1000" "$(expected many; echo "requests: 2")" "$(pages many 1000)"
check "pages of 1" "$(expected few; echo "requests: 5")" "$(pages few 1)"
check "pages of 2" "$(expected few; echo "requests: 3")" "$(pages few 2)"
use few
check "show by name" "$(unique_shown)" "$(cinder transfer-show "$unique" | properties)"
check "show by id" "$(unique_shown)" "$(cinder transfer-show "$(unique_shown | sed -n 's/^id=//p')" | properties)"
refused "refusal 404" "ERROR: No volumetransfer with a name or ID of '$unknown' exists." cinder transfer-show "$unknown"
refused "refusal 400" "ERROR: limit param must be positive. (HTTP 400)" \
    cinder --os-volume-api-version 3.52 transfer-list --filters limit=0
refused "refusal 401" "ERROR: Authentication required. (HTTP 401)" \
    cinder --os-auth-type noauth --os-user-id wrong --os-project-id "$(of few 'account["project_id"]')" \
    --os-endpoint "$SERVER/v3/$(of few 'account["project_id"]')" transfer-list
exit "$failed"
