# SPDX-License-Identifier: EUPL-1.2
"""Small servers on the loopback address for what a prober asks: each answers what the test says, in a thread of its own."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Web:
    """A web server; the test sets how it answers from now on."""

    def __init__(self) -> None:
        self.status, self.body, self.wait = 200, b"Welcome", 0.0
        self.asked: list[tuple[float, str]] = []
        self.headers: dict[str, str] = {}
        self.port = 0
        self.scheme = "http"

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}/"


@contextmanager
def web(context: ssl.SSLContext | None = None) -> Iterator[Web]:
    answers = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the library's name
            answers.asked.append((time.time(), self.path))
            answers.headers = dict(self.headers)
            time.sleep(answers.wait)
            self.send_response(answers.status)
            self.send_header("Content-Length", str(len(answers.body)))
            self.end_headers()
            self.wfile.write(answers.body)

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size = 64
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A visitor who leaves is no error."""

    server = Server(("127.0.0.1", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        answers.scheme = "https"
    answers.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield answers
    server.shutdown()
    thread.join()
    server.server_close()


def certificate(folder: Path, days: int = 90) -> tuple[ssl.SSLContext, str]:
    """A server's context with a certificate that it signed itself, and that certificate in PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hr.example")])
    now = datetime.now(UTC)
    names: list[x509.GeneralName] = [x509.DNSName("hr.example"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=100))
        .not_valid_after(now + timedelta(days=days)).add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = made.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "server.pem").write_bytes(pem + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    return context, pem.decode()


@contextmanager
def names(answer: Callable[[dns.message.Message], dns.message.Message | None]) -> Iterator[int]:
    """A server of names; its port. An answer of None is silence."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(0.05)
        stop = threading.Event()

        def serve() -> None:
            while not stop.is_set():
                try:
                    data, address = server.recvfrom(2048)
                except TimeoutError:
                    continue
                if (said := answer(dns.message.from_wire(data))) is not None:
                    server.sendto(said.to_wire(), address)

        thread = threading.Thread(target=serve)
        thread.start()
        yield int(server.getsockname()[1])
        stop.set()
        thread.join()


def record(question: dns.message.Message, kind: str, *texts: str) -> dns.message.Message:
    """An answer with these records, or without any."""
    said = dns.message.make_response(question)
    said.flags |= dns.flags.RA
    if texts:
        said.answer.append(dns.rrset.from_text(question.question[0].name, 60, "IN", kind, *texts))
    return said


def no_such_name(question: dns.message.Message) -> dns.message.Message:
    """The answer that the name is none."""
    said = dns.message.make_response(question)
    said.set_rcode(dns.rcode.NXDOMAIN)
    return said
