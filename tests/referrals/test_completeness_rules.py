import pytest

from referrals.rules.completeness import Draft, NamedPerson, completeness

SEEN = "Jayden has been late or absent on 9 of the last 40 sessions."
FULL = {
    "people": [NamedPerson("Jayden Osei")],
    "phone": "07700 900142",
    "knows": "yes",
    "what_seen": SEEN,
    "what_wanted": "One person to talk to.",
    "everyone_named": True,
    "who_helps": "The school nurse.",
}


def test_the_list_beside_the_form_is_the_mock_s():
    left = {"everyone_named": False, "who_helps": ""}
    found = completeness(Draft(**FULL | left))
    assert [(i.label, i.done) for i in found.items] == [
        ("Who is in the family", True),
        ("A phone number", True),
        ("Whether they know", True),
        ("What you have seen", True),
        ("What they want", True),
        ("Who else lives there", False),
        ("Who already helps", False),
    ]
    assert found.items[3].hint == "Clear: it says when and how often."
    assert (found.done, found.total) == (5, 7)
    assert found.title == "Nearly ready to send"
    assert found.foot == "You can send without the last two."
    assert found.can_send


def test_open_ones_between_done_ones_are_not_called_the_last():
    found = completeness(Draft(**FULL | {"phone": "", "who_helps": ""}))
    assert found.foot == "You can send without the two that are open."


@pytest.mark.parametrize("lacking", ["people", "knows", "what_seen"])
def test_what_is_required(lacking):
    found = completeness(Draft(**FULL | {lacking: [] if lacking == "people" else " "}))
    assert not found.can_send
    assert [i.key for i in found.missing] == [lacking]
    assert found.title == "What we need"
    assert found.foot == ""


def test_a_professional_may_send_without_a_phone_and_a_family_may_not():
    draft = Draft(**FULL | {"phone": "12"})
    assert completeness(draft).can_send
    assert not completeness(draft, is_public=True).can_send
    assert "knows" not in [i.key for i in completeness(draft, is_public=True).items]


def test_titles_and_feet():
    assert completeness(Draft(**FULL)).title == "Ready to send"
    assert completeness(Draft(**FULL)).foot == ""
    assert completeness(Draft()).title == "What to tell us"
    assert completeness(Draft(**FULL | {"who_helps": ""})).foot == "You can send without this one."


def test_a_person_without_a_name_is_nobody():
    assert not completeness(Draft(people=[NamedPerson(" ")])).items[0].done


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "Say what you saw, when, and how often."),
        ("Mum is tired.", "Say a little more, so we needn’t ring to ask."),
        ("He seems quite sad and comes in without any coat", "Say when, and how often."),
        ("He comes in without a coat every Monday in winter", "Clear: it says when and how often."),
    ],
)
def test_the_coach_on_what_was_seen(text, hint):
    assert completeness(Draft(what_seen=text)).items[3].hint == hint


def test_who_asks_for_their_own_family_is_not_asked_what_they_saw():
    said = {item.key: item.hint for item in completeness(Draft(), is_public=True).items}
    assert said["what_seen"] == "Say what is hard, when, and how often."
