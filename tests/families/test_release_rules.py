"""A text that is about to leave is searched for what must not be known outside."""

import random

import pytest

from families.rules.release import Secret, address_secrets, hits, says_a_name

SECRETS = [
    *address_secrets(1, "The Lime House, 2 Mill Brow Road, Merrowby", "MB6 6VK"),
    Secret(2, "phone", "01632 960230"),
]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("She lives at 2 Mill Brow Road now.", "2 Mill Brow Road"),
        ("2 MILL BROW ROAD", "2 MILL BROW ROAD"),
        ("at 2  Mill\nBrow\n Road", "2  Mill\nBrow\n Road"),
        ("2, mill-brow rd.", "2, mill-brow rd"),
        ("postcode mb66vk, near", "mb66vk"),
        ("MB6\u00a06VK", "MB6\u00a06VK"),
        ("ring 01632960230", "01632960230"),
        ("ring 01632-960-230", "01632-960-230"),
        ("ring +44 1632 960230", "44 1632 960230"),
        ("ring +44 (0)1632 960 230", "44 (0)1632 960 230"),
        ("ring 0044 1632 960230", "0044 1632 960230"),
        ("at the LIME house", "the LIME house"),
        ("at Lime House now", "Lime House"),
        ("The Lime House", "The Lime House"),
    ],
)
def test_a_secret_is_found_however_it_is_spelt(text, said):
    found = hits(text, SECRETS)
    assert [text[hit.start : hit.end] for hit in found] == [said]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Merrowby Borough Council",  # a town is no address
        "12 Mill Brow Road",  # another house of the street
        "2 Mill Brow Roadside Inn",
        "MB6 6VL",
        "101632 9602301",
        "+441 1632 960230",
        "the limes",
    ],
)
def test_what_only_looks_alike_is_let_through(text):
    assert not hits(text, SECRETS)


def test_an_address_of_one_word_is_a_secret_all_the_same():
    assert hits("at Refuge today", address_secrets(1, "Refuge", ""))


def test_a_place_is_hit_once_and_the_longest_wins():
    text = "The Lime House, 2 Mill Brow Road, Merrowby, MB6 6VK"
    assert [hit.secret.what for hit in hits(text, SECRETS)] == ["address", "postcode"]


def test_no_spacing_and_no_case_hides_it():
    dice = random.Random(7)  # noqa: S311 (chance with a seed)
    for _ in range(200):
        secret = "2 Mill Brow Road"
        joined = "".join(
            (c.upper() if dice.random() < 0.5 else c) + dice.choice(["", "", " ", "\n", " - "])
            for c in secret
        )
        assert hits(f"seen: {joined} .", SECRETS), joined


def test_a_long_text_of_hostile_letters_is_read_in_one_go():
    assert not hits("2 " * 50_000, SECRETS)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("+44 1632 960230", "ring 01632 960230"),
        ("00441632960230", "ring +44 (0)1632 960230"),
        ("kelly@example.org", "write to Kelly@Example.org"),
    ],
)
def test_a_number_is_found_whichever_way_it_stands_on_record(value, text):
    assert hits(text, [Secret(2, "phone", value)])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("MARCUS shouted", ["Marcus"]),
        ("zoe was there", ["Zo\u00eb"]),
        ("Zo\u00eb was there", ["Zoe"]),
        ("Mrs O\u2019Neill rang", ["O'Neill"]),
        ("she and Jo left", ["Jo"]),
        ("the Bell family", ["Bell"]),
    ],
)
def test_a_name_is_found_as_it_is_written(text, names):
    assert says_a_name(text, names)


@pytest.mark.parametrize(
    ("text", "names"),
    [("all is well", ["Al"]), ("al fresco", ["Al"]), ("a bellow", ["Bell"]), ("x", ["", " "])],
)
def test_a_word_that_only_holds_a_name_is_none(text, names):
    assert not says_a_name(text, names)
