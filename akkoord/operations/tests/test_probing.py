# SPDX-License-Identifier: EUPL-1.2
"""Settings of probes: what is taken, and what is said of the rest."""

from typing import Any

import pytest

from ..rules.probing import BadSettings, DnsSettings, HttpSettings, PrometheusSettings, SqlSettings, TcpSettings, parse_settings


@pytest.mark.parametrize(
    ("kind", "settings", "meant"),
    [
        ("http", {"url": "https://hr.example/", "status": [200, 302]}, HttpSettings("https://hr.example/", status=(200, 302))),
        ("tcp", {"host": "db", "port": 5432}, TcpSettings("db", 5432)),
        ("dns", {"name": "hr.example", "type": "MX", "expect": ["10 mail.hr.example."]}, DnsSettings("hr.example", "MX", ("10 mail.hr.example.",))),
        ("sql", {"dsn_env": "HR_DSN"}, SqlSettings("HR_DSN")),
        ("prometheus", {"url": "http://p:9090", "query": "up", "comparison": ">=", "bound": 1}, PrometheusSettings("http://p:9090", "up", ">=", 1)),
    ],
)  # fmt: skip
def test_settings_of_each_kind_are_read(kind: str, settings: dict[str, Any], meant: object) -> None:
    assert parse_settings(kind, settings) == meant


@pytest.mark.parametrize(
    ("kind", "settings", "said"),
    [
        ("smtp", {}, "http or tcp or dns or sql or prometheus"),
        ("http", {}, "needs url"),
        ("http", {"url": "ftp://x"}, "http://... or https://..."),
        ("http", {"url": "http://me:secret@x/"}, "no secrets"),
        ("http", {"url": "http://x", "colour": 1}, "knows no colour; it takes url, status"),
        ("http", {"url": "http://x", "status": [999]}, "from 100 to 599"),
        ("http", {"url": "http://x", "status": ["200"]}, "a list of whole numbers"),
        ("http", {"url": "http://x", "status": True}, "a list of whole numbers"),
        ("http", {"url": "http://x", "min_tls": "SSLv3"}, "TLSv1.2 or TLSv1.3"),
        ("http", {"url": "http://x", "headers": {"X": "a\r\nY: b"}}, "one line"),
        ("http", {"url": "http://x", "headers": {"authorization": "Bearer x"}}, "headers_env names the environment variable"),
        ("http", {"url": "http://x", "headers_env": {"Authorization": "Bearer x"}}, "name of an environment variable"),
        ("tcp", {"host": "x", "port": 0}, "1 to 65535"),
        ("dns", {"name": "x", "type": "ANY"}, "A or AAAA"),
        ("sql", {"dsn_env": "postgresql://me:secret@db"}, "name of an environment variable"),
        ("prometheus", {"url": "http://p", "query": "up", "comparison": "!", "bound": 1}, "< or <="),
    ],
)
def test_other_settings_are_refused_with_what_is_allowed(kind: str, settings: dict[str, Any], said: str) -> None:
    with pytest.raises(BadSettings) as refused:
        parse_settings(kind, settings)
    assert said in str(refused.value)
