# SPDX-License-Identifier: EUPL-1.2
"""Each kind of question, asked of real servers on this machine: what is good, what is not, and what nobody can tell."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import shutil
import socket
import ssl
import subprocess
import time
from dataclasses import replace
from urllib.request import urlopen

import pytest

from tests.fixtures.loops import run

from ..prober.answers import Answer, Unsure
from ..prober.asking import ask
from ..prober.connecting import Ways
from ..rules.probing import DnsSettings, HttpSettings, PrometheusSettings, Settings, SqlSettings, TcpSettings
from .answering import certificate, names, no_such_name, record, web


def asked(settings: Settings, timeout: float = 5, ways: Ways | None = None) -> Answer:
    return run(ask(ways or Ways(), settings, timeout))


def closed_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def site():
    with web() as one:
        yield one


# HTTP


def test_a_good_page_is_timed_phase_by_phase(site):
    site.wait = 0.05
    answer = asked(HttpSettings(site.url, text="elcom", headers={"X-Asked-By": "us"}))
    assert answer.ok and answer.status == 200 and answer.error is None
    assert answer.ms is not None and 50 <= answer.ms < 3000
    assert answer.first_byte is not None and 50 <= answer.first_byte <= answer.ms
    assert answer.connect is not None and answer.connect < 50 and answer.dns is None and answer.tls is None
    assert site.headers["X-Asked-By"] == "us" and site.headers["Host"] == f"127.0.0.1:{site.port}"


def test_a_secret_header_comes_from_the_environment(site, monkeypatch):
    settings = HttpSettings(site.url, headers_env={"Authorization": "HR_TOKEN"})
    with pytest.raises(Unsure, match="HR_TOKEN"):
        asked(settings)
    monkeypatch.setenv("HR_TOKEN", "Bearer of-a-test")
    assert asked(settings).ok and site.headers["Authorization"] == "Bearer of-a-test"


def test_a_name_is_looked_up_and_timed(site):
    answer = asked(HttpSettings(f"http://localhost:{site.port}/"))
    assert answer.ok and answer.dns is not None


def test_another_status_is_a_failure_with_its_time(site):
    site.status = 500
    answer = asked(HttpSettings(site.url))
    assert (answer.ok, answer.error, answer.status) == (False, "status", 500) and answer.ms is not None
    assert asked(HttpSettings(site.url, status=(200, 500))).ok


def test_a_page_without_the_text_is_a_failure(site):
    site.body = b"Under construction"
    assert asked(HttpSettings(site.url, text="Welcome")).error == "text"


def test_a_page_that_comes_too_late_is_a_failure_without_a_time(site):
    site.wait = 1
    answer = asked(HttpSettings(site.url), timeout=0.2)
    assert (answer.ok, answer.error, answer.ms) == (False, "timeout", None) and answer.connect is not None


def test_a_door_that_is_shut_is_refused():
    assert asked(HttpSettings(f"http://127.0.0.1:{closed_port()}/")).error == "refused"


def test_only_the_begin_of_an_endless_page_is_read(site):
    site.body = b"Welcome" + b"x" * 3_000_000
    assert asked(HttpSettings(site.url, text="Welcome")).ok
    site.body = b"x" * 3_000_000 + b"Welcome"
    assert asked(HttpSettings(site.url, text="Welcome")).error == "text"


@pytest.mark.parametrize(
    ("said", "error"),
    [(b"SSH-2.0-nothing of the web\r\n\r\n", "protocol"), (b"", "reset"), (b"HTTP/1.1 200 OK\r\nContent-Le", "reset")],
)
def test_what_speaks_no_http_is_a_failure(said, error):
    async def serve_and_ask() -> Answer:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(said)
            writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        async with server:
            return await ask(Ways(), HttpSettings(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"), 5)

    answer = run(serve_and_ask())
    assert not answer.ok and answer.error == error


# TLS


def test_a_certificate_is_read_with_its_end(tmp_path):
    context, pem = certificate(tmp_path)
    with web(context) as site:
        answer = asked(HttpSettings(site.url, authority=pem))
    assert answer.ok and answer.tls is not None and answer.shown is not None
    assert answer.shown.tls_version == "TLSv1.3" and "hr.example" in answer.shown.names
    assert 89 * 86400 < answer.shown.expires_at.timestamp() - time.time() < 91 * 86400


def test_a_certificate_that_nobody_signed_is_a_failure(tmp_path):
    with web(certificate(tmp_path)[0]) as site:
        assert asked(HttpSettings(site.url)).error == "certificate"


def test_a_certificate_that_ended_is_a_failure(tmp_path):
    context, pem = certificate(tmp_path, days=-1)
    with web(context) as site:
        assert asked(HttpSettings(site.url, authority=pem)).error == "certificate"


def test_a_certificate_that_ends_soon_is_a_failure_where_the_probe_says_so(tmp_path):
    context, pem = certificate(tmp_path, days=10)
    with web(context) as site:
        assert asked(HttpSettings(site.url, authority=pem, certificate_days=9)).ok
        answer = asked(HttpSettings(site.url, authority=pem, certificate_days=11))
    assert answer.error == "certificate_ends" and answer.shown is not None


def test_tls_that_is_too_old_is_a_failure(tmp_path):
    context, pem = certificate(tmp_path)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    with web(context) as site:
        assert asked(HttpSettings(site.url, authority=pem)).ok
        assert asked(HttpSettings(site.url, authority=pem, min_tls="TLSv1.3")).error == "tls_version"


# TCP


def test_a_port_that_is_open_is_good(site):
    answer = asked(TcpSettings("127.0.0.1", site.port))
    assert answer.ok and answer.ms is not None and answer.connect is not None
    assert asked(TcpSettings("127.0.0.1", closed_port())).error == "refused"


# Names


def test_records_are_found_and_held_against_what_is_expected():
    with names(lambda question: record(question, "A", "192.0.2.1", "192.0.2.2")) as port:
        here = DnsSettings("hr.example", server="127.0.0.1", port=port)
        assert asked(here).ok
        assert asked(replace(here, expect=("192.0.2.2",))).ok
        assert asked(replace(here, expect=("192.0.2.9",))).error == "text"
    with names(lambda question: record(question, "TXT", '"v=spf1 -all"')) as port:
        assert asked(DnsSettings("hr.example", "TXT", ("v=spf1 -all",), "127.0.0.1", port)).ok


@pytest.mark.parametrize(
    ("says", "error"), [(no_such_name, "name"), (lambda q: record(q, "A"), "empty"), (lambda q: None, "timeout")]
)
def test_a_name_without_an_answer_is_a_failure(says, error):
    with names(says) as port:
        assert asked(DnsSettings("hr.example", server="127.0.0.1", port=port), timeout=1).error == error


# SQL


def test_a_row_is_asked_of_a_database(monkeypatch):
    monkeypatch.setenv("HR_DSN", os.environ["AKKOORD_DATABASE_URL"])
    assert asked(SqlSettings("HR_DSN")).ok
    assert asked(SqlSettings("HR_DSN", "SELECT 42", "42")).ok
    assert asked(SqlSettings("HR_DSN", "SELECT 42", "43")).error == "text"
    assert asked(SqlSettings("HR_DSN", "SELECT 1 WHERE false")).error == "empty"
    assert asked(SqlSettings("HR_DSN", "SELEKT 1")).error == "query"
    assert asked(SqlSettings("HR_DSN", "SELECT pg_sleep(5)"), timeout=0.3).error == "timeout"
    assert asked(SqlSettings("HR_DSN", "CREATE TABLE probed (n int)")).error == "query", "a probe only reads"


def test_a_database_that_is_gone_is_a_failure_and_one_that_nobody_named_is_unknown(monkeypatch):
    monkeypatch.setenv("HR_DSN", f"postgresql://x@127.0.0.1:{closed_port()}/x")
    assert asked(SqlSettings("HR_DSN")).error == "connection"
    monkeypatch.delenv("HR_DSN")
    with pytest.raises(Unsure, match="HR_DSN"):
        asked(SqlSettings("HR_DSN"))


# Prometheus


def series(*newest: str, age: float = 0) -> bytes:
    now = int(time.time() - age)
    rows = [{"metric": {}, "values": [[now - 15, "1"], [now, value]]} for value in newest]
    return json.dumps({"status": "success", "data": {"resultType": "matrix", "result": rows}}).encode()


def test_the_newest_value_of_every_series_must_compare_well(site):
    settings = PrometheusSettings(site.url, 'up{job="hr"}', ">=", 1)
    for body, error in [
        (series("1", "1"), None),
        (series("1", "0"), "bound"),
        (series("NaN"), "bound"),
        (series(), "empty"),
        (series("1", age=100), "empty"),
    ]:
        site.body = body
        answer = asked(settings)
        assert (answer.ok, answer.error) == (error is None, error)
    assert site.asked[0][1].startswith("/api/v1/query_range?query=up%7Bjob%3D%22hr%22%7D&start=")


def test_a_prometheus_that_does_not_say_makes_the_time_unknown(site):
    settings = PrometheusSettings(site.url, "up", ">=", 1)
    for status, body in [(503, b"starting"), (200, b"not json"), (400, b'{"status": "error"}')]:
        site.status, site.body = status, body
        with pytest.raises(Unsure):
            asked(settings)
    site.wait = 1
    with pytest.raises(Unsure):
        asked(settings, timeout=0.3)
    with pytest.raises(Unsure):
        asked(PrometheusSettings(f"http://127.0.0.1:{closed_port()}", "up", ">=", 1))


@pytest.mark.skipif(shutil.which("prometheus") is None, reason="Debian's prometheus is not installed: apt-get install prometheus")
def test_a_real_prometheus_is_asked(tmp_path):
    port = closed_port()
    own = f"127.0.0.1:{port}"
    (tmp_path / "p.yml").write_text(
        f"scrape_configs: [{{job_name: own, scrape_interval: 1s, scrape_timeout: 1s, static_configs: [{{targets: ['{own}']}}]}}]"
    )
    command = [
        "prometheus",
        f"--config.file={tmp_path}/p.yml",
        f"--storage.tsdb.path={tmp_path}/data",
        f"--web.listen-address={own}",
    ]
    process = subprocess.Popen([*command, "--log.level=error"])
    try:
        settings = PrometheusSettings(f"http://{own}", 'up{job="own"}', "==", 1, seconds=30, step=5)
        until = time.monotonic() + 30
        while not _is_known(own):
            assert time.monotonic() < until, "prometheus did not scrape itself"
            time.sleep(0.2)
        assert asked(settings).ok
        assert asked(PrometheusSettings(f"http://{own}", "up", ">", 1, seconds=30, step=5)).error == "bound"
        assert asked(PrometheusSettings(f"http://{own}", "no_such_metric", ">", 1, seconds=30, step=5)).error == "empty"
    finally:
        process.terminate()
        process.wait()


def _is_known(own: str) -> bool:
    try:
        with urlopen(f"http://{own}/api/v1/query?query=up", timeout=2) as answer:
            return bool(json.load(answer)["data"]["result"])
    except OSError:
        return False


# Our own failure


@pytest.mark.parametrize("number", [errno.ENETUNREACH, errno.ENETDOWN, errno.EMFILE])
@pytest.mark.parametrize("settings", [HttpSettings("http://127.0.0.1:1/"), TcpSettings("127.0.0.1", 1)])
def test_without_a_network_of_our_own_nothing_is_known(monkeypatch, number, settings):
    async def broken(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(asyncio, "open_connection", broken)
    with pytest.raises(Unsure):
        asked(settings)


def test_one_way_that_is_ours_to_mend_does_not_hide_another_that_is_refused(monkeypatch):
    async def broken(address: str, port: int) -> None:
        number = errno.ENETUNREACH if ":" in address else errno.ECONNREFUSED
        raise OSError(number, os.strerror(number))

    async def both(self: Ways, *_: object) -> list[str]:
        return ["::1", "127.0.0.1"]

    monkeypatch.setattr(asyncio, "open_connection", broken)
    monkeypatch.setattr(Ways, "addresses", both)
    assert asked(TcpSettings("hr.example", 1)).error == "refused"


@pytest.mark.parametrize(("number", "found_before", "error"), [
    (socket.EAI_NONAME, False, "name"), (socket.EAI_AGAIN, True, "name"), (socket.EAI_AGAIN, False, None),
])  # fmt: skip
def test_a_name_that_is_none_is_a_failure_and_a_resolver_that_is_silent_is_ours(monkeypatch, number, found_before, error):
    def broken(*_: object, **__: object) -> None:
        raise socket.gaierror(number, "no")

    ways = Ways()
    if found_before:
        ways.found_at = time.monotonic()
    monkeypatch.setattr(socket, "getaddrinfo", broken)
    if error is None:
        with pytest.raises(Unsure):
            asked(TcpSettings("hr.example", 1), ways=ways)
    else:
        assert asked(TcpSettings("hr.example", 1), ways=ways).error == error
