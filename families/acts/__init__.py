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
from families.acts.deciding import Decision, record_consents, withdraw_consent
from families.acts.exporting import (
    ask_export,
    clear_export,
    collect_export,
    prepare_export,
    refuse_export,
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
from families.acts.visiting import NewNote, SeenPerson, record_visit

__all__ = [
    "Decision",
    "NewAction",
    "NewGoal",
    "NewHome",
    "NewNote",
    "NewPerson",
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
    "clear_export",
    "close_case",
    "collect_export",
    "complete_action",
    "complete_assessment",
    "decide_match",
    "declare_conflict",
    "decline_lead",
    "end_involvement",
    "fresh_reference",
    "leave_unallocated",
    "note_warning",
    "offer_case",
    "open_case",
    "place_restriction",
    "prepare_export",
    "propose_matches",
    "record_consents",
    "record_service",
    "record_visit",
    "refuse_export",
    "register_family",
    "start_involvement",
    "withdraw_case",
    "withdraw_consent",
]
