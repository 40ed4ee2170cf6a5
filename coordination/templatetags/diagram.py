"""The family diagram as SVG: coordinates are numbers of ours, words are escaped."""

from __future__ import annotations

from collections.abc import Iterator

from django import template
from django.template.defaultfilters import pluralize
from django.utils.safestring import SafeString, mark_safe

from coordination.templatetags.whole_family import escaped
from families.rules.drawing import Drawing, House, Symbol

register = template.Library()

FIGURE = """<figure>
  <div class="wf-scroll" role="region" aria-label="Family diagram" tabindex="0">
    <svg class="wf-geno" viewBox="0 0 {width} {height}" width="{width}" height="{height}" \
role="img" aria-labelledby="gt gd"><title id="gt">Family diagram</title><desc id="gd">{said} \
The same facts follow as a table.</desc>
      {parts}
    </svg>
  </div>
  <figcaption class="wf-xs wf-quiet">Square: male. Circle: female. Diamond: another way or not \
known. Triangle: not yet born. Double line: the main focus. Number: age.</figcaption>
</figure>
"""


@register.simple_tag
def genogram(drawing: Drawing) -> SafeString:
    """The figure with its caption."""
    people, homes, rows = len(drawing.symbols), len(drawing.houses), drawing.generations
    said = f"{people} people in {rows} generation{pluralize(rows)}"
    said = f"{said} and {homes} home{pluralize(homes)}."
    lines = (
        f'<path class="ln{" dash" if line.dashed else ""}" d="{line.d}"/>' for line in drawing.lines
    )
    labels = (_words("lab ts", one.x, one.y, one.text) for one in drawing.labels)
    parts = [
        "".join(map(_house, drawing.houses)),
        "".join(lines),
        "".join(labels),
        "".join("".join(_symbol(one)) for one in drawing.symbols),
    ]
    return mark_safe(  # noqa: S308 drawn here, words escaped
        FIGURE.format(
            width=drawing.width, height=drawing.height, said=said, parts="\n      ".join(parts)
        )
    )


def _words(css: str, x: float, y: float, words: str) -> str:
    return f'<text class="{css}" x="{x:g}" y="{y:g}">{escaped(words)}</text>'


def _house(house: House) -> str:
    css = "house house--b" if house.other else "house"
    place = f'x="{house.x:g}" y="{house.y:g}" width="{house.width:g}" height="{house.height:g}"'
    title = _words("hl", house.label_x, house.label_y, house.title)
    return f'<rect class="{css}" {place} rx="14"/>{title}'


def _symbol(s: Symbol) -> Iterator[str]:
    yield from _shape(s)
    if s.age:
        yield _words("age", s.x, s.age_y, s.age)
    beside = " ts" if s.beside else ""
    yield _words(f"nm{beside}", s.name_x, s.name_y, s.name)
    if s.note:
        yield _words(f"lab{beside}", s.name_x, s.note_y, s.note)


def _shape(s: Symbol) -> Iterator[str]:
    if s.form == "square":
        yield f'<rect class="shape" x="{s.left:g}" y="{s.top:g}" width="44" height="44"/>'
        if s.focus:
            inner = f'x="{s.inner_left:g}" y="{s.inner_top:g}"'
            yield f'<rect class="ln" {inner} width="34" height="34"/>'
    elif s.form == "circle":
        yield f'<circle class="shape" cx="{s.x:g}" cy="{s.y:g}" r="22"/>'
        if s.focus:
            yield f'<circle class="ln" cx="{s.x:g}" cy="{s.y:g}" r="17"/>'
    else:
        yield f'<path class="shape" d="{s.points}"/>'
