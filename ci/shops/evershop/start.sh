#!/usr/bin/env bash
# Sets up and starts a real EverShop on loopback, for tests: npm's package, PostgreSQL of the machine, and goods of ours.
# When the shop is open, one line comes on standard output: listening on http://127.0.0.1:PORT/
# It stays open until standard input ends, or SIGTERM or SIGINT comes; then everything that was started is gone.
#
#   ci/shops/evershop/start.sh              sets up what is missing (a few minutes the first time), and starts
#   ci/shops/evershop/start.sh --set-up     only sets up
#
# The set-up is kept in ${REAL_SHOPS:-target/shops}/evershop; each start works on a copy of the prepared database,
# so they all begin alike, and several can run at a time.
# Ends with 0 when told to end, 1 when something failed, 2 for a wrong argument, 4 when a program is missing.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "${REAL_SHOPS:-$here/../../../target/shops}/evershop"
folder=$(cd "${REAL_SHOPS:-$here/../../../target/shops}/evershop" && pwd)
app=$folder/app

# Standard output is for the one line; standard input is watched, and nobody else may read from it.
exec 3>&1 1>&2 4<&0 </dev/null

say() {
    printf 'evershop: %s\n' "$1" >&2
}

give_up() {
    printf 'error: %s\n  = help: %s\n' "$1" "$2" >&2
    exit "${3:-1}"
}

missing() {
    printf 'error: %s; %s\n' "$1" "$2" >&2
    exit 4
}

only_set_up=""
case "${1:-}" in
    "") ;;
    --set-up) only_set_up=yes ;;
    *) give_up "\"$1\" is no argument of this script" "use --set-up or nothing" 2 ;;
esac

# ---- What must be there ----

command -v node >/dev/null || missing "node is missing" "install Node.js 20 or newer"
command -v npm >/dev/null || missing "npm is missing" "install npm (Debian, Ubuntu: apt-get install npm)"
[ "$(node --print 'process.versions.node.split(".")[0] >= 20')" = true ] ||
    missing "node $(node --version) is too old" "install Node.js 20 or newer"

# Debian keeps the server's programs away from the PATH, one folder a version; the newest is taken.
postgres=""
for programs in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -rV) "$(dirname "$(command -v postgres || echo /nowhere/postgres)")"; do
    if [ -x "$programs/initdb" ] && [ -x "$programs/postgres" ] && [ -x "$programs/psql" ]; then
        postgres=$programs
        break
    fi
done
[ -n "$postgres" ] || missing "there is no PostgreSQL server (initdb, postgres)" "install it: apt-get install postgresql"
for program in flock setpriv sha256sum; do
    command -v "$program" >/dev/null || missing "$program is missing" "install it: apt-get install util-linux coreutils"
done

# PostgreSQL refuses to run as root. Whoever started it, it ends with this script, also when that is killed.
as_database=(setpriv --pdeathsig QUIT)
owner=""
if [ "$(id -u)" -eq 0 ]; then
    owner=postgres
    id "$owner" >/dev/null 2>&1 || owner=nobody
    as_database=(setpriv --reuid "$owner" --regid "$(id -g "$owner")" --clear-groups --pdeathsig QUIT)
fi

# ---- How everything ends ----

work=""
step=""
node=""
database=""
entry=""
watcher=""

end() {
    trap '' TERM INT USR1
    local pid
    for pid in $step; do
        kill -TERM -- "-$pid" 2>/dev/null || true
    done
    if [ -n "$node" ]; then
        kill -TERM -- "-$node" 2>/dev/null || true
        # The shop's helpers are no children of ours: they are gone when their group is.
        for _ in $(seq 50); do
            kill -0 -- "-$node" 2>/dev/null || break
            sleep 0.1
        done
        kill -KILL -- "-$node" 2>/dev/null || true
    fi
    # What is in this database is thrown away, so it need not be closed with care.
    [ -z "$database" ] || kill -QUIT "$database" 2>/dev/null || true
    [ -z "$watcher" ] || kill -TERM "$watcher" 2>/dev/null || true
    wait 2>/dev/null || true
    [ -z "$entry" ] || rm -f "$entry"
    [ -z "$work" ] || rm -rf "$work"
}
trap end EXIT
trap 'exit 143' TERM
trap 'exit 130' INT
trap 'exit 0' USR1

# Reads until the end of standard input, and tells this script. Who only sets up need not hold a pipe.
if [ -z "$only_set_up" ]; then
    {
        trap - EXIT TERM INT USR1
        while read -r -u 4 _; do :; done
        kill -USR1 "$$" 2>/dev/null || true
    } 3>&- &
    watcher=$!
fi
exec 4<&-

# Runs a step that takes long in a group of its own, so that the script hears signals meanwhile and can end all of it.
run() {
    local status=0
    set -m
    "$@" 3>&- &
    step=$!
    set +m
    wait "$step" || status=$?
    step=""
    return "$status"
}

# ---- The database ----

# Starts PostgreSQL on the data in $work, reachable only by a socket in $work: no port that somebody else may have.
start_database() {
    "${as_database[@]}" "$postgres/postgres" -D "$work/data" -k "$work" \
        -c listen_addresses= -c fsync=off -c full_page_writes=off -c synchronous_commit=off \
        -c max_connections=80 -c shared_buffers=32MB -c jit=off \
        >"$work/postgres.log" 2>&1 3>&- 9>&- &
    database=$!
    for _ in $(seq 150); do
        if "$postgres/pg_isready" --quiet --host "$work"; then
            return
        fi
        kill -0 "$database" 2>/dev/null || break
        sleep 0.1
    done
    cat "$work/postgres.log" >&2
    give_up "the database does not start" "see its messages above"
}

