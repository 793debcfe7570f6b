#!/usr/bin/env bash
# Starts a real shop that we did not write: django-oscar 4.2, on loopback, for tests that must not only know our own.
#
#   ci/shops/oscar/start.sh      prints one line on stdout when it is ready: listening on http://127.0.0.1:PORT/
#
# Everything else goes to stderr. The shop ends when its standard input ends, and on SIGTERM and SIGINT; so whoever
# starts it holds a pipe, and cannot leave it behind. Every start begins with the same goods and no orders.
#
# The first start installs oscar from PyPI and fills a database: one to three minutes. That is kept in
# ${REAL_SHOPS:-target/shops}/oscar, and made anew when it was left half finished or when a file of this folder changes.
# Ends with 4 when a program is missing that it needs, with 1 when the setup fails.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=../../python.sh
. "$here/../../python.sh" oscar

install_pinned django-oscar
export PYTHONWARNINGS=ignore

goods=$( (echo "$pins" && cd "$here" && find . -type f -not -name '*.pyc' -not -name '*.md' -print0 | sort -z | xargs -0 sha256sum) |
    sha256sum | cut -c -64)
if [ "$(stamp template)" != "$goods" ]; then
    echo "filling the shop in $folder/template" >&2
    rm -rf "$folder/template"
    step env "OSCAR_DATA=$folder/template" "$made" "$here/seed.py" ||
        give_up 1 "the shop could not be filled" "see above; $here/seed.py does it"
    echo "$goods" >"$folder/template/made-of"
fi

# From here on there is one process, which is this one: nothing is left to end but it. Whoever serves lets go of the lock
# once it has its copy of the template.
exec "$made" "$here/serve.py" "$folder/template" 9
