"""The second wall in SQL, drawn from what each model declares in its `class Sharing`.

A row passes where the viewer is *involved* with its family. Where the model declares it, it passes
instead where the viewer's agency is one of its `ends`, where the row that it `follows` passes or
its day is `over`, or where it is the viewer's `own`; besides involvement, where it names a post or
a team of theirs (`held`), where families are `offered` to those on hub duty, and where a steward is
told who was `matched`. Never consent and no agreement: that is the rule's work. Only an
involvement leads into the archive. What is shut stays shut, but for what somebody was asked
`further`. Versions and many-to-many tables pass with their row. Only an act writes, but for the
journal, to which a look and a refusal are added too.

Nothing is written by hand for a new model: `manage.py migrate` draws all of it anew each time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps

from sharing.checks import STOREYS
from sharing.models import OpenToAll
from sharing.wall import ACT, FEW, KNOWN, LAST_MINUTES, TELLS, WEB, WORKER

#: What was told with the request (sharing/wall.py). Nothing told is NULL, and lets nothing pass.
TOLD = "nullif(current_setting('whole_family.{}', true), ''){}"
PRINCIPALS, SHUT, HUB = (TOLD.format(n, "::bigint[]") for n in ("principals", "shut", "hub"))
STEWARD, DAY = TOLD.format("steward", "::bigint"), TOLD.format("day", "::date")
USER = TOLD.format("user", "::bigint")
OPEN, ASKED = TOLD.format("open", ""), TOLD.format("asked", "")
#: Read once for a statement and not for each row, where that takes less than planning it does. The
#: cast outside says that ANY is asked of one list, not of rows.
ONCE = "(SELECT {})"
AGENCY = ONCE.format(TOLD.format("agency", "::bigint"))
FAMILIES, CASES, EVER_SHUT = (
    f"{ONCE.format(TOLD.format(n, '::bigint[]'))}::bigint[]" for n in (*KNOWN, "shut")
)
NOT_SHUT = f"coalesce({{family}}, 0) <> ALL ({EVER_SHUT})"

# Who knows few families has their keys told with the request; a row is looked for among them. For
# others a policy asks a function of the owner's, past the policies of the tables between. Written
# into the query instead, the same conditions cost a family page three times its planning. PL/pgSQL
# keeps the function's own plan. The cost lies between what it takes, 500, and nothing, where keys
# were told; at 500 the planner looked up rows one by one that it could read through. Not in several
# processes, whose start takes longer than a page's rows.
FUNCTION = """CREATE FUNCTION {name}({takes}) RETURNS {gives} LANGUAGE plpgsql
 STABLE STRICT PARALLEL RESTRICTED COST 20 SECURITY DEFINER AS $$ BEGIN RETURN {what}; END $$"""
LIVE = f"""a.principal = ANY ({PRINCIPALS}) AND a.family_id <> ALL ({SHUT})
 AND a.since <= {DAY} AND (a.until IS NULL OR a.until >= {DAY})
 AND (a.expires_at IS NULL OR a.expires_at > now())"""
#: A record in the archive, which only an involvement opens (access.md, P10). In a function where
#: the table stands in many questions, as planning takes more than asking; else in the policy.
ARCHIVED = f"""EXISTS (SELECT FROM families_lastday d
 WHERE d.family_id = {{family}} AND d.day < {ONCE.format(DAY)})"""
KNOWS = f"EXISTS (SELECT FROM families_familyaccess a WHERE a.family_id = $1 AND {LIVE})"
# Each key is told with the number that follows it, in order: a row's key is known where it has
# passed an odd count of them, which PostgreSQL finds by halves, and not by looking through all.
INVOLVED = "coalesce(width_bucket({near}, {steps}) % 2 = 1, {asked})"
STEPS = "ARRAY(SELECT key + n FROM {keys} AS known (key), generate_series(0, 1) n ORDER BY 1)::text"
# Who is let in for some hours is told of them as of others, but for the last minutes: then every
# row is asked about, to the second. Without a number it is called by servers of an earlier version,
# until they are started again.
TELL = f"""CREATE FUNCTION {TELLS}(most integer DEFAULT {FEW}) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE few bigint[];
BEGIN
 SELECT coalesce(array_agg(DISTINCT family_id), '{{}}') INTO few FROM (
  SELECT a.family_id, a.expires_at < now() + interval '{LAST_MINUTES} minutes' AS ending
  FROM families_familyaccess a WHERE {LIVE} LIMIT most + 1
 ) known HAVING count(*) <= most AND bool_or(ending) IS NOT TRUE;
 PERFORM set_config('whole_family.' || name, CASE WHEN few IS NULL THEN '' ELSE steps END, false)
 FROM (VALUES ('{KNOWN[0]}', {STEPS.format(keys="unnest(few)")}),
  ('{KNOWN[1]}', {STEPS.format(keys="(SELECT id FROM families_case WHERE family_id = ANY (few))")})
 ) told (name, steps);
