#!/usr/bin/env bash
# The one test command: everything, in a real browser that is installed first if none is there.
# What is given on the command line goes to the test runner: ci/test.sh -- --skip slow
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

ci/setup-browser.sh
ci/setup-python.sh

# The real shops and the mailbox are set up while the program is built, so that no test runs beside their installation; 4
# says that this machine lacks a program, and the test of that one says so again.
set_up() {
    local name=$1
    shift
    if "ci/$name/start.sh" "$@" </dev/null >/dev/null; then
        echo "$name is set up"
    elif [ $? -ne 4 ]; then
        exit 1
    fi
}
set -m
{
    set_up shops/oscar
    set_up shops/evershop --set-up
    set_up mailbox
} &
setting_up=$!
set +m
trap 'kill -- "-$setting_up" 2>/dev/null || true' EXIT

# A linker may drop sentences without a word: the catalogue of the built program, in both profiles,
# must be the page that is kept.
for profile in dev release; do
    if ! cargo run --quiet --profile "$profile" -- steps --format markdown | diff steps/README.md -; then
        echo "error: the catalogue of the $profile build is not steps/README.md" >&2
        exit 1
    fi
    echo "the catalogue of the $profile build is complete"
done

cargo test --workspace --no-run "$@"
wait "$setting_up"
trap - EXIT
cargo test --workspace "$@"
