"""Documents kept with an agreement: told by their bytes, stored by a name of chance."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.template.defaultfilters import filesizeformat

from sharing.acting import act, record
from sharing.acts.drafting import clear_signatures, draft_of, locked
from sharing.models import Agreement, Document, User
from sharing.refusals import Refused
from sharing.rules.documents import kind_of


@act("document.attach", on="agreement")
def attach_document(*, agreement: Agreement, title: str, content: bytes, by: User) -> Document:
    """Keep a document with an agreement. In a draft it is part of what is signed."""
    agreement = locked(agreement, by)
    if agreement.state == Agreement.State.ENDED:
        raise Refused("It has ended, so nothing is added to it")
    document = _read(agreement, title, content, by)
    unsigned = 0
    if agreement.state == Agreement.State.DRAFT:
        unsigned = clear_signatures(agreement)
    document.file.save("", ContentFile(content), save=False)
    try:
        document.save()
        record(document, agreement=agreement.pk, sha256=document.sha256, unsigned=unsigned)
    except BaseException:  # no file without its row
        document.file.storage.delete(str(document.file.name))
        raise
    return document


@act("document.remove", on="document")
def remove_document(*, document: Document, by: User) -> Agreement:
    """Take a document out of a draft again. Its file goes with it."""
    agreement = draft_of(document.agreement, by)
    removed = agreement.documents.filter(pk=document.pk).first()
    if removed is None:
        raise Refused("This document has been removed already")
    record(removed, agreement=agreement.pk, unsigned=clear_signatures(agreement))
    storage, name = removed.file.storage, str(removed.file.name)
    removed.delete()
    transaction.on_commit(lambda: storage.delete(name))
    return agreement


def _read(agreement: Agreement, title: str, content: bytes, by: User) -> Document:
    if len(content) > settings.DOCUMENT_LIMIT:
        most = filesizeformat(settings.DOCUMENT_LIMIT).replace("\xa0", " ")
        raise Refused(f"The file is larger than {most}", field="file")
    kind = kind_of(content)
    if kind is None:
        said = "It must be a PDF, a Word document without macros, or an OpenDocument text"
        raise Refused(said, field="file")
    sha256 = hashlib.sha256(content).hexdigest()
    if agreement.documents.filter(sha256=sha256).exists():
        raise Refused("This file is attached already", field="file")
    document = Document(
        agreement=agreement, title=title.strip(), ending=kind.ending, size=len(content)
    )
    document.sha256, document.attached_by = sha256, by
    document.full_clean(exclude=("file",))
    return document
