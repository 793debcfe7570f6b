# The beginning that the servers written in Python share. ci/mailbox/start.sh and ci/shops/oscar/start.sh source it:
#
#   here=FOLDER_OF_THE_SCRIPT; . ci/python.sh NAME
#   install_pinned WHAT     puts $here/requirements.txt into $folder/venv, where it is not there yet
#
# It gives $folder, where all is kept (${REAL_SHOPS:-target/shops}/NAME), $made, the Python with what was installed, and
# $pins, the sum of what that was made of; and it holds the lock 9. Ends the script with 4 when a program is missing.
set -euo pipefail

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

shops=${REAL_SHOPS:-$(dirname "${BASH_SOURCE[0]}")/../target/shops}
mkdir -p "$shops/$1"
folder=$(cd "$shops/$1" && pwd)
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

# Two starts at once: the second waits here.
exec 9>"$folder/lock"
step flock 9

# What was made is stamped last, with what it was made of; without its stamp it is half finished.
stamp() {
    cat "$folder/$1/made-of" 2>/dev/null || true
}
pins=$( (echo "$version" && cat "$here/requirements.txt") | sha256sum | cut -c -64)

install_pinned() {
    if [ "$(stamp venv)" = "$pins" ]; then
        return
    fi
    echo "installing $1 into $folder/venv" >&2
    rm -rf "$folder/venv"
    step "$python" -m venv "$folder/venv" || give_up 1 "no virtual environment could be made in $folder" \
        "see above; try: $python -m venv $folder/venv"
    step "$made" -m pip install --quiet --disable-pip-version-check --no-input -r "$here/requirements.txt" ||
        give_up 1 "$1 could not be installed" "see above; check that pip reaches PyPI"
    echo "$pins" >"$folder/venv/made-of"
}

# The sources stay as they are: nothing compiled is written beside them.
export PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
