#!/usr/bin/env bash
# Starts a real mailbox that we did not write, on loopback: pymap speaks IMAP, aiosmtpd takes mails for it.
#
#   ci/mailbox/start.sh USER PASSWORD      prints one line on stdout when it is ready: imap=PORT smtp=PORT
#
# Everything else goes to stderr. The mailbox is empty at first, lives in memory, and ends when its standard input ends, and
# on SIGTERM and SIGINT. The first start installs both from PyPI, which is kept in ${SHOPPER_SHOPS:-target/shops}/mailbox
# and made anew when it was left half finished or when requirements.txt changes.
# Ends with 4 when a program is missing that it needs, with 1 when the setup fails.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
shops=${SHOPPER_SHOPS:-$here/../../target/shops}

give_up() {
    printf 'error: %s\n  = help: %s\n' "$2" "$3" >&2
    exit "$1"
}

python=${PYTHON:-python3}
"$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
    give_up 4 "$python with virtual environments is missing, or older than 3.11" \
        "install it (Debian, Ubuntu: apt-get install python3 python3-venv), and name it in PYTHON if it is not python3"
for tool in flock sha256sum; do
    command -v "$tool" >/dev/null ||
        give_up 4 "$tool is missing" "install util-linux and coreutils, on Linux: they bring flock and sha256sum"
done

mkdir -p "$shops/mailbox"
folder=$(cd "$shops/mailbox" && pwd)
made=$folder/venv/bin/python

# Two starts at once: the second waits here. What was made is stamped last; without its stamp it is half finished.
exec 9>"$folder/lock"
flock 9
pins=$( ("$python" -V && cat "$here/requirements.txt") | sha256sum | cut -c -64)
if [ "$(cat "$folder/venv/made-of" 2>/dev/null || true)" != "$pins" ]; then
    echo "installing pymap into $folder/venv" >&2
    rm -rf "$folder/venv"
    "$python" -m venv "$folder/venv" </dev/null >&2 || give_up 1 "no virtual environment could be made in $folder" \
        "see above; try: $python -m venv $folder/venv"
    "$made" -m pip install --quiet --disable-pip-version-check --no-input -r "$here/requirements.txt" </dev/null >&2 ||
        give_up 1 "pymap could not be installed" "see above; check that pip reaches PyPI"
    echo "$pins" >"$folder/venv/made-of"
fi
exec 9>&-

export PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
exec "$made" "$here/serve.py" "${1:-tests@shop.example}" "${2:-no-secret}"
