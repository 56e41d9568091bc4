# SPDX-License-Identifier: EUPL-1.2
"""The home page and the three windows, in Dutch as their users read them."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import escape
from pathlib import Path

from .people import ROBIN, Absence

STYLE = (Path(__file__).parent / "style.css").read_text()
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
PLACES = (("/", "Start"), ("/payslip", "Loonstrook"), ("/leave", "Verlof"), ("/file", "Mijn dossier"))
FRAME = """<!doctype html>
<html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} - Meridaan HR</title><style>{style}</style></head>
<body><header><strong>Meridaan <span>HR</span></strong><nav aria-label="Hoofdmenu">{places}</nav><p>{who}</p></header>
<main><h1>{title}</h1>{body}</main>
<footer>Dit is een voorbeeld: Meridaan en iedereen hier is verzonnen.</footer></body></html>
"""


def home() -> str:
    """What waits for me, and the way to the windows."""
    tiles = (
        ("/payslip", "Loonstrook", f"{euros(ROBIN.paid)} uitbetaald deze maand"),
        ("/leave", "Verlof", f"nog {ROBIN.leave_left} uur van {ROBIN.leave_hours}"),
        ("/file", "Mijn dossier", f"{ROBIN.work}, {ROBIN.hours} uur per week"),
    )
    cards = "".join(f'<a class="card" href="{path}"><b>{name}</b><span>{escape(text)}</span></a>' for path, name, text in tiles)
    return page("/", f"Dag {ROBIN.name.split()[0]}", f'<div class="cards">{cards}</div>')


def payslip() -> str:
    """The first window: this month's payslip."""
    rows = "".join(f"<tr><td>{escape(line.name)}</td><td class='n'>{euros(line.euros)}</td></tr>" for line in ROBIN.payslip)
    total = f"<tfoot><tr><th scope='row'>Uitbetaald</th><td class='n'>{euros(ROBIN.paid)}</td></tr></tfoot>"
    head = "<thead><tr><th scope='col'>Onderdeel</th><th scope='col' class='n'>Bedrag</th></tr></thead>"
    return page("/payslip", "Loonstrook", f"<table>{head}<tbody>{rows}</tbody>{total}</table>")


def leave() -> str:
    """The second window: what leave there is, and what was asked for."""
    rows = "".join(
        f"<tr><td>{span(each)}</td><td class='n'>{each.hours} uur</td><td>{each.state}</td></tr>" for each in ROBIN.absences
    )
    left = f"<p>Je hebt nog <b>{ROBIN.leave_left} uur</b> verlof van de {ROBIN.leave_hours} uur dit jaar.</p>"
    head = "<thead><tr><th scope='col'>Wanneer</th><th scope='col' class='n'>Uren</th><th scope='col'>Stand</th></tr></thead>"
    return page("/leave", "Verlof", f"{left}<table>{head}<tbody>{rows}</tbody></table>")


def personal_file() -> str:
    """The third window: who I am here."""
    facts = (
        ("Naam", ROBIN.name),
        ("Personeelsnummer", str(ROBIN.number)),
        ("Functie", ROBIN.work),
        ("Afdeling", ROBIN.department),
        ("In dienst sinds", day(ROBIN.since)),
        ("Uren per week", str(ROBIN.hours)),
    )
    return page(
        "/file", "Mijn dossier", f"<dl>{''.join(f'<dt>{word}</dt><dd>{escape(value)}</dd>' for word, value in facts)}</dl>"
    )


PAGES: dict[str, Callable[[], str]] = {"/": home, "/payslip": payslip, "/leave": leave, "/file": personal_file}


def broken() -> str:
    """What somebody sees when nothing works."""
    return page("", "Er ging iets mis", "<p>We konden je gegevens niet ophalen (MD-500). Probeer het later nog eens.</p>")


def page(path: str, title: str, body: str) -> str:
    """A whole page with its menu."""
    links = "".join(f'<a href="{place}"{" aria-current=page" if place == path else ""}>{name}</a>' for place, name in PLACES)
    return FRAME.format(title=escape(title), style=STYLE, places=links, who=escape(ROBIN.name), body=body)


def euros(amount: Decimal) -> str:
    """An amount as the Dutch write it."""
    whole = f"{abs(amount):,.2f}".translate(str.maketrans(",.", ".,"))
    return f"{'- ' if amount < 0 else ''}€ {whole}"


def day(moment: date) -> str:
    """A date in words."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def span(absence: Absence) -> str:
    """From when to when, both days included."""
    return f"{day(absence.begin)} tot en met {day(absence.end)}"
