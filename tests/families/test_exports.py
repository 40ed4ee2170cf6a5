"""Lists that are taken out: as the person who asked, and only what they may see at that moment."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from coordination.news import deliver
from coordination.readers import READERS
from families import acts
from families.leaving.exports import table_for
from families.models import Export, Family, Involvement
from families.rules.spreadsheet import plain_cell
from families.tasks import clear_exports
from sharing.models import JournalEntry, User
from sharing.refusals import Refused
from tests import cast


def asked(by: User, kind: str = "families") -> Export:
    """Asked for, and prepared by whoever reads the journal."""
    export = acts.ask_export(kind=kind, by=by)
    deliver(READERS)
    export.refresh_from_db()
    return export


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def again(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_my_families_from_the_page_to_the_file(family, ada, as_user):
    client = as_user(ada)
    page = client.post(reverse("families:exports"), {"kind": "families"}, follow=True)
    assert "Being prepared" in page.content.decode()
    deliver(READERS)
    page = client.get(reverse("families:exports"))
    link = Export.objects.get().get_absolute_url()
    assert "Collect" in page.content.decode()
    assert "Collect it now" in client.get(link).content.decode()
    answer = client.post(link)
    heading, row = rows_of(answer.content)
    assert heading[:2] == ["Reference", "Family"]
    assert row[:5] == [family.reference, family.name, "4", "Being helped", "Ada Example"]
    assert row[-2:] == ["Not seen yet", "None set"]  # no cell is empty: each says why
    assert all(row)
    assert "no-store" in answer.headers["Cache-Control"]
    name = f"families-{timezone.localdate().isoformat()}.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    entry = JournalEntry.objects.get(verb="export.collect")
    assert (entry.by, entry.data) == (ada, {"rows": 1, "families": [family.pk]})
    assert entry in JournalEntry.objects.about_family(family.pk)


def test_asking_twice_makes_one(family, ada):
    first, second = (acts.ask_export(kind="families", by=ada) for _ in range(2))
    assert first == second


def test_the_link_is_for_one_person(family, ada, ben, as_user, api_as):
    export = asked(ada)
    link = export.get_absolute_url()
    assert as_user(ben).get(link).status_code == 404
    assert as_user(ben).post(link).status_code == 404
    assert api_as(ben).post(f"/api/exports/{export.key}/collect/").status_code == 404
    assert as_user(ada).get(link.replace("/collect", "x/collect")).status_code == 404
    assert api_as(ada).post(f"/api/exports/{export.key}/collect/").status_code == 200


def test_it_is_prepared_with_what_they_may_see_when_it_is_prepared(family, ada, dot):
    other = cast.make_family(dot, name="Second")
    cast.let_lead(other, ada, dot)
    export = acts.ask_export(kind="families", by=ada)
    assert table_for(ada, "families").as_csv().count(b"WF-") == 2
    acts.declare_conflict(family=other, tie="My cousin", by=ada)
    deliver(READERS)
    export.refresh_from_db()
    assert export.rows == 1
    assert b"Second" not in acts.collect_export(export=export, by=again(ada))


@pytest.mark.parametrize("end", ["post", "account", "agency"])
def test_whoever_left_before_it_was_prepared_gets_none(end, family, ada):
    export = acts.ask_export(kind="families", by=ada)
    if end == "post":
        ada.posts.update(ends_on=timezone.localdate() - timedelta(days=1))
    elif end == "account":
        User.objects.filter(pk=ada.pk).update(is_active=False)
    else:
        type(ada.agency).objects.filter(pk=ada.agency.pk).update(is_active=False)
    deliver(READERS)
    export.refresh_from_db()
    assert (export.state, bool(export.file)) == ("refused", False)


def test_what_changed_since_closes_the_prepared_file(family, ada, as_user):
    export = asked(ada)
    acts.declare_conflict(family=family, tie="My cousin", by=ada)
    answer = as_user(ada).post(export.get_absolute_url())
    assert answer.status_code == 422
    assert "Ask again" in answer.content.decode()
    assert family.reference not in answer.content.decode()
    assert JournalEntry.objects.filter(kind="refused", verb="export.collect").exists()


def test_it_is_collected_in_the_post_that_asked(family, ada, borough):
    export = asked(ada)
    ada.posts.create(agency=borough.charity, role="practitioner", starts_on=cast.LONG_AGO)
    elsewhere = again(ada).acting_as(ada.posts.get(agency=borough.charity))
    with pytest.raises(Http404):
        acts.collect_export(export=export, by=elsewhere)


def test_after_a_day_it_is_gone(family, ada, as_user):
    export = asked(ada)
    link, name = export.get_absolute_url(), export.file.name
    assert default_storage.exists(name)
    assert clear_exports() == 0
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1), tick=True):
        assert as_user(ada).get(link).status_code == 404
        with pytest.raises(Refused, match="no longer here"):
            acts.collect_export(export=export, by=ada)
        assert clear_exports() == 1
    assert not default_storage.exists(name)


def test_a_link_that_must_not_be_taken_out_keeps_its_family_out(family, ada, monkeypatch):
    lead = Involvement.objects.get(post=ada.post)
    kinds = frozenset({lead.kind})
    monkeypatch.setattr("families.leaving.exports.NEVER_EXPORTED", kinds)
    assert Family.objects.visible_to(ada).exists()
    assert table_for(ada, "families").rows == ()


def test_a_list_is_for_the_roles_that_it_names(family, ada, ivy, fay, as_user):
    with pytest.raises(Refused) as no:
        acts.ask_export(kind="results", by=ada)
    assert no.value.field == "kind"
    assert as_user(fay).get(reverse("families:exports")).status_code == 403
    assert "The results list" in as_user(ivy).get(reverse("families:exports")).content.decode()
    assert rows_of(acts.collect_export(export=asked(ivy, "results"), by=ivy))[0][2] == "Standing"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "＝", "\0="])
def test_no_cell_is_a_formula(start):
    assert plain_cell(f"{start}1+1").startswith("'")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Doyle", "Doyle"), (None, ""), (3, "3"), (date(2026, 3, 1), "2026-03-01"),
        ("O'Brien-Smith", "O'Brien-Smith"),
    ],
)  # fmt: skip
def test_what_is_no_formula_stays_as_it_is(value, text):
    assert plain_cell(value) == text


def test_a_name_that_would_calculate_comes_out_as_text(dot, ada):
    evil = cast.make_family(dot, name='=HYPERLINK("x"),"y"')
    cast.let_lead(evil, ada, dot)
    (row,) = rows_of(table_for(ada, "families").as_csv())[1:]
    assert row[1] == """'=HYPERLINK("x"),"y\""""
