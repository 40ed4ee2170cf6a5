"""Agreements as their people left them: signed, with a document, and one that waits for Dawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from django.utils import timezone

from coordination.demo.cast import Cast
from sharing import acts
from sharing.models import Agreement, Category, Line, Post, Signature, User

SOCIAL_CARE, POLICE = "Children’s Social Care and Early Help", "Merrowby Police and Early Help"
ASSESSMENT = (
    "Data protection impact assessment",
    "Children's Social Care and Early Help, version 2",
    "Invented for the demo borough of Merrowby.",
)


def sign_agreements(cast: Cast) -> None:
    """Grace Lindqvist signs for Early Help; the other party's manager signs, or has yet to."""
    grace = cast.user("grace.lindqvist")
    signed = Agreement.objects.get(title=SOCIAL_CARE, version=2)
    for days_before, username in ((6, "grace.lindqvist"), (2, "martin.ellis")):
        _signed_then(signed, cast.post(username), days_before)
    acts.attach_document(
        agreement=signed, title="Impact assessment", content=one_page(ASSESSMENT), by=grace
    )
    _write_a_new_version(Agreement.objects.get(title=POLICE), grace)


def _signed_then(agreement: Agreement, post: Post, days_before: int) -> None:
    made = Signature.objects.create(
        agreement=agreement, agency=post.agency, by=post.user, fingerprint=agreement.fingerprint
    )
    day = agreement.starts_on - timedelta(days=days_before)
    at = timezone.make_aware(datetime.combine(day, time(10, 20)))
    Signature.objects.filter(pk=made.pk).update(at=at)


def _write_a_new_version(agreement: Agreement, grace: User) -> None:
    """The team, not only the manager, would learn that the police are involved."""
    new = acts.revise_agreement(agreement=agreement, by=grace)
    line = new.lines.select_related("from_agency", "to_agency").get(category=Category.SERVICES)
    same = {
        name: getattr(line, name)
        for name in ("from_agency", "to_agency", "category", "gateway", "consent_needed", "basis")
    }
    to = replace(acts.NewLine(**same), audience=Line.Audience.TEAM)
    acts.change_line(line=line, to=to, by=grace)
    new = Agreement.objects.get(pk=new.pk)
    acts.sign_agreement(agreement=new, fingerprint=new.fingerprint, by=grace)


def one_page(lines: tuple[str, ...]) -> bytes:
    """A PDF of one page with a few lines of plain letters."""
    shown = " ".join(f"({_escaped(line)}) ' " for line in lines)
    stream = f"BT /F1 16 Tf 24 TL 60 780 Td {shown}ET".encode("ascii")
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources %s >>"
        % b"<< /Font << /F1 5 0 R >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    made, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(parts) + 1
    made_at = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    made += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, made_at)
    return made


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
