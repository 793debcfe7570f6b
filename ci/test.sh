#!/usr/bin/env bash
# The one test command: everything, in a real browser that is installed first if none is there.
# What is given on the command line goes to the test runner: ci/test.sh -- --skip slow
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

ci/setup-browser.sh

# A linker may drop sentences without a word: the catalogue of the built program, in both profiles,
# must be the page that is kept.
for profile in dev release; do
    if ! cargo run --quiet --profile "$profile" -- steps --format markdown | diff steps/README.md -; then
        echo "error: the catalogue of the $profile build is not steps/README.md" >&2
        exit 1
    fi
    echo "the catalogue of the $profile build is complete"
done

cargo test --workspace "$@"
