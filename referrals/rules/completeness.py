"""What a referral still lacks, and why each part helps: never a reason to send somebody away."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

WHEN = re.compile(
    r"\b(\d|mon|tues|wednes|thurs|fri|satur|sun)|\b(daily|weekly|monthly|every|each|since|last|"
    r"once|twice|often|always|today|yesterday|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|morning|night|week|month|term|year)",
    re.IGNORECASE,
)
ENOUGH_WORDS = 8


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Someone named in the referral; either part of a name will do."""

    name: str
    is_child: bool | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a sender has told us so far."""

    people: Sequence[NamedPerson] = ()
    phone: str = ""
    knows: str = ""
    what_seen: str = ""
    what_wanted: str = ""
    everyone_named: bool = False
    who_helps: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the list beside the form."""

    key: str
    label: str
    done: bool
    required: bool
    hint: str


@dataclass(frozen=True, slots=True)
class Completeness:
    items: tuple[Point, ...]

    @property
    def done(self) -> int:
        return sum(item.done for item in self.items)

    @property
    def total(self) -> int:
        return len(self.items)

    @property
    def missing(self) -> tuple[Point, ...]:
        """Required and not yet there."""
        return tuple(item for item in self.items if item.required and not item.done)

    @property
    def can_send(self) -> bool:
        return not self.missing

    @property
    def title(self) -> str:
        """The heading of the list."""
        if self.done == self.total:
            return "Ready to send"
        if self.can_send:
            return "Nearly ready to send"
        return "What we need" if self.done else "What to tell us"

    @property
    def foot(self) -> str:
        """What may be left out, under the list; empty when nothing may."""
        left = [item for item in self.items if not item.done]
        if not self.can_send or not left:
            return ""
        if len(left) == 1:
            return "You can send without this one."
        number = NUMBERS.get(len(left), len(left))
        if list(self.items[-len(left) :]) == left:
            return f"You can send without the last {number}."
        return f"You can send without the {number} that are open."


NUMBERS = {2: "two", 3: "three", 4: "four"}


def completeness(draft: Draft, *, is_public: bool = False) -> Completeness:
    """`is_public`: someone asks for their own family, so they know that they ask."""
    named = any(person.name.strip() for person in draft.people)
    phone, seen = has_phone(draft.phone), bool(draft.what_seen.strip())
    items = [
        Point("people", "Who is in the family", named, True, "One name is enough to start."),
        Point("phone", "A phone number", phone, is_public, phone_hint(is_public)),
    ]
    if not is_public:
        knows, hint = bool(draft.knows.strip()), "Ask them first, unless it isn’t safe."
        items.append(Point("knows", "Whether they know", knows, True, hint))
    label = "What is happening" if is_public else "What you have seen"
    items.append(Point("what_seen", label, seen, True, seen_hint(draft.what_seen, is_public)))
    return Completeness((*items, *_what_helps(draft, is_public)))


def _what_helps(draft: Draft, is_public: bool) -> tuple[Point, ...]:
    """What may be left out."""
    whose = "your" if is_public else "their"
    return (
        Point(
            "what_wanted",
            "What would help" if is_public else "What they want",
            bool(draft.what_wanted.strip()),
            False,
            f"In {whose} own words{'' if is_public else ', if you can'}.",
        ),
        Point(
            "everyone_named",
            "Who else lives there",
            draft.everyone_named,
            False,
            "Tell us, so no child is missed.",
        ),
        Point(
            "who_helps",
            "Who already helps",
            bool(draft.who_helps.strip()),
            False,
            "Stops two visits on one day.",
        ),
    )


def phone_hint(is_public: bool) -> str:
    return "We ring before we visit." if is_public else "They hear from us sooner with one."


def has_phone(text: str) -> bool:
    """Enough figures to ring; how it is written doesn't matter."""
    return len(re.sub(r"\D", "", text)) >= 10


def seen_hint(text: str, is_public: bool = False) -> str:
    """Coaches: a line that says when and how often is worth three that don't."""
    words = text.split()
    if not words:
        return f"Say what {'is hard' if is_public else 'you saw'}, when, and how often."
    if len(words) < ENOUGH_WORDS:
        return "Say a little more, so we needn’t ring to ask."
    if WHEN.search(text):
        return "Clear: it says when and how often."
    return "Say when, and how often."
