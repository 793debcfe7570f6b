#!/usr/bin/env bash
# Times the same 20 journeys in `shopper` and in Playwright Test, on the same browser and shop, and the floor below
# both. Prints the ratios and keeps everything in target/bench/result.json; ci/bench/README.md says what is measured.
#
#   ci/bench.sh                    5 pairs in each of the four cells: about 10 minutes on a quiet machine
#   ci/bench.sh --pairs 9          more of them
#   ci/bench.sh --journeys 3       only the first rows, to try the script itself
#
# Ready-made programs are taken from SHOPPER and STOREFRONT; otherwise both are built for release.
# Ends with 0 when every goal is reached, 1 when one is missed, 2 when nothing could be measured.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

give_up() {
    printf 'error: %s\n  = help: %s\n' "$1" "$2" >&2
    exit 2
}

[ -d /proc/self ] || give_up "there is no /proc" "run the benchmark on Linux"
command -v node >/dev/null || give_up "node is missing" "install Node.js 20 or newer: Playwright Test and the script need it"
command -v npm >/dev/null || give_up "npm is missing" "install npm: it brings Playwright Test (Debian, Ubuntu: apt-get install npm)"
[ "$(node --print 'process.versions.node.split(".")[0] >= 20')" = true ] ||
    give_up "node $(node --version) is too old" "install Node.js 20 or newer"
ci/setup-browser.sh

browser=""
for name in chromium-headless-shell chrome-headless-shell; do
    browser=$(command -v "$name") && break
done
[ -n "$browser" ] || give_up "there is no headless shell" \
    "install it (Debian: apt-get install chromium-headless-shell): both sides must run on the same one"

if [ -z "${SHOPPER:-}" ] || [ -z "${STOREFRONT:-}" ]; then
    cargo build --release --quiet --bin shopper
    cargo build --release --quiet -p storefront --bin storefront
fi

folder=$PWD/target/bench
playwright=$folder/playwright
pinned=$(node --print 'require("./ci/bench/playwright/package.json").devDependencies["@playwright/test"]')
installed=$(node --print 'require(process.argv[1]).version' "$playwright/node_modules/@playwright/test/package.json" 2>/dev/null || true)
mkdir -p "$playwright"
cp ci/bench/playwright/* "$playwright"
if [ "$pinned" != "$installed" ]; then
    (cd "$playwright" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error >&2) ||
        give_up "Playwright Test $pinned could not be installed" "check that npm reaches its registry"
fi

exec node ci/bench/bench.mjs "$@" \
    --shopper "$(realpath "${SHOPPER:-target/release/shopper}")" \
    --storefront "$(realpath "${STOREFRONT:-target/release/storefront}")" \
    --browser "$browser" --browserVersion "$("$browser" --version)" \
    --playwright "$playwright" --playwrightVersion "$pinned" --folder "$folder"
