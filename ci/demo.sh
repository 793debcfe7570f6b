#!/usr/bin/env bash
# The README's one command: goes through the demo shop, with a browser installed first if none is
# there. What is given on the command line goes to `shopper demo`: ci/demo.sh --headed
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

ci/setup-browser.sh
[ -x target/release/shopper ] || echo "the program is built first, which takes some minutes" >&2
exec cargo run --release -- demo "$@"
