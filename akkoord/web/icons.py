# SPDX-License-Identifier: EUPL-1.2
"""One cached sprite of the icons in `icons.txt`; a name that is not in the list fails at once."""

from functools import cache
from pathlib import Path

from django.templatetags.static import static
from markupsafe import Markup

NAMES = frozenset(
    line
    for line in (Path(__file__).parent / "icons.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
)


class UnknownIcon(LookupError):
    """An icon that is not in icons.txt; add it there and run `bin/assets --ours`."""


@cache
def icon(name: str) -> Markup:
    """The icon as decoration: the word beside it says the same. Raises UnknownIcon."""
    if name not in NAMES:
        raise UnknownIcon(f"{name} is not in akkoord/web/icons.txt")
    sprite = static("web/vendor/icons.svg")
    return Markup(f'<svg class="icon" aria-hidden="true"><use href="{sprite}#i-{name}"/></svg>')
