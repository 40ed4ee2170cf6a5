"""The grid of services on a family's page: each person by each kind. Some twenty cells of a few
words each, so it is drawn here and not by a template; all words are escaped."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from coordination.family_page.involved import Cell, Column, Grid, GridHome, GridRow
from coordination.templatetags.whole_family import day_short, escaped, icon_of, shape

register = template.Library()

NOTHING = (
    '<span aria-hidden="true">–</span><span class="govuk-visually-hidden">Does not apply</span>'
)
#: What a cell says by its state: icon, words, whether a line follows.
CELLS: dict[str, tuple[str, str, bool]] = {
    "now": ("dot", "<b>Now</b>", True),
    "past": ("dot", "Past", True),
    "none": ("none", "None found", False),
    "not_checked": ("unknown", "Not checked", True),
    "na": ("", NOTHING, False),
}


@register.simple_tag
def services_grid(grid: Grid) -> SafeString:
    """The table: a column for each kind of service, a row for each person, by home."""
    head = '<th scope="col" role="columnheader">Person</th>' + "".join(map(_head, grid.columns))
    homes = "".join(_home(home, grid.width) for home in grid.homes)
    return mark_safe(  # noqa: S308 words escaped
        f"""<table class="wf-grid" role="table">
  <thead role="rowgroup"><tr role="row">{head}</tr></thead>
  <tbody role="rowgroup">{homes}</tbody>
</table>"""
    )


def _head(column: Column) -> str:
    known = f"As of {day_short(column.as_of)}" if column.as_of else "Not checked yet"
    said = f"{escaped(column.label)}<small>{known}</small>"
    return f'<th scope="col" role="columnheader">{said}</th>'


def _home(home: GridHome, width: int) -> str:
    title = f'<th colspan="{width}" scope="rowgroup" role="rowheader">{escaped(home.title)}</th>'
    rows = "".join(map(_row, home.rows))
    return f'<tr class="house" role="row">{title}</tr>{rows}'


def _row(row: GridRow) -> str:
    who = row.member
    drawn = shape(who.sex, who.age, index=who.focus, size="s")
    small = f"{escaped(who.small)}{', main focus' if who.focus else ''}"
    name = f"<span><b>{escaped(who.full_name)}</b><small>{small}</small></span>"
    head = f'<th scope="row" role="rowheader"><span class="wf-who">{drawn}{name}</span></th>'
    return f'<tr role="row">{head}{"".join(map(_cell, row.cells))}</tr>'


def _cell(cell: Cell) -> str:
    """`name`: what a phone shows in place of the column's head."""
    name = f'<span class="name" aria-hidden="true">{escaped(cell.label)}</span>'
    return f'<td role="cell" class="{cell.css}">{name}{_said(cell)}</td>'


def _said(cell: Cell) -> str:
    text: str = escaped(cell.text)
    if cell.state == "now" and cell.url and text:
        link = "govuk-link govuk-link--no-visited-state"
        text = f'<a class="{link}" href="{escaped(cell.url)}">{text}</a>'
    drawn, words, takes = CELLS[cell.state]
    small = f"<small>{text}</small>" if text and takes else ""
    mark = icon_of(drawn) if drawn else ""
    now = " wf-cell--now" if cell.state == "now" else ""
    return f'<div class="wf-cell{now}">{mark}<span>{words}{small}</span></div>'
