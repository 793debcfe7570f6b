#!/usr/bin/env bash
# Makes sure that there is a Python with virtual environments, for the django-oscar shop and the IMAP mailbox of the
# tests. Does nothing when there is; on Debian and Ubuntu it installs the packages, with sudo when not root. Elsewhere
# those tests say that they were not run.
set -euo pipefail

have_python() {
    command -v python3 >/dev/null && python3 -c 'import venv, ensurepip' 2>/dev/null
}

if have_python || ! command -v apt-get >/dev/null; then
    exit 0
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || exit 0
    as_root=(sudo)
fi
echo "installing: python3 python3-venv" >&2
"${as_root[@]}" apt-get update >&2
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3 python3-venv >&2
