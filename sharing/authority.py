"""Which role may perform which act. The verb here is the verb in the journal and in the code."""

from django.core.exceptions import PermissionDenied

from sharing.models import Role, User

KW, PR, HUB, SUP = Role.KEY_WORKER, Role.PRACTITIONER, Role.HUB_OFFICER, Role.SUPERVISOR
COO, ANA, AUD, LEAD, REC, ADM = (
    Role.COORDINATOR,
    Role.ANALYST,
    Role.AUDITOR,
    Role.SHARING_LEAD,
    Role.RECORDS_OFFICER,
    Role.ADMINISTRATOR,
)
FRONT_DOOR: set[str] = {HUB, SUP}
CASEWORK: set[str] = {KW, SUP}
HELPERS: set[str] = {KW, PR, SUP}
EVERYONE: set[str] = {KW, PR, HUB, SUP, COO, ANA, AUD, LEAD, REC}

#: Every act there is, and who may perform it. "system" and "public" are the two who never sign in.
MAY: dict[str, set[str]] = {
    # sharing
    "session.end": set(Role),
    "session.prove": set(Role),
    "token.make": set(Role),
    "token.revoke": set(Role),
    "account.close": {ADM},
    "feed.receive": {ANA, COO, HUB, SUP, PR, "system"},
    "agreement.draft": {LEAD},
    "agreement.change": {LEAD},
    "agreement.revise": {LEAD},
    "line.add": {LEAD},
    "line.change": {LEAD},
    "line.remove": {LEAD},
    "agreement.sign": {LEAD, SUP},
    "agreement.activate": {LEAD},
    "agreement.suspend": {LEAD},
    "agreement.resume": {LEAD},
    "agreement.end": {LEAD},
    "agreement.leave": {LEAD},
    "agreement.review": {LEAD},
    "document.attach": {LEAD},
    "document.remove": {LEAD},
    # families
    "family.register": {*FRONT_DOOR, "system"},
    "family.bring_back": {REC},
    "records.hand_over": {"system"},
    "person.add": {*FRONT_DOOR, KW},
    "household.add": {*FRONT_DOOR, KW},
    "stay.add": {*FRONT_DOOR, KW},
    "bond.add": {*FRONT_DOOR, KW},
    "contact.add": {*FRONT_DOOR, KW},
    "warning.note": {*FRONT_DOOR, KW},
    "consent.record": {*FRONT_DOOR, KW},
    "consent.withdraw": {*FRONT_DOOR, KW},
    "consent.attempt": {*FRONT_DOOR, KW},
    "competence.judge": {*FRONT_DOOR, KW},
    "involvement.start": {*FRONT_DOOR, KW, "system"},
    "involvement.end": {*FRONT_DOOR, KW, "system"},
    "case.open": {*FRONT_DOOR, "system"},
    "case.offer": FRONT_DOOR,
    "case.accept_lead": CASEWORK,
    "case.decline_lead": CASEWORK,
    "case.leave_unallocated": FRONT_DOOR,
    "case.close": CASEWORK,
    "case.withdraw": FRONT_DOOR,
    "assessment.complete": CASEWORK,
    "visit.record": HELPERS,
    "visit.book": HELPERS,
    "visit.move": HELPERS,
    "visit.call_off": HELPERS,
    "plan.agree": CASEWORK,
    "plan.review": CASEWORK,
    "action.complete": {*HELPERS, HUB},
    "action.add": HELPERS,
    "service.record": {*FRONT_DOOR, *HELPERS, "system"},
    "export.ask": {*HELPERS, HUB, COO},
    "export.prepare": {*HELPERS, HUB, COO},
    "export.collect": {*HELPERS, HUB, COO},
    "export.refuse": {"system"},
    "export.clear": {"system"},
    "match.propose": {"system", ANA, COO, HUB, SUP},
    "match.decide": {ANA, COO, HUB, SUP},
    "family.merge": FRONT_DOOR,
    "merge.review": FRONT_DOOR,
    "merge.undo": FRONT_DOOR,
    "transfer.offer": FRONT_DOOR,
    "transfer.withdraw": FRONT_DOOR,
    "transfer.decline": FRONT_DOOR,
    "transfer.take_on": FRONT_DOOR,
    "conflict.declare": EVERYONE,
    "conflict.end": {SUP},
    "tie.say": EVERYONE,
    "tie.notice": {"system"},
    "tie.confirm": {SUP},
    "tie.dismiss": {SUP},
    "own_home.say": EVERYONE,
    "restriction.place": {SUP},
    "view_as.start": {LEAD},
    "view_as.end": {LEAD},
    "restriction.review": {KW, HUB, SUP},
    "restriction.name": {SUP},
    "restriction.lift": {SUP},
    "address.keep_back": {*FRONT_DOOR, KW},
    "address.name": {*FRONT_DOOR, KW},
    "address.reveal": {*FRONT_DOOR, KW, PR},
    "address.open_up": {SUP},
    "sharing.decide": {*FRONT_DOOR, KW},
    "sharing.review": {SUP},
    "emergency.open": {*FRONT_DOOR, KW},
    "emergency.review": {SUP, LEAD},
    "emergency.remind": {"system"},
    "notice.read": EVERYONE,
    "looks.note": {"system"},
    "looks.review": {SUP, LEAD},
    # referrals
    "referral.draft": {PR, KW, HUB, SUP, "public"},
    "referral.discard": {PR, KW, HUB, SUP, "public"},
    "referral.send": {PR, KW, HUB, SUP, "public"},
    "referral.take": FRONT_DOOR,
    "referral.assign": FRONT_DOOR,
    "referral.attach": FRONT_DOOR,
    "referral.register": FRONT_DOOR,
    "referral.record_words": FRONT_DOOR,
    "referral.decide": FRONT_DOOR,
    "referral.undo": FRONT_DOOR,
    "referral.give_code": {"public"},
    "check.ask": FRONT_DOOR,
    "check.answer": FRONT_DOOR,
    "meeting.arrange": FRONT_DOOR,
    "meeting.start": FRONT_DOOR,
    "meeting.decide": FRONT_DOOR,
    "meeting.close": FRONT_DOOR,
    # outcomes
    "need.note": FRONT_DOOR,
    "need.take_back": FRONT_DOOR,
    "need.carry": {"system"},
    "need.release": {"system"},
    "need.identify": {*FRONT_DOOR, KW},
    "evidence.record": {KW, SUP, HUB, "system"},
    "coverage.record": {KW, SUP, HUB, "system"},
    "judgement.ask": {KW, SUP, HUB},
    "judgement.answer": {SUP},
    "judgement.take_back": {KW, SUP, HUB},
    "case.judge": {"system", KW, SUP, COO},
    "claim.propose": {COO, ANA},
    "claim.approve": {COO},
    "claim.reject": {COO},
    "payer_answer.record": {COO},
    "payer_answer.agree": {COO},
    "payer_answer.take_back": {COO},
    "sample.draw": {COO, SUP},
    "finding.record": {AUD},
    "finding.answer": {COO},
    "figures.take": {ANA, COO, SUP},
    "local_plan.draft": {COO, SUP},
    "local_plan.change": {COO, SUP},
    "local_plan.discard": {COO, SUP},
    "local_plan.publish": {COO, SUP},
    "local_plan.end": {COO, SUP},
    "local_plan.try": {COO, SUP, ANA},
    "local_plan.count": {"system"},
}

#: Acts that reach far: who takes one gave their password in the last five minutes.
STEP_UP = frozenset(
    {
        "export.ask",
        "export.collect",
        "emergency.open",
        "agreement.activate",
        "family.merge",
        "merge.review",
        "transfer.offer",
        "transfer.take_on",
    }
)


def may(user: User, verb: str) -> bool:
    """Whether the role this person acts in allows the act at all."""
    who = user.username if user.is_system else user.role
    return who in MAY[verb]


def require(user: User, verb: str) -> None:
    """Raises PermissionDenied where the role does not allow the act."""
    if not may(user, verb):
        raise PermissionDenied(f"{user.role or user.username} may not {verb}")
