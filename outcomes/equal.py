"""Judgements that a need is equal to met, as pages tell of them; and who may be asked to agree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from families.identity import Identity, Member
from families.models import Case, Involvement
from families.why.knowers import holders
from outcomes.judging.in_force import local_need
from outcomes.models import EqualJudgement
from outcomes.rules.framework import Framework
from sharing.models import Post, Role, User


def managers_of(family: int, user: User) -> list[Post]:
    """Managers of the user's agency who have a live link with the family, apart from the user."""
    found: dict[int, Post] = {}
    for holder in holders(user, family):
        if holder.link.kind == Involvement.Kind.EMERGENCY:
            continue
        for person in holder.people:
            post = person.post
            ours = post is not None and user.agency is not None and post.agency_id == user.agency.pk
            if post is not None and ours and post.role == Role.SUPERVISOR and person.pk != user.pk:
                found.setdefault(person.pk, post)
    return sorted(found.values(), key=lambda post: str(post.user))


@dataclass(frozen=True, slots=True)
class JudgementInWords:
    """One judgement with its need in words and whom it is about."""

    row: EqualJudgement
    text: str
    outcome: str
    person: Member | None

    @property
    def who(self) -> str:
        return self.person.name if self.person else "The whole family"


def judgements_of(
    case: Case, framework: Framework, identity: Identity, user: User
) -> list[JudgementInWords]:
    """Of one case, newest first: those that wait, and those that were answered."""
    rows = EqualJudgement.objects.visible_to(user).filter(need__case=case)
    return list(_told(rows.select_related("need", "judged_by", "approver"), framework, identity))


def judgement_in_words(
    row: EqualJudgement, framework: Framework, identity: Identity
) -> JudgementInWords:
    """One of them."""
    return next(iter(_told([row], framework, identity)))


def _told(
    rows: Iterable[EqualJudgement], framework: Framework, identity: Identity
) -> Iterable[JudgementInWords]:
    for row in rows:
        code = row.need.code
        need = framework.need(code) or local_need(identity.pk, framework.slug, code)
        text, outcome = (need.text, need.outcome) if need else (code, "")
        yield JudgementInWords(row, text, outcome, identity.member(row.person_id))
