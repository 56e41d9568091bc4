# SPDX-License-Identifier: EUPL-1.2
"""Invented Dutch sentences for made cases: a few thousand words, some of them everywhere and most of them rare."""

from random import Random

_SUBJECTS_OF_WORK = (
    "loon salaris rooster verlof verzuim pensioen declaratie factuur betaal bank koppeling portaal app export import rapport"
    " grootboek kostenplaats contract dienst toeslag vakantie uren inlog bijlage mail periode jaar maand dossier formulier"
)
_PARTS_OF_WORK = (
    "run strook bestand overzicht regel scherm knop code berekening koppeling controle melding aanvraag goedkeuring mutatie"
    " boeking afdruk lijst datum saldo termijn sleutel filter kolom naam nummer tabel venster stap opdracht"
)
_SAID = (
    "sinds gisteren krijgen wij bij het openen een lege pagina terwijl de gegevens er wel staan kun je zien wat er mis gaat"
    " na het bijwerken is de uitkomst anders dan vorige maand we hebben het twee keer geprobeerd met hetzelfde gevolg"
)
SUBJECTS_OF_WORK, PARTS_OF_WORK, SAID = _SUBJECTS_OF_WORK.split(), _PARTS_OF_WORK.split(), _SAID.split()
FINDABLE = ("loonrun", "verlofsaldo", "kostenplaats", "bankbestand", "zonnebloem")
"""Words for which the bench searches, from everywhere to rare."""
_SHARES = (0.2, 0.05, 0.01, 0.001, 0.0002)


def texts(count: int, random: Random) -> list[tuple[str, str]]:
    """So many pairs of a subject and a text of fifteen to forty words."""
    compounds = [a + b for a in SUBJECTS_OF_WORK for b in PARTS_OF_WORK]
    found = []
    for _ in range(count):
        words = [random.choice(compounds if random.random() < 0.2 else SAID) for _ in range(random.randint(15, 40))]
        words += [word for word, share in zip(FINDABLE, _SHARES, strict=True) if random.random() < share]
        subject = f"{random.choice(compounds).capitalize()} geeft een {random.choice(compounds)} te veel"
        found.append((subject, " ".join(words).capitalize() + "."))
    return found
