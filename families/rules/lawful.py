"""What the law lets one share without consent: the answers that a worker chooses from.

UK GDPR Articles 6 and 9 with the Data Protection Act 2018. Consent is not among them: these are
for when it was not given, or could not be asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Basis:
    """A code, its legal name, and when one uses it."""

    code: str
    name: str
    when: str


ARTICLE_6 = (
    Basis("6.1.e", "Public task, Article 6(1)(e)", "Keeping children safe is our public duty"),
    Basis("6.1.c", "Legal obligation, Article 6(1)(c)", "A law or a court says that we must"),
    Basis("6.1.d", "Vital interests, Article 6(1)(d)", "To save a life"),
    Basis("6.1.f", "Legitimate interests, Article 6(1)(f)", "For a charity, not for a council"),
)
ARTICLE_9 = (
    Basis(
        "9.2.g",
        "Safeguarding, Article 9(2)(g) and Schedule 1, paragraph 18",
        "To protect a child, or an adult at risk",
    ),
    Basis("9.2.c", "Vital interests, Article 9(2)(c)", "To save a life, and they can't say yes"),
    Basis("9.2.h", "Health or social care, Article 9(2)(h)", "To give or arrange care"),
    Basis("9.2.f", "Legal claims, Article 9(2)(f)", "A court needs it"),
)
DANGERS = (
    Basis("child_harm", "A child suffers or may suffer serious harm", "Section 47 or section 17"),
    Basis("adult_harm", "An adult may suffer serious harm", "An adult at risk, or abuse at home"),
    Basis("missing", "Someone is missing", "And may be in danger"),
    Basis("crime", "To prevent or detect a serious crime", "Exploitation, trafficking, violence"),
    Basis("order", "A court or a law asks for it", "An order, or a duty to answer"),
)
#: Kinds of fact that need a basis in Article 9 (or, for offences, Article 10) as well.
SPECIAL = frozenset({"health", "mental_health", "substance_use", "offending", "domestic_abuse"})


def choices(bases: Iterable[Basis]) -> list[tuple[str, str]]:
    return [(basis.code, basis.name) for basis in bases]


def named(code: str) -> str:
    """The legal name of a code; empty for one that is not here."""
    every = (*ARTICLE_6, *ARTICLE_9, *DANGERS)
    return next((basis.name for basis in every if basis.code == code), "")


def lacks_article_9(categories: Iterable[str], article_9: str) -> bool:
    """Whether something is shared that Article 6 alone does not cover."""
    return not article_9 and not SPECIAL.isdisjoint(categories)