END $$"""  # noqa: S608 (all of it is our own)
AT_THE_END = "(SELECT {what} FROM {tables} WHERE t0.id = $1)"
MATCHED = "EXISTS (SELECT FROM {tables} WHERE {this} = $1 AND {end} = $2 AND NOT {archived})"


@dataclass(frozen=True, slots=True)
class Walled:
    """A table behind the wall: the model that declares for it, and how it hangs on that."""

    table: str
    model: Any
    link: str = ""  # the column of a many-to-many table that leads to the model's row
    is_version: bool = False

    @property
    def sharing(self) -> Any:
        return self.model.Sharing


def tables() -> Iterator[Walled]:
    """Every table that holds something about a family, or rows between two agencies."""
    for storey in STOREYS:
        for model in apps.get_app_config(storey).get_models(include_auto_created=True):
            source: Any = model._meta.auto_created or getattr(model, "instance_type", model)
            if not behind(source):
                continue
            leads = [f.column or "" for f in model._meta.fields if f.related_model is source]
            link = leads[0] if model._meta.auto_created else ""
            yield Walled(model._meta.db_table, source, link, hasattr(model, "instance_type"))


def behind(model: Any) -> bool:
    """Whether a model's rows are hidden until something opens them."""
    ways = ("ends", "follows", "own", "held")
    return not issubclass(model.Sharing, OpenToAll) or any(hasattr(model.Sharing, w) for w in ways)


@dataclass
class Drawing:
    """Functions that policies call, by name, as they turn out to be needed."""

    functions: dict[str, str] = field(default_factory=dict)

    def condition(self, walled: Walled) -> str:
        """What lets a row of this table pass, besides an opening."""
        if walled.link:
            return passes(walled.model, f"{walled.table}.{walled.link}")
        if follows := getattr(walled.sharing, "follows", None):
            step = walled.model._meta.get_field(follows)
            with_it = passes(step.related_model, f"{walled.table}.{step.column}")
            over = getattr(walled.sharing, "over", None)
            return f"{walled.table}.{over} < {ONCE.format(DAY)} OR {with_it}" if over else with_it
        if own := getattr(walled.sharing, "own", None):
            return f"{self._value(walled, own)} = {USER}"
        if held := getattr(walled.sharing, "held", None):
            mine = f"{walled.table}.{held} = ANY ({ONCE.format(PRINCIPALS)}::bigint[])"
            return f"{mine} OR {self._involved(walled)}"
        return " OR ".join(f"({way})" for way in self._ways_in(walled))

    def _ways_in(self, walled: Walled) -> Iterator[str]:
        """Involvement first: it is found soonest, and opens most rows."""
        sharing = walled.sharing
        ends = [self._value(walled, end) for end in getattr(sharing, "ends", ())]
        besides = [self._at_an_end(walled, ends)] if ends else []
        if (here := getattr(sharing, "offered", None)) and not walled.is_version:
            besides.append(self._offered(walled, here))
        if (path := getattr(sharing, "matched", None)) and not walled.is_version:
            besides.append(self._matched(walled, path))
        if not ends:
            yield self._involved(walled)
        if besides:
            yield f"({' OR '.join(besides)}){self._and_not_shut(walled)}"
        if asked := getattr(sharing, "asked", None):
            words = ", ".join(f"{walled.table}.{name}::text" for name in asked)
            yield f"{ends[0]} IS NULL AND {ASKED} IN ({words})"

    def _involved(self, walled: Walled) -> str:
        path = walled.sharing.family
        near, steps = nearest(walled.model, path)
        asked = self._call("wall_knows", KNOWS, [self._value(walled, path)])
        return INVOLVED.format(asked=asked, near=self._value(walled, near), steps=steps)

    def _at_an_end(self, walled: Walled, ends: list[str]) -> str:
        at = f"{AGENCY} = ANY (ARRAY[{', '.join(ends)}])"
        path = getattr(walled.sharing, "family", None)
        if path is None:
            return at
        return f"{at} AND NOT {ARCHIVED.format(family=self._value(walled, path))}"

    def _offered(self, walled: Walled, path: str) -> str:
        family = self._value(walled, walled.sharing.family)
        archived = self._call("wall_archived", ARCHIVED.format(family="$1"), [family])
        return f"{self._value(walled, path)} = ANY ({HUB}) AND NOT {archived}"

    def _matched(self, walled: Walled, path: str) -> str:
        match: Any = apps.get_model("families", "Match")
        this, one = walk(match, path.split("__"))
        end, other = walk(match, match.Sharing.ends[0].split("__"), "u")
        family, third = walk(match, match.Sharing.family.split("__"), "v")
        joined = f"{one} JOIN ({other}) ON u0.id = t0.id JOIN ({third}) ON v0.id = t0.id"
        name = f"wall_matched_{walled.model._meta.db_table}"
        archived = ARCHIVED.format(family=family)
        what = MATCHED.format(tables=joined, this=this, end=end, archived=archived)
        return self._call(name, what, [f"{walled.table}.id", STEWARD])

    def _and_not_shut(self, walled: Walled) -> str:
        path = getattr(walled.sharing, "family", None)
        if path is None:
            return ""
        not_shut = NOT_SHUT.format(family=self._value(walled, path))
        further = getattr(walled.sharing, "further", None)
        if further is None or walled.is_version:
            return f" AND {not_shut}"
        return f" AND ({not_shut} OR {self._asked(walled, further)})"

    def _asked(self, walled: Walled, further: str) -> str:
        """Somebody was asked, as it is shut to everyone else; the rule knows whom."""
        through = walled.model._meta.get_field(further).remote_field.through
        column = through._meta.get_field(walled.model._meta.model_name).column
        what = f"EXISTS (SELECT FROM {through._meta.db_table} a WHERE a.{column} = $1)"
        return self._call(f"wall_asked_{walled.table}", what, [f"{walled.table}.id"])

    def _value(self, walled: Walled, path: str) -> str:
        """The key at the end of a path from the row."""
        name, column, start, rest = way(walled, path)
        if not rest:
            return column
        what, joined = walk(start, rest)
        return self._call(name, AT_THE_END.format(what=what, tables=joined), [column], "bigint")

    def _call(self, name: str, what: str, given: list[str], gives: str = "boolean") -> str:
        takes = ", ".join(["bigint"] * len(given))
        self.functions[name] = FUNCTION.format(name=name, takes=takes, gives=gives, what=what)
        return f"{name}({', '.join(given)})"


