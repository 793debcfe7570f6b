"""Serves a fresh copy of the prepared shop, until standard input ends.

Usage: serve.py TEMPLATE [LOCK], where LOCK is the number of an open file that is locked while TEMPLATE may not change.
"""

import os
import shutil
import signal
import sys
import tempfile
import threading


def main():
    template, *lock = sys.argv[1:]
    ended = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: ended.set())
    data = tempfile.mkdtemp(prefix="shopper-oscar-")
    try:
        shutil.copytree(template, data, dirs_exist_ok=True)
        for number in lock:
            os.close(int(number))
        threading.Thread(target=wait_for_end_of_input, args=[ended], daemon=True).start()
        serve(data, ended)
    finally:
        shutil.rmtree(data, ignore_errors=True)
        # A request may have put a file back while the folder was being taken away.
        shutil.rmtree(data, ignore_errors=True)
    # Without waiting for threads whose browsers keep their connections open.
    sys.stdout.flush()
    os._exit(0)


def wait_for_end_of_input(ended):
    """Whoever started the shop holds the other end; when it is gone, so are we."""
    try:
        while os.read(0, 4096):
            pass
    except OSError:
        pass
    ended.set()


def serve(data, ended):
    os.environ["OSCAR_DATA"] = data
    os.environ["DJANGO_SETTINGS_MODULE"] = "harbour.settings"

    # Only now, since it takes most of the start.
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application
    from django.test import Client

    class Server(ThreadedWSGIServer):
        request_queue_size = 128

    application = get_wsgi_application()
    # The first page pays for urls, templates and translations: better we than the first customer.
    if Client(headers={"host": "127.0.0.1"}).get("/catalogue/").status_code != 200:
        sys.exit("error: the shop's first page does not come\n  = help: see above")

    server = Server(("127.0.0.1", 0), WSGIRequestHandler)
    server.set_app(application)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    print(f"listening on http://127.0.0.1:{server.server_port}/", flush=True)
    ended.wait()
    server.shutdown()


if __name__ == "__main__":
    main()
