"""Serves an empty mailbox over IMAP and takes mails for it over SMTP, until standard input ends.

Usage: serve.py USER PASSWORD
"""

import asyncio
import imaplib
import logging
import os
import signal
import sys
import threading
from argparse import ArgumentParser

from aiosmtpd.smtp import SMTP
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import DictBackend
from pymap.imap import IMAPServer, IMAPService


class Delivery:
    """What a mail server does with the mails that it takes: it puts them into the mailbox, whoever they are to."""

    def __init__(self, port, user, password):
        self.port, self.user, self.password = port, user, password

    async def handle_DATA(self, server, session, envelope):
        await asyncio.to_thread(self.deliver, envelope.content)
        return "250 OK"

    def deliver(self, mail):
        with imaplib.IMAP4("127.0.0.1", self.port) as mailbox:
            mailbox.login(self.user, self.password)
            mailbox.append("INBOX", None, None, mail)


async def open_mailbox(user, password):
    """Gives the server, which listens on a free port."""
    parser = ArgumentParser()
    DictBackend.add_subparser("dict", parser.add_subparsers(dest="backend"))
    IMAPService.add_arguments(parser)
    args = parser.parse_args(["--no-tls", "dict", "--demo-user", user, "--demo-password", password])
    args.debug, args.skip_services, args.passlib_cfg = False, [], None
    backend, config = await DictBackend.init(args)
    config.apply_context()
    imap = ProxyProtocolReader(config.proxy_protocol).get_callback(IMAPServer(backend.login, config))
    return await asyncio.start_server(imap, "127.0.0.1", 0)


async def main():
    user, password = sys.argv[1:]
    logging.basicConfig(level=logging.WARNING)
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, ended.set)
    threading.Thread(target=wait_for_end_of_input, args=[loop, ended], daemon=True).start()
    mailbox = await open_mailbox(user, password)
    imap = mailbox.sockets[0].getsockname()[1]
    delivery = Delivery(imap, user, password)
    taker = await loop.create_server(lambda: SMTP(delivery, enable_SMTPUTF8=True), "127.0.0.1", 0)
    print(f"imap={imap} smtp={taker.sockets[0].getsockname()[1]}", flush=True)
    await ended.wait()
    # Without waiting for clients that keep their connections open.
    sys.stdout.flush()
    os._exit(0)


def wait_for_end_of_input(loop, ended):
    """Whoever started the mailbox holds the other end; when it is gone, so are we."""
    try:
        while os.read(0, 4096):
            pass
    except OSError:
        pass
    loop.call_soon_threadsafe(ended.set)


if __name__ == "__main__":
    asyncio.run(main())
