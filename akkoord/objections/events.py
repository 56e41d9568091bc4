# SPDX-License-Identifier: EUPL-1.2
"""What happens to questions and objections."""

from dataclasses import dataclass

from akkoord.cases.events import CaseFact


@dataclass(frozen=True)
class AgreementQuestionAsked(CaseFact):
    """A customer asks about the agreement, or objects to a change of it."""


@dataclass(frozen=True)
class AgreementQuestionTaken(CaseFact):
    """Somebody looks into it."""


@dataclass(frozen=True)
class AgreementQuestionReturned(CaseFact):
    """The vendor asked the customer something."""


@dataclass(frozen=True)
class AgreementQuestionReplied(CaseFact):
    """The customer replied."""


@dataclass(frozen=True)
class AgreementQuestionAnswered(CaseFact):
    """The question was answered, or a solution for the objection was found."""


@dataclass(frozen=True)
class AgreementQuestionUnsolved(CaseFact):
    """No solution was found: the customer may end the contract over the change. sla:1.2"""


@dataclass(frozen=True)
class AgreementQuestionWithdrawn(CaseFact):
    """The customer lets it rest."""
