# shellcheck shell=bash disable=SC2034
# What the client programs in shell share: the accounts and the checks.

unknown=00000000-0000-4000-8000-000000000000
unique='only one has this name'
failed=0

check() { # what, expected, got
    if [ "$2" = "$3" ]; then
        echo "ok $1"
    else
        local difference
        difference=$(diff <(echo "$2") <(echo "$3")) || true
        echo "WRONG $1: expected $(grep -m 1 '^<' <<< "$difference"), got $(grep -m 1 '^>' <<< "$difference")"
        failed=1
    fi
}

# Runs a command that is expected to fail, and compares its last line, without the request id.
refused() { # what, message, command...
    local what=$1 message=$2 output
    shift 2
    output=$("$@" 2>&1) && output="no failure"
    check "$what" "$message" "$(tail -n 1 <<< "$output" | sed 's/ (Request-ID: req-[^)]*)//')"
}

# Prints the value of an expression of Python about an account.
of() { # account, expression
    /usr/bin/python3 -c 'import json, sys; account = json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' \
        "$TRANSFERS/$1.json" "$2"
}

# Prints the transfers of an account, each in the given format.
rows() { # account, format
    of "$1" "'\n'.join('$2'.format(**transfer) for transfer in account['transfers'])"
}

# Selects the account of the following commands.
use() { # account
    OS_USERNAME=$(of "$1" 'account["user"]')
    OS_PROJECT_NAME=$(of "$1" 'account["project"]')
    export OS_USERNAME OS_PROJECT_NAME
}

# What a table shows of the transfer with the unique name.
unique_shown() {
    of few "'\n'.join(key + '=' + value for transfer in account['transfers'] for key, value in sorted(transfer.items())
        if transfer['name'] == '$unique')"
}

# Reads a table of two columns.
properties() { sed -n 's/^| *\([a-z_]*\) *| \(.*[^ ]\) *|$/\1=\2/p'; }
