"""Merrowby's agreements: one in every state, and none that the rules would refuse."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from coordination.demo.agreements import make_agreements
from coordination.demo.cast import Cast, make_cast
from coordination.demo.signing import sign_agreements
from coordination.home.worklist import tasks
from sharing.facts import faults_of_lines
from sharing.models import Agreement, Document


@pytest.fixture
def merrowby(db) -> Cast:
    cast = make_cast(timezone.localdate())
    make_agreements(cast.agencies, timezone.localdate())
    sign_agreements(cast)
    return cast


def test_agreements_stand_in_every_way(merrowby):
    seen = Agreement.objects.visible_to(merrowby.user("grace.lindqvist"))
    standings = {agreement.standing for agreement in seen}
    assert standings == {"active", "draft", "suspended", "ended", "replaced"}
    month = timezone.localdate() + timedelta(days=30)
    assert seen.filter(state="active", ends_on__lte=month).exists()


def test_a_new_version_waits_for_the_inspector(merrowby):
    waiting = Agreement.objects.get(state="draft", signatures__isnull=False)
    assert waiting.supersedes.standing == "active"
    found = tasks(merrowby.user("dawn.ferris"))
    assert [task.title for task in found] == [f"Read and sign: {waiting.title}"]


def test_a_document_opens_as_what_it_says(merrowby):
    document = Document.objects.visible_to(merrowby.user("martin.ellis")).get()
    assert document.file.open().read(5) == b"%PDF-"


def test_no_line_is_one_that_would_be_refused(merrowby):
    for agreement in Agreement.objects.exclude(state="ended"):
        assert faults_of_lines(agreement, agreement.lines.all()) == []
