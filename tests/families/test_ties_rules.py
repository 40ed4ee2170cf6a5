"""A tie is noticed only where two things agree, and the reason says neither."""

import pytest

from families.rules.ties import Contact, last_word, reasons_for_a_tie

HOME = frozenset({("9 Heron Way, Merrowby", "MB4 8NO")})
STAFF = Contact("Okafor", HOME, frozenset({"01632 960 101"}))


@pytest.mark.parametrize(
    ("member", "number"),
    [
        (Contact("Okafor"), 0),
        (Contact("OKAFOR", frozenset({("9 heron way", "mb48no")})), 1),
        (Contact("Okafor", frozenset(), frozenset({"01632960101"})), 1),
        (Contact("Okafor", HOME, frozenset({"01632960101"})), 2),
        (Contact("Khan", HOME, frozenset({"01632 960101"})), 0),
        (Contact("Okafor", frozenset({("9 Heron Way", "MB4 8NP")})), 0),
        (Contact("Okafor", frozenset({("11 Heron Way", "MB4 8NO")})), 0),
        (Contact("", HOME), 0),
    ],
)
def test_the_last_name_and_one_more_thing_must_agree(member, number):
    assert len(reasons_for_a_tie(STAFF, member)) == number


def test_empty_values_agree_with_nothing():
    bare = Contact("Okafor", frozenset({("", "")}), frozenset({""}))
    assert not reasons_for_a_tie(bare, bare)


def test_the_reasons_tell_no_value():
    said = " ".join(reasons_for_a_tie(STAFF, STAFF))
    assert "Heron" not in said
    assert "960" not in said


def test_the_last_name_of_a_full_name():
    assert [last_word(name) for name in ("Ruth Okafor", "Wahyuni", "")] == ["Okafor", "Wahyuni", ""]
