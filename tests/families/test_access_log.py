"""What is logged: searches, lists, prints, refusals. What can't be logged is not shown."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sharing.journal import hash_of_terms
from sharing.models import JournalEntry
from tests.house.asking import TOKENS


def last() -> JournalEntry:
    return JournalEntry.objects.latest("pk")


def count() -> int:
    return JournalEntry.objects.count()


@pytest.fixture
def words_in_the_log(db):
    """Everything that the journal says, as one text."""
    return lambda: str(list(JournalEntry.objects.values_list("verb", "why", "data")))


def test_a_search_is_one_line_with_a_hash_and_who_appeared(family, ada, as_user, words_in_the_log):
    before = count()
    as_user(ada).post(reverse("search"), {"words": " Kelly  DOYLE "})
    assert count() == before + 1
    entry = last()
    assert (entry.kind, entry.verb, entry.by, entry.post_id) == (
        "saw", "family.search", ada, ada.post.pk,
    )  # fmt: skip
    assert entry.data == {"families": [family.pk], "terms": hash_of_terms("kelly doyle")}
    assert "doyle" not in words_in_the_log().lower()


def test_the_hash_needs_our_key(settings):
    ours = hash_of_terms("doyle")
    settings.SECRET_KEY = "another-key-" * 5
    assert hash_of_terms("doyle") != ours


def test_a_search_that_finds_nothing_is_written_down_too(family, eve, as_user):
    as_user(eve).post(reverse("search"), {"words": "Doyle"})
    assert (last().verb, last().data["families"]) == ("family.search", [])


def test_a_list_is_one_line_with_the_families_in_it(family, ada, as_user, api_as):
    as_user(ada).get(reverse("families:list"))
    assert (last().verb, last().data) == (
        "family.list", {"families": [family.pk], "page": "families"},
    )  # fmt: skip
    before = count()
    api_as(ada).get("/api/people/")
    assert count() == before + 1
    assert last().data == {"families": [family.pk], "page": "people"}


def test_an_empty_list_needs_no_line(family, eve, as_user, api_as):
    before = count()
    as_user(eve).get(reverse("families:list"))
    api_as(eve).get("/api/people/")
    assert count() == before


def test_the_families_in_lists_are_found_again_by_family(family, ada, as_user):
    before = set(JournalEntry.objects.about_family(family.pk))
    as_user(ada).post(reverse("search"), {"words": "Doyle"})
    (new,) = set(JournalEntry.objects.about_family(family.pk)) - before
    assert new.verb == "family.search"
    assert not JournalEntry.objects.about_family(family.pk + 1).exists()


def test_a_page_to_print_is_written_down_as_printed(family, ada, as_user):
    person = family.people.get(given_name="Kelly")
    as_user(ada).get(reverse("families:consent-statement", args=[family.reference, person.key]))
    assert (last().verb, last().family_id) == ("family.print", family.pk)


def test_who_may_not_know_gets_the_same_and_is_written_down(family, eve, as_user):
    url, nowhere = (reverse("families:family", args=[r]) for r in (family.reference, "WF-00000"))
    client = as_user(eve)
    closed, nothing = client.get(url), client.get(nowhere)
    same = TOKENS.sub(b"", closed.content) == TOKENS.sub(b"", nothing.content)
    assert (closed.status_code, nothing.status_code, same) == (404, 404, True)
    on_it, on_nothing = JournalEntry.objects.filter(by=eve, kind="refused").order_by("pk")
    assert (on_it.family_id, on_it.subject_type) == (family.pk, "families.Family")
    assert (on_nothing.family_id, on_nothing.subject_type) == (None, "sharing.User")
    assert on_it.data == on_nothing.data == {"page": "families:family", "status": 404}


def test_both_ask_the_database_the_same_questions(family, eve, as_user):
    """Not one question more for what exists: so it takes no other time."""
    client, asked = as_user(eve), []
    for reference in ("WF-00000", family.reference, "WF-00000"):
        with CaptureQueriesContext(connection) as questions:
            client.get(reverse("families:family", args=[reference]))
        asked.append([question["sql"].split()[0] for question in questions])
    assert asked[1] == asked[2]


def test_a_role_that_may_not_is_written_down_on_page_and_api(
    family, cas, with_cas, as_user, api_as
):
    url = reverse("families:add-person", args=[family.reference])
    assert as_user(cas).get(url).status_code in (403, 404)
    assert (last().kind, last().verb, last().family_id) == ("refused", "person.add", family.pk)
    api_as(cas).post(f"/api/families/{family.reference}/open-case/", {}, format="json")
    assert (last().kind, last().family_id) == ("refused", family.pk)


def test_an_act_that_says_no_is_written_down_without_its_sentence(case, ada, api_as):
    given = {"happened_at": timezone.now().isoformat(), "place": "home"}
    api_as(ada).post(f"/api/cases/{case.key}/record-visit/", given, format="json")
    assert (last().kind, last().verb) == ("refused", "visit.record")
    assert (last().family_id, last().data, last().why) == (case.family_id, {"field": "seen"}, "")


def test_what_cannot_be_written_down_is_not_shown(family, ada, eve, as_user, api_as):
    def away(execute, sql, params, many, context):
        if sql.startswith("INSERT INTO sharing_journalentry"):
            raise DatabaseError
        return execute(sql, params, many, context)

    reading, turned_away = as_user(ada), as_user(eve)
    program = api_as(ada)
    url = reverse("families:family", args=[family.reference])
    asks = [
        lambda: reading.get(url), lambda: reading.get(reverse("families:list")),
        lambda: reading.post(reverse("search"), {"words": "Doyle"}), lambda: turned_away.get(url),
        lambda: program.get(f"/api/families/{family.reference}/"),
        lambda: program.get("/api/families/"),
    ]  # fmt: skip
    answers = []
    for ask in asks:
        with connection.execute_wrapper(away), transaction.atomic():
            answers.append(ask())
            transaction.set_rollback(True)
    for answer in answers:
        assert answer.status_code == 503
        assert "Kelly" not in answer.content.decode()
