# SPDX-License-Identifier: EUPL-1.2
"""How django-allauth signs people in here: nobody signs up, mail goes through the outbox, links are our own. sla:2.3.3"""

from __future__ import annotations

import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from akkoord.web.moments import now

from .actions import note_failed_sign_in, note_sign_in
from .letters import post
from .models import Person
from .sealing import seal, unseal
from .second_factor import has_passed
from .standing import stand

SIGNED_IN_AT = "signed_in_at"
FRESH = 5 * 60  # seconds after signing in during which the password need not be given again


class Backend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    """allauth's way in; whoever is in is read with memberships and scope at once."""

    def get_user(self, user_id: int) -> Person | None:
        """The person of a session, none for one who is blocked."""
        return stand(user_id)


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth's questions, and our answers."""

    error_messages: dict[str, str | Promise] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is blocked."),
        "email_password_mismatch": _("This e-mail address and password do not belong together."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _("This code is not right. Codes change every half minute: try the next one."),
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("This link no longer works. Ask for a new one."),
        "too_many_login_attempts": _("Too many attempts. Try again in five minutes."),
        "rate_limited": _("Too many attempts. Try again in a minute."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody: the administrator of an organisation invites."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Leave a mail for the outbox, in its reader's language; to known people only."""
        person = context.get("user") or Person.objects.filter(email=email.lower()).first()
        if isinstance(person, Person):
            url = context.get("password_reset_url") or settings.BASE_URL + reverse("account")
            post(person=person, name=template_prefix, url=url, at=now())

    def send_notification_mail(
        self, template_prefix: str, user: Person, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell somebody that something about signing in changed. May run after the request's transaction."""
        self.send_mail(template_prefix, user.email, {"user": user})

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The address in a mail: the portal's own, whatever host the request named."""
        path: str = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.BASE_URL + path.replace("UID-KEY", key)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the own account."""
        return reverse("account")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not just after signing in: who sets up the second factor then has only just given the password."""
        signed_in_at = self.request.session.get(SIGNED_IN_AT, 0) if self.request else 0
        return bool(time.time() - signed_in_at > FRESH)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count it: many more than usual is something to look at."""
        super().authentication_failed(request, **credentials)
        note_failed_sign_in(by=None, at=now())

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponseBase:
        """Remember when, and write it in the audit trail."""
        request.session[SIGNED_IN_AT] = time.time()
        note_sign_in(by=user, at=now(), second_factor=has_passed(request, user))
        response: HttpResponseBase = super().post_login(request, user, **kwargs)
        return response


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """The second factor: its words, and a picture that a phone can read in the dark."""

    error_messages: dict[str, str | Promise] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": Adapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is stored; seeds and recovery codes pass here."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a stored secret."""
        return unseal(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """The code to scan, black on white whatever the page's colours are."""
        import qrcode  # here: needed once in a person's life
        from qrcode.image.svg import SvgPathFillImage

        picture: bytes = qrcode.make(url, image_factory=SvgPathFillImage).to_string()
        return picture.decode()
