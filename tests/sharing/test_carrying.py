"""A new version of an agreement takes its documents along, each with a file of its own."""

from __future__ import annotations

import pytest

from sharing import acts
from sharing.models import Agreement, Document
from sharing.refusals import Refused

PDF = b"%PDF-1.7 an impact assessment"


@pytest.fixture
def attached(borough, lou) -> Document:
    return acts.attach_document(
        agreement=borough.agreement, title="Impact assessment", content=PDF, by=lou
    )


def test_each_is_copied_with_who_attached_it(attached, borough, lou):
    new = acts.revise_agreement(agreement=borough.agreement, by=lou)
    copy = new.documents.get()
    assert (copy.title, copy.sha256, copy.attached_by) == (attached.title, attached.sha256, lou)
    assert copy.file.name != attached.file.name
    with copy.file.open("rb") as file:
        assert file.read() == PDF


def test_taking_one_out_of_the_draft_leaves_the_other_whole(
    attached, borough, lou, django_capture_on_commit_callbacks
):
    new = acts.revise_agreement(agreement=borough.agreement, by=lou)
    with django_capture_on_commit_callbacks(execute=True):
        acts.remove_document(document=new.documents.get(), by=lou)
    assert not new.documents.exists()
    with attached.file.open("rb") as file:
        assert file.read() == PDF


def test_a_lost_file_stops_it_with_its_name(attached, borough, lou):
    attached.file.storage.delete(attached.file.name)
    with pytest.raises(Refused, match="“Impact assessment” can’t be read"):
        acts.revise_agreement(agreement=borough.agreement, by=lou)
    assert not Agreement.objects.filter(supersedes=borough.agreement).exists()
