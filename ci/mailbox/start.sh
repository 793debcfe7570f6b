#!/usr/bin/env bash
# Starts a real mailbox that we did not write, on loopback: pymap speaks IMAP, aiosmtpd takes mails for it.
#
#   ci/mailbox/start.sh USER PASSWORD      prints one line on stdout when it is ready: imap=PORT smtp=PORT
#
# Everything else goes to stderr. The mailbox is empty at first, lives in memory, and ends when its standard input ends, and
# on SIGTERM and SIGINT. The first start installs both from PyPI, which is kept in ${REAL_SHOPS:-target/shops}/mailbox
# and made anew when it was left half finished or when requirements.txt changes.
# Ends with 4 when a program is missing that it needs, with 1 when the setup fails.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=../python.sh
. "$here/../python.sh" mailbox

install_pinned pymap
exec 9>&-
exec "$made" "$here/serve.py" "${1:-tests@shop.example}" "${2:-no-secret}"
