"""A sharing lead writes, signs and stops agreements in the browser and by the API."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from sharing import acts
from sharing.models import Agreement, Category, Document, JournalEntry, Line
from tests.cast import make_user
from tests.sharing.agreements_made import (
    CO_OPERATION,
    a_draft,
    a_line,
    again,
    days,
    in_force,
    sign,
    someone_to_sign,
)

PDF = b"%PDF-1.7 an impact assessment"


@pytest.fixture
def sue(borough):
    return someone_to_sign(borough)


def boxes(name: str, day: date | None) -> dict[str, object]:
    parts = ("day", "month", "year")
    return {f"{name}_{part}": getattr(day, part) if day else "" for part in parts}


def head(borough, **changes):
    given = {"title": "Lantern", "parties": [borough.early_help.key, borough.charity.key]}
    for name, day in {"starts_on": days(0), "ends_on": days(365), "review_on": None}.items():
        given |= boxes(name, changes.pop(name, day))
    return given | changes


def typed_line(borough, **changes):
    return {
        "from_agency": borough.early_help.key, "to_agency": borough.charity.key,
        "category": "plan", "purpose": "support", "audience": "team", "consent_needed": "yes",
        "basis": "6.1.e", "condition": "", "gateway": CO_OPERATION,
    } | changes  # fmt: skip


def address(name, row):
    return reverse(f"sharing:{name}", args=[row.key])


def press(client, name, row, **data):
    return client.post(address(name, row), data, follow=True)


def test_an_agreement_from_nothing_to_force_in_the_browser(borough, lou, sue, as_user):
    lead, other = as_user(lou), as_user(sue)
    page = lead.post(reverse("sharing:draft-agreement"), head(borough), follow=True)
    agreement = Agreement.objects.get(title="Lantern")
    assert "Add its lines now" in page.content.decode()
    page = press(lead, "add-line", agreement, **typed_line(borough))
    assert "about assessment and plan, where they agree" in page.content.decode()
    for client in (lead, other):
        read = client.get(address("sign-agreement", agreement)).content.decode()
        assert "Merrowby Early Help may tell Lantern Trust about assessment and plan" in read
        fingerprint = re.search(r'name="fingerprint" value="(\w{64})"', read)[1]
        press(client, "sign-agreement", agreement, fingerprint=fingerprint)
    assert Line.objects.in_force().filter(agreement=agreement).count() == 0
    page = press(lead, "activate-agreement", agreement)
    assert "In force" in page.content.decode()
    assert Line.objects.in_force().filter(agreement=agreement).count() == 1


def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(borough, lou, as_user):
    client = as_user(lou)
    page = client.post(
        reverse("sharing:draft-agreement"), head(borough, ends_on=days(-1), title="Kept words")
    )
    assert page.status_code == 422
    assert page.context["form"].errors["ends_on"] == ["The last day can’t be before the first day"]
    assert "Kept words" in page.content.decode()
    agreement = a_draft(borough, lou)
    page = client.post(
        address("add-line", agreement), typed_line(borough, category="mental_health")
    )
    assert page.context["form"].errors["condition"] == [
        "Mental health needs a condition of Article 9"
    ]
    assert agreement.lines.count() == 1


def test_all_that_is_wrong_with_the_days_and_parties_is_told_at_once(borough, lou, as_user):
    typed = head(borough, ends_on=days(-1), title="", parties=[borough.early_help.key])
    page = as_user(lou).post(reverse("sharing:draft-agreement"), typed)
    assert set(page.context["form"].errors) == {"title", "parties", "ends_on"}


def test_a_line_is_changed_and_removed(borough, lou, as_user):
    agreement, client = a_draft(borough, lou), as_user(lou)
    line = agreement.lines.get()
    shown = client.get(address("change-line", line)).context["form"]
    assert (shown["category"].value(), shown["gateway"].value()) == ("plan", CO_OPERATION)
    press(client, "change-line", line, **typed_line(borough, audience="manager"))
    line.refresh_from_db()
    assert line.audience == "manager"
    page = press(client, "remove-line", line)
    assert "It has no lines yet" in page.content.decode()


def test_a_named_person_is_chosen_among_those_who_work_there(borough, lou, sue, eve, as_user):
    agreement, client = a_draft(borough, lou), as_user(lou)
    named = typed_line(borough, category="contact", audience="named", named=eve.post.key)
    press(client, "add-line", agreement, **named)
    assert agreement.lines.get(category="contact").named == eve
    wrong = named | {"category": "identity", "named": lou.post.key}
    page = client.post(address("add-line", agreement), wrong)
    assert page.context["form"].errors["named"] == ["Lou Example does not work at Lantern Trust"]


def test_suspend_resume_and_end_with_their_reasons(borough, lou, sue, as_user):
    agreement, client = in_force(borough, lou, sue), as_user(lou)
    assert client.post(address("suspend-agreement", agreement), {"reason": ""}).status_code == 422
    page = press(client, "suspend-agreement", agreement, reason="A letter went astray")
    told = as_user(sue).get(address("agreement", agreement))
    assert "A letter went astray" in told.content.decode()
    assert "Nothing is shared under it" in page.content.decode()
    press(client, "resume-agreement", agreement)
    assert again(agreement).standing == "active"
    press(client, "end-agreement", agreement, reason="The project is over")
    assert again(agreement).standing == "ended"
    kept = JournalEntry.objects.filter(kind="did", verb="agreement.suspend").get()
    assert (kept.by, kept.why, kept.subject_id) == (lou, "A letter went astray", agreement.pk)


def test_both_versions_stay_readable(borough, lou, sue, as_user):
    old, client = in_force(borough, lou, sue), as_user(lou)
    press(client, "revise-agreement", old)
    new = Agreement.objects.get(supersedes=old)
    sign(new, lou, sue)
    press(client, "activate-agreement", new)
    page = as_user(sue).get(address("agreement", old)).content.decode()
    assert "Replaced by a later version" in page
    assert new.get_absolute_url() in page
    assert "about assessment and plan" in page


def test_what_has_no_line_yet_asks_for_one_first(borough, lou, as_user):
    given = {"title": "Lantern", "starts_on": days(0), "ends_on": days(365)}
    parties = [borough.early_help, borough.charity]
    agreement, client = acts.draft_agreement(**given, parties=parties, by=lou), as_user(lou)
    page = client.get(address("agreement", agreement))
    offered = {action["label"] for action in page.context["actions"]}
    assert not offered & {"Read and sign", "Try it on today’s families"}
    assert not any(action["go"] for action in page.context["actions"])
    assert "Add a line" in page.content.decode()
    acts.add_line(agreement=agreement, line=a_line(borough), by=lou)
    assert (
        client.get(address("agreement", agreement)).context["actions"][0]["label"]
        == "Read and sign"
    )


def test_a_supervisor_of_a_party_signs_and_does_nothing_else(borough, lou, sue, as_user):
    agreement, client = a_draft(borough, lou), as_user(sue)
    page = client.get(address("agreement", agreement))
    assert [action["label"] for action in page.context["actions"]] == ["Read and sign"]
    assert client.get(address("activate-agreement", agreement)).status_code == 403


def test_a_lead_of_no_party_reads_and_does_nothing(borough, lou, sue, as_user):
    agreement = a_draft(borough, lou)
    pip = make_user("Pip", borough.police, "sharing_lead")
    page = as_user(pip).get(address("agreement", agreement))
    assert page.context["actions"] == []
    assert "Add a line" not in page.content.decode()


def attach(client, agreement, content=PDF, title="Impact assessment, June"):
    file = SimpleUploadedFile("secret name of a family.exe", content)
    return client.post(address("attach-document", agreement), {"title": title, "file": file})


def test_a_document_is_kept_by_a_name_of_chance_and_handed_out_as_a_file(
    borough, lou, sue, eve, pat, as_user
):
    agreement, client = a_draft(borough, lou), as_user(lou)
    attach(client, agreement)
    document = Document.objects.get()
    assert re.fullmatch(r"agreements/[0-9a-f]{32}", document.file.name)
    for who in (lou, sue, eve):
        answer = as_user(who).get(document.get_absolute_url())
        assert b"".join(answer.streaming_content) == PDF
        assert answer["Content-Disposition"] == 'attachment; filename="impact-assessment-june.pdf"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Type"] == "application/pdf"
    assert as_user(pat).get(document.get_absolute_url()).status_code == 404
    assert JournalEntry.objects.filter(kind="saw", verb="document.see").count() == 3


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"<html><script>", "It must be a PDF"), (b"%PDF-" + b"x" * 200, "larger than 100 bytes")],
)
def test_a_wrong_file_is_refused_at_its_field(content, reason, borough, lou, as_user, settings):
    settings.DOCUMENT_LIMIT = 100
    agreement = a_draft(borough, lou)
    page = attach(as_user(lou), agreement, content)
    assert page.status_code == 422
    assert reason in page.context["form"].errors["file"][0]
    assert not Document.objects.exists()


def test_the_same_file_is_attached_once_and_removed_with_its_bytes(
    borough, lou, as_user, django_capture_on_commit_callbacks
):
    agreement, client = a_draft(borough, lou), as_user(lou)
    attach(client, agreement)
    assert attach(client, agreement).status_code == 422
    document = Document.objects.get()
    storage, name = document.file.storage, document.file.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        press(client, "remove-document", document)
    assert not Document.objects.exists()
    assert not storage.exists(name)


def test_the_api_does_the_same(borough, lou, sue, api_as):
    lead, other = api_as(lou), api_as(sue)
    given = {
        "title": "By the API", "parties": [str(borough.early_help.key), str(borough.charity.key)],
        "starts_on": str(timezone.localdate()),
    }  # fmt: skip
    made = lead.post("/api/agreements/", given, format="json")
    url = f"/api/agreements/{made.data['key']}/"
    line = {
        "from_agency": str(borough.early_help.key), "to_agency": str(borough.charity.key),
        "category": "plan", "gateway": CO_OPERATION,
    }  # fmt: skip
    assert lead.post(f"{url}add-line/", line, format="json").status_code == 200
    again_ = lead.post(f"{url}add-line/", line, format="json")
    assert (again_.status_code, again_.data["field"]) == (409, "category")
    fingerprint = lead.get(url).data["fingerprint"]
    for client in (lead, other):
        client.post(f"{url}sign/", {"fingerprint": fingerprint}, format="json")
    assert lead.post(f"{url}activate/").data["standing"] == "active"
    assert other.post(f"{url}suspend/", {"reason": "Because of it"}).status_code == 403
    stopped = lead.post(f"{url}suspend/", {"reason": "A letter went astray"}, format="json")
    assert stopped.data["standing"] == "suspended"
    assert lead.post(f"{url}resume/").data["standing"] == "active"
    assert lead.post(f"{url}revise/").data["version"] == 2
    assert lead.post(f"{url}end/", {"reason": "It is over"}).data["standing"] == "ended"


def test_the_api_changes_and_removes_lines_and_documents(borough, lou, api_as):
    agreement, lead = a_draft(borough, lou), api_as(lou)
    acts.attach_document(agreement=agreement, title="Plan", content=PDF, by=lou)
    line, document = agreement.lines.get(), agreement.documents.get()
    to = {
        "from_agency": str(borough.charity.key), "to_agency": str(borough.early_help.key),
        "category": Category.SERVICES, "gateway": CO_OPERATION, "consent_needed": False,
    }  # fmt: skip
    changed = lead.post(f"/api/lines/{line.key}/change/", to, format="json")
    assert "no consent needed" in changed.data["words"]
    assert lead.post(f"/api/documents/{document.key}/remove/").data["documents"] == []
    assert lead.post(f"/api/lines/{line.key}/remove/").data["lines"] == []
    file = SimpleUploadedFile("a.pdf", PDF)
    taken = lead.post(f"/api/agreements/{agreement.key}/attach/", {"title": "Plan", "file": file})
    assert (taken.status_code, taken.data["ending"]) == (200, "pdf")