def nearest(model: Any, path: str) -> tuple[str, str]:
    """The first step towards the family that leads to a key of those told, and the told."""
    steps = path.split("__") if path else []
    for number, name in enumerate(steps, 1):
        model = model._meta.get_field(name).related_model
        if model._meta.db_table == "families_case":
            return "__".join(steps[:number]), CASES
    return path, FAMILIES


def passes(model: Any, column: str) -> str:
    """That the row with this key passes its own policy. OFFSET: looked up row by row, not as a list
    of all rows that pass, for which PostgreSQL would plan the same once more."""
    return f"EXISTS (SELECT FROM {model._meta.db_table} f WHERE f.id = {column} OFFSET 0)"


def way(walled: Walled, path: str) -> tuple[str, str, Any, list[str]]:
    """A name for the way, the row's own column on it, where that leads, and the steps beyond."""
    first, *rest = path.split("__") if path else ["pk"]
    step: Any = walled.model._meta.pk if first == "pk" else walled.model._meta.get_field(first)
    column = f"{walled.table}.{step.column}"
    table = step.related_model._meta.db_table if step.related_model else walled.table
    return f"wall_{table}__{'__'.join(rest)}", column, step.related_model, rest


def walk(model: Any, steps: Sequence[str], alias: str = "t") -> tuple[str, str]:
    """The column at the end of the steps, and the tables joined to reach it."""
    joined = f"{model._meta.db_table} {alias}0"
    *between, last = steps
    for number, name in enumerate(between):
        step = model._meta.get_field(name)
        model = step.related_model
        here, there = f"{alias}{number}", f"{alias}{number + 1}"
        joined += f" JOIN {model._meta.db_table} {there} ON {there}.id = {here}.{step.column}"
    return f"{alias}{len(between)}.{model._meta.get_field(last).column}", joined


def wall(owner: str) -> list[str]:
    """Every statement that builds it, in order. `owner` and the worker pass everywhere."""
    drawing, policies = Drawing(), []
    act = f"{OPEN} = '{ACT}'"
    for walled in tables():
        table = walled.table
        sees = f"{OPEN} IS NOT NULL OR {drawing.condition(walled)}"
        adds = "true" if getattr(walled.sharing, "added_by_all", False) else act
        policies += [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY web_sees ON {table} FOR SELECT TO {WEB} USING ({sees})",
            f"CREATE POLICY web_adds ON {table} FOR INSERT TO {WEB} WITH CHECK ({adds})",
            f"CREATE POLICY web_changes ON {table} FOR UPDATE TO {WEB} USING ({act})",
            f"CREATE POLICY web_removes ON {table} FOR DELETE TO {WEB} USING ({act})",
            f'CREATE POLICY system ON {table} TO "{owner}", {WORKER} USING (true)',
        ]
    return [TELL, *drawing.functions.values(), *policies]