# A folder that only the database's user may enter, with a path short enough for a socket.
make_work() {
    work=$(mktemp -d /tmp/evershop.XXXXXX)
    [ -z "$owner" ] || chown "$owner" "$work"
    export DB_HOST=$work DB_PORT=5432 DB_NAME=evershop DB_USER=shop DB_PASSWORD=none DB_SSLMODE=disable
}

# ---- The set-up: done once, and again when one of our files or a version has changed ----

# A sum of files and words; what is made from them is kept until it changes.
sum_of() {
    local file
    for file in "$@"; do
        printf '%s\n' "${file#"$here/"}"
        [ ! -f "$file" ] || cat "$file"
    done | sha256sum | cut -c 1-16
}

is_made() {
    [ "$(cat "$folder/$1.made" 2>/dev/null || true)" = "$2" ]
}

made() {
    printf '%s\n' "$2" >"$folder/$1.new"
    mv "$folder/$1.new" "$folder/$1.made"
}

set_up_packages() {
    say "installing the packages (about a minute)"
    rm -f "$folder/packages.made" "$folder/build.made"
    mkdir -p "$app"
    cp "$here/app/package.json" "$here/app/package-lock.json" "$app/"
    run env --chdir="$app" npm ci --ignore-scripts --no-audit --no-fund --loglevel=error ||
        give_up "EverShop could not be installed" "check that npm reaches its registry, then start again"
    made packages "$1"
}

set_up_build() {
    say "building the shop (about 2 minutes)"
    rm -f "$folder/build.made"
    rm -rf "$app/config" "$app/.evershop" "$app/extensions"
    cp -R "$here/app/config" "$app/config"
    mkdir -p "$app/media" "$app/public" "$app/extensions/card"
    cp -R "$here/app/card" "$app/extensions/card/dist"
    run node "$here/app/pictures.mjs" "$app/media/catalog"
    # The build asks the database for settings, is told that there is none, and goes on with its defaults.
    run env --chdir="$app" NODE_ENV=production node node_modules/@evershop/evershop/dist/bin/evershop.js build \
        >"$folder/build.log" 2>&1 || true
    [ -f "$app/.evershop/build/frontStore/server/index.js" ] || {
        tail -n 40 "$folder/build.log" >&2
        give_up "the shop could not be built" "see $folder/build.log"
    }
    made build "$1"
}

set_up_database() {
    say "preparing the database"
    rm -f "$folder/database.made"
    rm -rf "$folder/database"
    cp "$here/app/prepare.mjs" "$here/app/seed.sql" "$app/"
    make_work
    run "${as_database[@]}" "$postgres/initdb" --pgdata "$work/data" --username shop --auth trust --encoding UTF8 \
        --locale C --wal-segsize 1 --no-sync >/dev/null || give_up "no database could be made" "see the messages above"
    start_database
    "$postgres/createdb" --host "$work" --username shop evershop
    run env --chdir="$app" NODE_ENV=production node prepare.mjs ||
        give_up "the database could not be prepared" "see the messages above"
    # This one is kept, so it is closed with care.
    kill -INT "$database"
    wait "$database" || give_up "the database did not close" "start again"
    database=""
    cp -R "$work/data" "$folder/database"
    rm -rf "$work"
    work=""
    made database "$1"
}

packages=$(sum_of "$(node --print process.versions.modules)" "$here/app/package.json" "$here/app/package-lock.json")
shopt -s globstar
build=$(sum_of "$packages" "$here/app/config/default.json" "$here/app/pictures.mjs" "$here"/app/card/**)
prepared=$(sum_of "$packages" "$postgres" "$here/app/prepare.mjs" "$here/app/seed.sql")

# One sets up, the others wait for it.
exec 9>"$folder/lock"
flock --nonblock 9 || { say "waiting for another set-up" && run flock 9; }
is_made packages "$packages" || set_up_packages "$packages"
is_made build "$build" || set_up_build "$build"
is_made database "$prepared" || set_up_database "$prepared"
exec 9>&-
if [ -n "$only_set_up" ]; then
    say "set up in $folder"
    exit 0
fi

# ---- The start ----

# What a start that was killed has left behind.
for entry in "$folder"/open/*; do
    if [ -L "$entry" ] && ! kill -0 "${entry##*/}" 2>/dev/null; then
        rm -rf "$(readlink "$entry")" "$entry"
    fi
done
entry=""

make_work
cp -R "$folder/database" "$work/data"
chmod 700 "$work/data"
[ -z "$owner" ] || chown -R "$owner" "$work"
start_database

cd "$app"
set -m
SHOP_READY=5 NODE_ENV=production setpriv --pdeathsig TERM \
    node --import "$here/app/listen.mjs" node_modules/@evershop/evershop/dist/bin/evershop.js start 5>&3 3>&- &
node=$!
set +m
exec 3>&-

# So the books of this shop are found: ci/shops/evershop/orders.sh
mkdir -p "$folder/open"
entry=$folder/open/$node
ln -sfn "$work" "$entry"

wait -n "$node" "$database" || true
give_up "the shop has ended by itself" "see its messages above"
