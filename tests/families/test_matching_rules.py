from datetime import date

import pytest

from families.rules.matching import Known, Name, Sought, Strength, match, normalised

BORN = date(2012, 5, 3)


def known(id_, given, family, born=BORN, *former, upn="", postcode=""):
    ids = frozenset({("upn", upn)}) if upn else frozenset()
    return Known(id_, (Name(given, family), *former), born, ids, postcode)


def sought(given, family, born=BORN, upn="", postcode=""):
    ids = frozenset({("upn", upn)}) if upn else frozenset()
    return Sought(Name(given, family), born, ids, postcode)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O'Neill", "O’NEILL"),
        ("O’Neill", "oneill"),
        ("D'Arcy", "Darcy"),
        ("Anne-Marie", "Annemarie"),
        ("José", "JOSE"),
        ("Łukasz Wójcik", "lukasz  wojcik"),
        ("Jose\u0301", "Jos\u00e9"),
        ("Straße", "Strasse"),
        ("محمد", "محمد"),
    ],
)
def test_names_written_differently_are_one(one, other):
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(
    ("theirs", "row"),
    [
        (known(1, "Sean", "O’Neill"), sought("SEAN", "ONeill")),
        (known(1, "Suharto", ""), sought("", "Suharto")),
        (known(1, "Zofia", "Wójcik"), sought("Zofia", "Wojcik")),
        (known(1, "Jayden", "Osei", upn="N1"), sought("Jay", "Osei", upn="N1")),
        (
            known(1, "Jayden", "Osei", date(2012, 3, 5), upn="N1"),
            sought("Jayden", "Osei", upn="N1"),
        ),
        (known(1, "Kelly", "Bell", BORN, Name("Kelly", "Doyle")), sought("Kelly", "Doyle")),
    ],
)
def test_exact(theirs, row):
    found = match(row, [theirs, known(2, "Somebody", "Else")])
    assert found.strength is Strength.EXACT
    assert found.person == 1
    assert found.reasons


@pytest.mark.parametrize(
    ("theirs", "row", "reason"),
    [
        (known(1, "Jayden", "Osei"), sought("Jaydon", "Osei"), "a letter or two"),
        (known(1, "Katherine", "Osei"), sought("Katie", "Osei"), "forms of one name"),
        (known(1, "Jayden", "Osei"), sought("Jayden Kofi", "Osei"), "middle name"),
        (known(1, "Osei", "Jayden"), sought("Jayden", "Osei"), "other way round"),
        (known(1, "Jayden", "Osei", date(2012, 3, 5)), sought("Jayden", "Osei"), "Day and month"),
        (known(1, "Jayden", "Osei", date(2012, 5, 8)), sought("Jayden", "Osei"), "one figure"),
        (known(1, "Kelly", "Bell"), sought("Kelly", "Doyle"), "another last name"),
        (known(1, "Kelly", "Doyle-Bell"), sought("Kelly", "Doyle"), "last names are alike"),
        (known(1, "Kelly", "Doile"), sought("Kelly", "Doyle"), "last names are alike"),
        (known(1, "Jaydn", "Osey"), sought("Jayden", "Osei"), "Both names differ"),
        (
            known(1, "Jayden Kofi", "Osei Mensah"),
            sought("Jayden Osei", "Mensah Kofi"),
            "much alike",
        ),
        (known(1, "Jayden", "Osei", None), sought("Jayden", "Osei"), "Same name."),
        (
            known(1, "Jaydon", "Osei", None, postcode="MB3 7CK"),
            sought("Jayden", "Osei", postcode="MB3 7CK"),
            "a letter or two",
        ),
        (known(1, "Amir", "Khan", upn="N1"), sought("Eve", "Smith", date(2001, 1, 1), "N1"), "UPN"),
        (known(1, "Jayden", "Osei", upn="N1"), sought("Jayden", "Osei", upn="N2"), "Another UPN"),
    ],
)
def test_likely_ones_wait_for_a_person_and_say_why(theirs, row, reason):
    found = match(row, [theirs])
    assert found.strength is Strength.LIKELY
    assert found.person is None
    assert [c.person for c in found.candidates] == [1]
    assert any(reason in r for r in found.reasons)


@pytest.mark.parametrize(
    ("theirs", "row"),
    [
        (known(1, "Ada", "Whitlock"), sought("Ben", "Whitlock")),  # twins share a birthday
        (known(1, "Eva", "Whitlock"), sought("Ava", "Whitlock")),
        (known(1, "Jayden", "Osei", date(2009, 1, 9)), sought("Jayden", "Osei")),
        (known(1, "Mary", "Smith"), sought("Jane", "Jones")),
        (known(1, "Jaydon", "Osei", None), sought("Jayden", "Osei")),
        (known(1, "Jaydon", "Osei", upn="N1"), sought("Jayden", "Osei", upn="N2")),
        (known(1, "", "", None), sought("Jayden", "Osei")),
    ],
)
def test_nobody(theirs, row):
    found = match(row, [theirs])
    assert found.strength is Strength.NONE
    assert found.candidates == ()
    assert found.person is None


def test_the_same_name_and_birthday_twice_is_never_guessed():
    found = match(sought("Nur", "Haddad"), [known(1, "Nur", "Haddad"), known(2, "Nur", "Haddad")])
    assert found.strength is Strength.LIKELY
    assert [c.person for c in found.candidates] == [1, 2]
    assert found.reasons == ("2 people here have this name and birthday.",)


def test_twins_are_told_apart_by_their_first_names():
    twins = [known(1, "Ada", "Whitlock"), known(2, "Ben", "Whitlock")]
    assert match(sought("Ben", "Whitlock"), twins).person == 2


def test_an_exact_match_comes_before_likely_ones():
    found = match(
        sought("Jayden", "Osei"), [known(1, "Jaydon", "Osei"), known(2, "Jayden", "Osei")]
    )
    assert found.person == 2
    assert [c.person for c in found.candidates] == [2, 1]


def test_an_empty_register_knows_nobody():
    assert match(sought("A", "B"), []).strength is Strength.NONE
