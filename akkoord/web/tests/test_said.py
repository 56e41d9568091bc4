# SPDX-License-Identifier: EUPL-1.2
"""Words and addresses as templates ask for them."""

import pytest
from django.template import engines
from django.test import override_settings
from django.utils import translation

from akkoord.web.said import url


def rendered(source: str, **context: object) -> str:
    return str(engines["jinja2"].from_string(source).render(context))


def test_a_word_is_in_the_language_of_each_reader() -> None:
    for _ in range(2):
        with translation.override("nl"):
            assert rendered("{{ _('Search') }}") == "Zoeken"
        with translation.override("en"):
            assert rendered("{{ _('Search') }}") == "Search"


@pytest.mark.parametrize("source", ["{{ _('No %(what)s', what=it) }}", "{% trans what=it %}No {{ what }}{% endtrans %}"])
def test_values_are_escaped_on_pages_and_not_in_plain_text(source: str) -> None:
    with translation.override("en"):
        assert rendered(source, it="<b>") == "No &lt;b&gt;"
        assert rendered("{% autoescape false %}" + source + "{% endautoescape %}", it="<b>") == "No <b>"


def test_a_per_cent_sign_is_written_twice_with_and_without_values() -> None:
    assert rendered("{{ _('5 %% of all') }}") == "5 % of all"
    assert rendered("{{ _('5 %% of %(what)s', what='all') }}") == "5 % of all"


def test_an_address_follows_the_addresses_in_force() -> None:
    assert url("agreement") == "/agreement"
    with override_settings(ROOT_URLCONF="akkoord.web.urls"), pytest.raises(Exception, match="agreement"):
        url("agreement")
