# SPDX-License-Identifier: EUPL-1.2
"""What each kind of probe asks, as settings; secrets are named by the environment variable that holds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from typing import Any
from urllib.parse import urlsplit

TLS_VERSIONS = ("TLSv1.2", "TLSv1.3")
VARIABLE = re.compile(r"[A-Z][A-Z0-9_]*")
RECORDS = ("A", "AAAA", "CNAME", "MX", "NS", "SRV", "TXT")
SECRET = frozenset({"authorization", "proxy-authorization", "cookie"})  # headers whose texts stand in the environment
COMPARISONS = ("<", "<=", "==", ">=", ">")


class BadSettings(ValueError):
    """These settings are none of the kind; the text says what is allowed."""


@dataclass(frozen=True)
class HttpSettings:
    """Load an address. Good: the status is listed, the text stands in the answer, TLS is new enough and its certificate holds."""

    url: str
    status: tuple[int, ...] = (200,)
    text: str = ""
    min_tls: str = "TLSv1.2"
    certificate_days: int = 0  # a certificate that ends sooner is a failure
    headers: Mapping[str, str] = field(default_factory=dict)
    headers_env: Mapping[str, str] = field(default_factory=dict)  # name of a header -> environment variable that holds its text
    authority: str = ""  # PEM of who signs, where the machine does not know it

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        _demand(parts.scheme in ("http", "https") and bool(parts.hostname), "url: http://... or https://...")
        _demand("@" not in parts.netloc, "url: without a name and password, for settings hold no secrets")
        _demand(bool(self.status) and all(100 <= s <= 599 for s in self.status), "status: a list of numbers from 100 to 599")
        _demand(self.min_tls in TLS_VERSIONS, f"min_tls: {_or(TLS_VERSIONS)}")
        _demand(self.certificate_days >= 0, "certificate_days: 0 or more")
        clean = all(re.fullmatch(r"[A-Za-z0-9-]+", n) and "\n" not in v and "\r" not in v for n, v in self.headers.items())
        _demand(clean, "headers: names of letters, digits and hyphens, with texts of one line")
        open_ = not SECRET & {name.lower() for name in self.headers}
        _demand(open_, "headers: without secrets; headers_env names the environment variable that holds one")
        _demand_variables(self.headers_env)


@dataclass(frozen=True)
class TcpSettings:
    """Open a connection. Good: it opens."""

    host: str
    port: int

    def __post_init__(self) -> None:
        _demand(bool(self.host), "host: a name or an address")
        _demand(0 < self.port < 65536, "port: a number from 1 to 65535")


@dataclass(frozen=True)
class DnsSettings:
    """Look a name up. Good: there is an answer, and every expected text is among its records."""

    name: str
    type: str = "A"
    expect: tuple[str, ...] = ()
    server: str = ""  # an address; the machine's own where empty
    port: int = 53

    def __post_init__(self) -> None:
        _demand(bool(self.name), "name: a domain name")
        _demand(self.type in RECORDS, f"type: {_or(RECORDS)}")
        _demand(0 < self.port < 65536, "port: a number from 1 to 65535")


@dataclass(frozen=True)
class SqlSettings:
    """Ask a PostgreSQL database. Good: a row comes, and its first column reads as expected where something is."""

    dsn_env: str
    query: str = "SELECT 1"
    expect: str = ""

    def __post_init__(self) -> None:
        _demand(bool(VARIABLE.fullmatch(self.dsn_env)), "dsn_env: the name of an environment variable, in capitals")
        _demand(bool(self.query.strip()), "query: a statement of SQL")


@dataclass(frozen=True)
class PrometheusSettings:
    """Ask a Prometheus for the last `seconds` of a query. Good: the newest value of every series compares well to the bound."""

    url: str
    query: str
    comparison: str
    bound: float
    seconds: int = 120
    step: int = 15
    headers_env: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        _demand(parts.scheme in ("http", "https") and bool(parts.hostname), "url: http://... or https://...")
        _demand(bool(self.query.strip()), "query: an expression of Prometheus")
        _demand(self.comparison in COMPARISONS, f"comparison: {_or(COMPARISONS)}")
        _demand(0 < self.step <= self.seconds, "step: seconds, at most `seconds`")
        _demand_variables(self.headers_env)


Settings = HttpSettings | TcpSettings | DnsSettings | SqlSettings | PrometheusSettings
KINDS: dict[str, type[Settings]] = {
    "http": HttpSettings,
    "tcp": TcpSettings,
    "dns": DnsSettings,
    "sql": SqlSettings,
    "prometheus": PrometheusSettings,
}
# What may stand in the JSON for a field of a type, and how it is said.
FORMS: dict[str, tuple[tuple[type, ...], str]] = {
    "str": ((str,), "a text"),
    "int": ((int,), "a whole number"),
    "float": ((int, float), "a number"),
    "tuple[int, ...]": ((list, tuple), "a list of whole numbers"),
    "tuple[str, ...]": ((list, tuple), "a list of texts"),
    "Mapping[str, str]": ((dict,), "texts by name"),
}


def parse_settings(kind: str, settings: Mapping[str, Any]) -> Settings:
    """The settings of a kind of probe, from JSON. Raises `BadSettings`, a ValueError, that names what is allowed."""
    if kind not in KINDS:
        raise BadSettings(f"a probe's kind is {_or(KINDS)}, not {kind!r}")
    made_of: dict[str, Field[Any]] = {f.name: f for f in fields(KINDS[kind])}
    unknown = sorted(set(settings) - set(made_of))
    if unknown:
        raise BadSettings(f"{kind} knows no {_or(unknown)}; it takes {', '.join(made_of)}")
    missing = [n for n, f in made_of.items() if f.default is MISSING and f.default_factory is MISSING and n not in settings]
    if missing:
        raise BadSettings(f"{kind} needs {' and '.join(missing)}")
    try:
        return KINDS[kind](**{name: _value(made_of[name], value) for name, value in settings.items()})
    except BadSettings as bad:
        raise BadSettings(f"{kind}: {bad}") from None


def _value(of: Field[Any], value: Any) -> Any:
    types, words = FORMS[str(of.type)]
    inside = {"tuple[int, ...]": int, "tuple[str, ...]": str, "Mapping[str, str]": str}.get(str(of.type))
    held: Any = (value.values() if isinstance(value, dict) else value) if inside and isinstance(value, types) else ()
    fits = isinstance(value, types) and not isinstance(value, bool)
    if not fits or any(not isinstance(one, inside) or isinstance(one, bool) for one in held if inside):
        raise BadSettings(f"{of.name}: {words}")
    return tuple(value) if isinstance(value, list) else value


def _demand(holds: bool, allowed: str) -> None:
    if not holds:
        raise BadSettings(allowed)


def _demand_variables(headers: Mapping[str, str]) -> None:
    named = all(re.fullmatch(r"[A-Za-z0-9-]+", name) and VARIABLE.fullmatch(variable) for name, variable in headers.items())
    _demand(named, "headers_env: names of headers, each with the name of an environment variable, in capitals")


def _or(words: Iterable[str]) -> str:
    return " or ".join(words)
