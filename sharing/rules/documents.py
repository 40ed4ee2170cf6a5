"""What kind of document some bytes are, told by the bytes and never by the name."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

ODT = "application/vnd.oasis.opendocument.text"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document that is taken."""

    ending: str
    media_type: str


PDF_KIND = DocumentKind("pdf", "application/pdf")
WORD_KIND = DocumentKind("docx", DOCX)
OPEN_KIND = DocumentKind("odt", ODT)
KINDS = {kind.ending: kind for kind in (PDF_KIND, WORD_KIND, OPEN_KIND)}


def kind_of(content: bytes) -> DocumentKind | None:
    """PDF, Word without macros or OpenDocument text; None for anything else."""
    if content[:5] == b"%PDF-":
        return PDF_KIND
    if content[:4] == b"PK\x03\x04":
        return _in_a_zip(content)
    return None


def _in_a_zip(content: bytes) -> DocumentKind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = set(parts.namelist())
            if any("vbaproject" in name.lower() or name.startswith("Basic/") for name in names):
                return None
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                return WORD_KIND
            if "mimetype" not in names:
                return None
            with parts.open("mimetype") as said:
                return OPEN_KIND if said.read(len(ODT) + 2).strip() == ODT.encode() else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return None
