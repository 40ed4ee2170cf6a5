"""What can be done with a family's record, one plain function each."""

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
from families.acts.involvement import (
    declare_conflict,
    end_involvement,
    place_restriction,
    start_involvement,
)
from families.acts.match import decide_match, propose_matches
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
from families.acts.service import record_service
from families.acts.viewing import end_viewing, start_viewing_as
from families.acts.visiting import NewNote, SeenPerson, record_visit

__all__ = [
    "Decision",
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
    "close_case",
    "complete_action",
    "complete_assessment",
    "decide_match",
    "declare_conflict",
    "decline_lead",
    "end_involvement",
    "end_viewing",
    "fresh_reference",
    "judge_competence",
    "leave_unallocated",
    "note_warning",
    "offer_case",
    "open_case",
    "place_restriction",
    "propose_matches",
    "record_attempt",
    "record_consents",
    "record_service",
    "record_visit",
    "register_family",
    "start_involvement",
    "start_viewing_as",
    "withdraw_case",
    "withdraw_consent",
]
