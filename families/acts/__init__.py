"""What can be done with a family's record, one plain function each."""

from families.acts.archiving import bring_back, hand_over
from families.acts.booking import book_visit, call_off_visit, move_visit
from families.acts.case import (
    accept_lead,
    close_case,
    complete_assessment,
    decline_lead,
    leave_unallocated,
    offer_case,
    open_case,
    withdraw_case,
)
from families.acts.deciding import (
    Decision,
    Part,
    judge_competence,
    record_attempt,
    record_consents,
    withdraw_consent,
)
from families.acts.emergency import (
    open_in_emergency,
    read_notice,
    remind_of_emergencies,
    review_emergency,
)
from families.acts.exporting import (
    ask_export,
    clear_export,
    collect_export,
    prepare_export,
    refuse_export,
)
from families.acts.involvement import end_involvement, start_involvement
from families.acts.keeping_back import (
    keep_address_back,
    name_for_address,
    open_address_up,
    reveal_address,
)
from families.acts.looking import note_unusual_looks, review_look
from families.acts.match import decide_match, propose_matches
from families.acts.merging import merge_families, review_merge, undo_merge
from families.acts.overriding import Grounds, decide_sharing, review_sharing
from families.acts.planning import NewAction, NewGoal, add_action, agree_plan, complete_action
from families.acts.registering import (
    NewHome,
    NewPerson,
    add_bond,
    add_contact,
    add_household,
    add_person,
    add_stay,
    fresh_reference,
    note_warning,
    register_family,
)
from families.acts.restricting import (
    lift_restriction,
    place_restriction,
    rename_in_restriction,
    review_restriction,
)
from families.acts.reviewing import Answer, More, review_plan
from families.acts.service import record_service
from families.acts.ties import (
    confirm_tie,
    declare_conflict,
    dismiss_tie,
    end_conflict,
    notice_ties,
    say_own_home,
    say_tie,
)
from families.acts.transferring import (
    decline_transfer,
    offer_transfer,
    take_on,
    withdraw_transfer,
)
from families.acts.viewing import end_viewing, start_viewing_as
from families.acts.visiting import NewNote, SeenPerson, record_visit

__all__ = [
    "Answer",
    "Decision",
    "Grounds",
    "More",
    "NewAction",
    "NewGoal",
    "NewHome",
    "NewNote",
    "NewPerson",
    "Part",
    "SeenPerson",
    "accept_lead",
    "add_action",
    "add_bond",
    "add_contact",
    "add_household",
    "add_person",
    "add_stay",
    "agree_plan",
    "ask_export",
    "book_visit",
    "bring_back",
    "call_off_visit",
    "clear_export",
    "close_case",
    "collect_export",
    "complete_action",
    "complete_assessment",
    "confirm_tie",
    "decide_match",
    "decide_sharing",
    "declare_conflict",
    "decline_lead",
    "decline_transfer",
    "dismiss_tie",
    "end_conflict",
    "end_involvement",
    "end_viewing",
    "fresh_reference",
    "hand_over",
    "judge_competence",
    "keep_address_back",
    "leave_unallocated",
    "lift_restriction",
    "merge_families",
    "move_visit",
    "name_for_address",
    "note_unusual_looks",
    "note_warning",
    "notice_ties",
    "offer_case",
    "offer_transfer",
    "open_address_up",
    "open_case",
    "open_in_emergency",
    "place_restriction",
    "prepare_export",
    "propose_matches",
    "read_notice",
    "record_attempt",
    "record_consents",
    "record_service",
    "record_visit",
    "refuse_export",
    "register_family",
    "remind_of_emergencies",
    "rename_in_restriction",
    "reveal_address",
    "review_emergency",
    "review_look",
    "review_merge",
    "review_plan",
    "review_restriction",
    "review_sharing",
    "say_own_home",
    "say_tie",
    "start_involvement",
    "start_viewing_as",
    "take_on",
    "undo_merge",
    "withdraw_case",
    "withdraw_consent",
    "withdraw_transfer",
]
