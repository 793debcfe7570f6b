#!/usr/bin/env bash
# Makes sure that a browser and its driver are there. Does nothing when they are; on Debian and
# Ubuntu it installs the missing packages, with sudo when not root. Elsewhere it says what to do.
set -euo pipefail

have() {
    command -v "$1" >/dev/null 2>&1
}

have_browser() {
    local name
    for name in chromium-headless-shell chrome-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
        if have "$name"; then
            return 0
        fi
    done
    return 1
}

missing=()
if ! have_browser; then
    missing+=(browser)
fi
if ! have chromedriver; then
    missing+=(chromedriver)
fi
if [ "${#missing[@]}" -eq 0 ]; then
    exit 0
fi

if ! have apt-get; then
    {
        echo "error: missing: ${missing[*]}, and there is no apt-get here to install them with"
        echo "  = help: install Chromium (or Chrome) and the chromedriver of the same version so that both are on the PATH"
    } >&2
    exit 3
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! have sudo; then
        {
            echo "error: missing: ${missing[*]}, and installing them needs root or sudo"
            echo "  = help: as root: apt-get install chromium-headless-shell chromium-driver"
        } >&2
        exit 3
    fi
    as_root=(sudo)
fi

# Debian has the headless shell as a package of its own; Ubuntu has one transitional package that
# brings browser and driver together. The first set that the package lists know is installed.
known() {
    local package
    for package in "$@"; do
        if ! apt-cache show "$package" >/dev/null 2>&1; then
            return 1
        fi
    done
}

install() {
    echo "installing: $*" >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >&2
}

"${as_root[@]}" apt-get update >&2
if known chromium-headless-shell chromium-driver; then
    install chromium-headless-shell chromium-driver
elif known chromium chromium-driver; then
    install chromium chromium-driver
elif known chromium-browser chromium-chromedriver; then
    install chromium-browser chromium-chromedriver
else
    {
        echo "error: missing: ${missing[*]}, and the package lists know none of the packages that hold them"
        echo "  = help: install Chromium (or Chrome) and the chromedriver of the same version so that both are on the PATH"
    } >&2
    exit 3
fi

if ! have_browser || ! have chromedriver; then
    {
        echo "error: the packages were installed, but a browser or chromedriver is still not on the PATH"
        echo "  = help: look for them with: dpkg -L chromium-driver | grep bin/"
    } >&2
    exit 3
fi
