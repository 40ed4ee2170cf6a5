"""The words of a PDF as Chromium writes it: enough of the format to read what is on the paper."""

from __future__ import annotations

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
#: Compressed bytes may end with any byte, a line's end too: only the length says where they stop.
STREAM = re.compile(rb"/Length (\d+)\b[^>]*>>\s*stream\r?\n")
FONTS = re.compile(rb"/(F\d+) (\d+) 0 R")
#: Glyphs stand one by one, also the spaces; a line of text begins with Tm.
SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)> Tj|\bTm\b|\bBT\b")
ONE = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{4,8})>")
MANY = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{4})> <([0-9A-F]{4})>")


def words_of(pdf: bytes) -> str:
    """All of its pages, with one space between words."""
    objects = dict(OBJECT.findall(pdf))
    fonts: dict[bytes, dict[int, str]] = {}
    for body in objects.values():
        for name, key in FONTS.findall(body):
            if found := re.search(rb"/ToUnicode (\d+) 0 R", objects.get(key, b"")):
                fonts[name] = _letters(stream_of(objects[found[1]]))
    pages = [
        found[1] for body in objects.values() if (found := re.search(rb"/Contents (\d+)", body))
    ]
    text = " ".join(_shown(stream_of(objects[key]), fonts) for key in pages)
    return re.sub(r"\s+", " ", text)


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


def stream_of(body: bytes) -> bytes:
    found = STREAM.search(body)
    if found is None:
        return b""
    content = body[found.end() : found.end() + int(found[1])]
    return zlib.decompress(content) if b"FlateDecode" in body else content


def _letters(cmap: bytes) -> dict[int, str]:
    """What each glyph stands for."""
    letters = {}
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, letter in MANY.findall(part):
            for step in range(int(last, 16) - int(first, 16) + 1):
                letters[int(first, 16) + step] = chr(int(letter, 16) + step)
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for glyph, letter in ONE.findall(part):
            letters[int(glyph, 16)] = bytes.fromhex(letter.decode()).decode("utf-16-be")
    return letters


def _shown(content: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    """Every place where text begins anew may part two words; inside a word nothing does."""
    text, font = [], {}
    for found in SHOWN.finditer(content):
        if found[1]:
            font = fonts.get(found[1], {})
        elif found[2]:
            glyphs = [int(found[2][at : at + 4], 16) for at in range(0, len(found[2]), 4)]
            text.append("".join(font.get(glyph, "") for glyph in glyphs))
        else:
            text.append(" ")
    return "".join(text)
