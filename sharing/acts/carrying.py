"""Documents that a new version of an agreement takes over from the one before."""

from __future__ import annotations

from contextlib import suppress

from django.core.files.base import ContentFile
from django.db import transaction

from sharing.models import Agreement, Document
from sharing.refusals import Refused

KEPT = ("title", "ending", "size", "sha256", "attached_by")


def carry_documents(old: Agreement, new: Agreement) -> int:
    """Copy each with a file of its own: removing one from the draft leaves the other whole.

    Refused where a file can't be read: a version that silently lacks one would be signed.
    """
    documents = old.documents.order_by("attached_at", "pk")
    for document in documents:
        copy = Document(agreement=new, **{name: getattr(document, name) for name in KEPT})
        try:
            with document.file.open("rb") as file:
                content = file.read()
        except OSError as no:
            said = f"“{document.title}” can’t be read, so it can’t go with a new version."
            raise Refused(f"{said} Ring the help desk") from no
        copy.file.save("", ContentFile(content), save=False)
        try:
            with transaction.atomic():
                copy.save()
        except BaseException:  # no file without its row
            with suppress(OSError):
                copy.file.storage.delete(str(copy.file.name))
            raise
    return len(documents)
