"""What went with one need being met, among an agency's families that have it: who helped them.

For the worker of such a family. It shows what went together and not what made it so, and no number
in it or beside the other tables gives away one to four families: every family is in one of six
groups, by the need (kept, not kept, not found) and by the helper (there, or not).
"""

from __future__ import annotations

from collections import Counter

from django.http import Http404

from families.identity import Identity, identify
from outcomes.explorer.counts import Counting
from outcomes.explorer.needs import KEPT, Needs
from outcomes.explorer.parted import Whole
from outcomes.explorer.shapes import HELD, Cell, Row, Table, counted, share, with_bars
from outcomes.explorer.support import NOT_A_CAUSE, PARTNERS_DATA
from outcomes.models import Need
from outcomes.rules.meanings import MET_AND_KEPT
from outcomes.rules.suppression import fits
from outcomes.telling.glance import may_read_results
from sharing.models import Agency, User

TOGETHER = (
    "These went together. That does not show that one made the other happen, nor what would help "
    "this family."
)
COLUMNS = ("with_need", KEPT, "share_kept")
EVERYONE = "Everyone with the need"
TOO_FEW = "Too few families have this need for anything to be said."


def alike_for(user: User, need: Need) -> tuple[Identity, Table]:
    """Whose need it is, and the table by the cases of the user's agency under its framework
    version. 404 for who may not read the family's results."""
    identity, agency = identify(user, pk=need.case.family_id), user.agency
    if identity is None or agency is None or not may_read_results(identity, user, need.case):
        raise Http404
    counting = Counting(agency, need.case.framework)
    return identity, went_with(Whole(counting), need.code)


def went_with(whole: Whole, code: str) -> Table:
    """A row for everyone with the need, and one for each kind of helper."""
    needs = Needs(whole) if whole.published else None
    rows = []
    if needs is not None and code in needs.codes:
        rows.append(Row("everyone", EVERYONE, _everyone(needs, code)))
        if needs.says_kept(code):
            rows += _helpers(whole, needs, code)
    return with_bars(
        Table(
            key="alike",
            title="Who was in the team around families with this need",
            of="Kind of agency",
            columns=COLUMNS,
            rows=tuple(rows),
            empty=TOO_FEW,
            whole="with_need",
            pieces=(KEPT,),
            rest="Not met and kept, or not known",
            warnings=(TOGETHER, MET_AND_KEPT, *(needs.warnings([code]) if needs else ())),
            notes=(PARTNERS_DATA, NOT_A_CAUSE, *(needs.notes([code]) if needs else ())),
        )
    )


def _everyone(needs: Needs, code: str) -> dict[str, Cell]:
    have, kept = counted(needs.having(code)), needs.standing(code)[KEPT]
    return {"with_need": have, KEPT: kept, "share_kept": share(kept, have)}


def _helpers(whole: Whole, needs: Needs, code: str) -> list[Row]:
    kept, having = needs.everyones(code)[KEPT], needs.having(code)
    around: Counter[str] = Counter()
    for _, kind, _, number in whole.counting.around():
        around[kind] += number
    helped: Counter[tuple[str, bool]] = Counter()
    for _, need, kind, standing, number in whole.counting.helped():
        if need == code:
            helped[kind, standing == KEPT] += number
    rows = []
    for kind in Agency.Kind:
        well, rest = helped[kind.value, True], helped[kind.value, False]
        without = around[kind.value] - well - rest
        groups = (
            well, rest, without, kept - well, having - kept - rest,
            whole.families - having - without,
        )  # fmt: skip
        if well + rest:
            told = fits(groups)
            cells = [counted(well + rest), counted(well)] if told else [HELD, HELD]
            found = dict(zip(COLUMNS, [*cells, share(cells[1], cells[0])], strict=True))
            rows.append(Row(kind.value, kind.label, found))
    return rows
