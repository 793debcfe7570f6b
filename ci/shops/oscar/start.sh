#!/usr/bin/env bash
# Starts a real shop that we did not write: django-oscar 4.2, on loopback, for tests that must not only know our own.
#
#   ci/shops/oscar/start.sh      prints one line on stdout when it is ready: listening on http://127.0.0.1:PORT/
#
# Everything else goes to stderr. The shop ends when its standard input ends, and on SIGTERM and SIGINT; so whoever
# starts it holds a pipe, and cannot leave it behind. Every start begins with the same goods and no orders.
#
# The first start installs oscar from PyPI and fills a database: one to three minutes. That is kept in
# ${SHOPPER_SHOPS:-target/shops}/oscar, and made anew when it was left half finished or when a file of this folder changes.
# Ends with 4 when a program is missing that it needs, with 1 when the setup fails.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
shops=${SHOPPER_SHOPS:-$here/../../../target/shops}

give_up() {
    printf 'error: %s\n  = help: %s\n' "$2" "$3" >&2
    exit "$1"
}

python=${PYTHON:-python3}
command -v "$python" >/dev/null || give_up 4 "$python is missing" \
    "install Python 3.11 or newer (Debian, Ubuntu: apt-get install python3 python3-venv)"
version=$("$python" -c 'import sys; print(*sys.version_info[:3], sep=".")')
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    give_up 4 "Python $version is too old" "install Python 3.11 or newer, and name it in PYTHON if it is not python3"
"$python" -c 'import venv, ensurepip' 2>/dev/null ||
    give_up 4 "Python $version has no venv or no pip to put into one" "install them (Debian, Ubuntu: apt-get install python3-venv)"
for tool in flock sha256sum; do
    command -v "$tool" >/dev/null ||
        give_up 4 "$tool is missing" "install util-linux and coreutils, on Linux: they bring flock and sha256sum"
done

mkdir -p "$shops/oscar"
folder=$(cd "$shops/oscar" && pwd)
made=$folder/venv/bin/python

# A step of the setup runs in a process group of its own, so that a signal ends it with all that it has started: bash
# itself hears of a signal only between two commands, or while it waits.
running=""
end_with() {
    if [ -n "$running" ]; then
        kill -- "-$running" 2>/dev/null || true
    fi
    exit "$1"
}
trap 'end_with 143' TERM
trap 'end_with 130' INT
step() {
    set -m
    "$@" </dev/null >&2 &
    running=$!
    set +m
    local ended=0
    wait "$running" || ended=$?
    running=""
    return "$ended"
}

# Two starts at once: the second waits here. Whoever serves lets go of the lock once it has its copy of the template.
exec 9>"$folder/lock"
step flock 9

# What was made is stamped last, with what it was made of; without its stamp it is half finished.
pins=$( (echo "$version" && cat "$here/requirements.txt") | sha256sum | cut -c -64)
goods=$( (echo "$pins" && cd "$here" && find . -type f -not -name '*.pyc' -not -name '*.md' -print0 | sort -z | xargs -0 sha256sum) |
    sha256sum | cut -c -64)
stamp() {
    cat "$folder/$1/made-of" 2>/dev/null || true
}

if [ "$(stamp venv)" != "$pins" ]; then
    echo "installing django-oscar into $folder/venv" >&2
    rm -rf "$folder/venv"
    step "$python" -m venv "$folder/venv" || give_up 1 "no virtual environment could be made in $folder" \
        "see above; try: $python -m venv $folder/venv"
    step "$made" -m pip install --quiet --disable-pip-version-check --no-input -r "$here/requirements.txt" ||
        give_up 1 "django-oscar could not be installed" "see above; check that pip reaches PyPI"
    echo "$pins" >"$folder/venv/made-of"
fi

# The sources stay as they are: nothing compiled is written beside them.
export PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PYTHONWARNINGS=ignore

if [ "$(stamp template)" != "$goods" ]; then
    echo "filling the shop in $folder/template" >&2
    rm -rf "$folder/template"
    step env "OSCAR_DATA=$folder/template" "$made" "$here/seed.py" ||
        give_up 1 "the shop could not be filled" "see above; $here/seed.py does it"
    echo "$goods" >"$folder/template/made-of"
fi

# From here on there is one process, which is this one: nothing is left to end but it.
exec "$made" "$here/serve.py" "$folder/template" 9
