"""What can be done with a request for help, from the first word to the meeting's decision."""

from referrals.acts.asking import (
    PersonSaid,
    Said,
    discard_referral,
    draft_referral,
    give_code,
    said_so_far,
    send_referral,
)
from referrals.acts.meeting import (
    arrange_meeting,
    close_meeting,
    decide_item,
    next_meeting,
    start_meeting,
)
from referrals.acts.triage import (
    answer_check,
    ask_agency,
    assign_referral,
    decide_referral,
    take_referral,
)
from referrals.acts.undoing import WINDOW, undo_decision, why_not_undo
from referrals.acts.whose import (
    NewBond,
    Registered,
    attach_referral,
    record_words,
    register_referral,
)

__all__ = [
    "WINDOW",
    "NewBond",
    "PersonSaid",
    "Registered",
    "Said",
    "answer_check",
    "arrange_meeting",
    "ask_agency",
    "assign_referral",
    "attach_referral",
    "close_meeting",
    "decide_item",
    "decide_referral",
    "discard_referral",
    "draft_referral",
    "give_code",
    "next_meeting",
    "record_words",
    "register_referral",
    "said_so_far",
    "send_referral",
    "start_meeting",
    "take_referral",
    "undo_decision",
    "why_not_undo",
]
