# SPDX-License-Identifier: EUPL-1.2
"""Serve the product on the loopback address, until it is told to stop.

HR_APP_TOKEN=secret python -m examples.hr_app --port 8100
"""

import argparse
import hmac
import json
import os
import random
import time
from contextlib import suppress
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from .pages import PAGES, broken

ADDRESS = "127.0.0.1"
SLOW = 6.0  # seconds; longer than its health check may take
PACE = {
    "/": 0.35,
    "/payslip": 0.6,
    "/leave": 0.45,
    "/file": 0.3,
}  # seconds that a window usually takes, as one with a database behind it
LONGEST_ORDER = 1000  # bytes


class Condition(StrEnum):
    """How the product does."""

    FINE = "fine"
    SLOW = "slow"
    BROKEN = "broken"


class Product(ThreadingHTTPServer):
    """The product with its switch; without a token it has none."""

    daemon_threads = True

    def __init__(self, port: int, token: str) -> None:
        super().__init__((ADDRESS, port), Answer)
        self.token = token
        self.condition = Condition.FINE


class Answer(BaseHTTPRequestHandler):
    """One request."""

    server: Product
    server_version, sys_version = "MeridaanHR", ""
    timeout = 10

    def do_GET(self) -> None:
        """A window, the health check, or how the switch stands."""
        path = urlsplit(self.path).path
        if path == "/control":
            self._control()
        elif path != "/health" and path not in PAGES:
            self._say(404, "text/plain", "Er is hier niets.")
        else:
            self._window(path)

    def do_POST(self) -> None:
        """Turn the switch."""
        if urlsplit(self.path).path != "/control":
            self._say(404, "text/plain", "Er is hier niets.")
        else:
            self._control()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's name
        """Say nothing: every probe would be a line."""

    def _window(self, path: str) -> None:
        if self.server.condition == Condition.SLOW:
            time.sleep(SLOW)
        elif path in PACE:
            time.sleep(PACE[path] * random.lognormvariate(0, 0.3))
        fails = self.server.condition == Condition.BROKEN
        if path == "/health":
            self._say(500 if fails else 200, "text/plain", "database niet bereikbaar" if fails else "ok")
        else:
            self._say(500 if fails else 200, "text/html", broken() if fails else PAGES[path]())

    def _control(self) -> None:
        """Only for who has the token; nobody else learns that it is there."""
        given = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if not self.server.token or not hmac.compare_digest(given.encode(), self.server.token.encode()):
            return self._say(404, "text/plain", "Er is hier niets.")
        if self.command == "POST":
            try:
                length = min(int(self.headers.get("Content-Length", 0)), LONGEST_ORDER)
                self.server.condition = Condition(json.loads(self.rfile.read(length))["condition"])
            except (ValueError, KeyError, TypeError):
                return self._say(422, "text/plain", f"condition: {', '.join(Condition)}")
        return self._say(200, "application/json", json.dumps({"condition": self.server.condition}))

    def _say(self, status: int, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        with suppress(ConnectionError):  # whoever asked got tired of waiting
            self.wfile.write(body)


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description="The product of the demonstration's invented vendor.")
    parser.add_argument("--port", type=int, required=True, help="on the loopback address")
    Product(parser.parse_args().port, os.environ.pop("HR_APP_TOKEN", "")).serve_forever()


if __name__ == "__main__":
    main()
