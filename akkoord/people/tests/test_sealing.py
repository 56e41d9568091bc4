# SPDX-License-Identifier: EUPL-1.2
"""What a thief of the database cannot read."""

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import InvalidToken

from akkoord.people.sealing import seal, unseal


def test_a_sealed_secret_opens_again_and_says_nothing() -> None:
    sealed = seal("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert unseal(sealed) == "JBSWY3DPEHPK3PXP"
    assert seal("JBSWY3DPEHPK3PXP") != sealed


def test_a_key_that_was_replaced_still_opens(settings) -> None:
    sealed = seal("before")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another " * 8
    assert unseal(sealed) == "before"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        unseal(sealed)


@pytest.mark.django_db
def test_the_second_factor_is_kept_sealed(world) -> None:
    TOTP.activate(world.submitter, "JBSWY3DPEHPK3PXP")
    kept = Authenticator.objects.get(user=world.submitter).data["secret"]
    assert kept != "JBSWY3DPEHPK3PXP"
    assert get_adapter().decrypt(kept) == "JBSWY3DPEHPK3PXP"
