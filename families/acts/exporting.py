"""Lists are taken out: asked for, prepared as the person who asked, collected by that person."""

from __future__ import annotations

import hashlib

from django.core.files.base import ContentFile
from django.utils import timezone

from families.leaving.exports import Table, kinds_for, table_for
from families.models import Export
from sharing.acting import act, record
from sharing.models import User
from sharing.refusals import Refused

AGAIN = "What you may see has changed since this was prepared. Ask again."


@act("export.ask")
def ask_export(*, kind: str, by: User) -> Export:
    """Ask for a list. It is prepared after the answer; one of a kind at a time."""
    if by.post is None or kind not in dict(kinds_for(by)):
        raise Refused("Your role does not take out this list.", field="kind")
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    waiting = Export.objects.filter(user=by, post=by.post, kind=kind, state=Export.State.ASKED)
    export = waiting.first() or Export.objects.create(user=by, post=by.post, kind=kind)
    record(export, kind=kind)
    return export


@act("export.prepare", on="export")
def prepare_export(*, export: Export, by: User) -> Export:
    """Write the file, with what the person who asked may see now."""
    table = _table(export, by)
    content = table.as_csv()
    export.file.save("any", ContentFile(content), save=False)
    export.sha256 = hashlib.sha256(content).hexdigest()
    export.rows, export.state = len(table.rows), Export.State.READY
    export.ready_at = timezone.now()
    export.save()
    record(export, rows=export.rows)
    return export


@act("export.refuse")
def refuse_export(*, export: Export, by: User) -> Export:
    """Whoever asked may not have it any more."""
    export.state = Export.State.REFUSED
    export.save(update_fields=["state"])
    record(export)
    return export


@act("export.collect", on="export")
def collect_export(*, export: Export, by: User) -> bytes:
    """Hand out the file to the person who asked, if each row of it is still theirs to see.

    Raises Refused where the file is gone, where they act in another role, and where it would be
    another file now.
    """
    if not export.is_ready:
        raise Refused("This file is no longer here. Ask again.")
    table = _table(export, by)
    content = table.as_csv()
    if hashlib.sha256(content).hexdigest() != export.sha256:
        raise Refused(AGAIN)
    export.collected_at = timezone.now()
    export.save(update_fields=["collected_at"])
    record(export, rows=len(table.rows), families=sorted(table.families))
    return content


@act("export.clear")
def clear_export(*, export: Export, by: User) -> Export:
    """Delete a file whose day is over."""
    export.file.delete(save=False)
    export.state = Export.State.GONE
    export.save(update_fields=["file", "state"])
    record(export)
    return export


def _table(export: Export, by: User) -> Table:
    """As the person and the post that asked, and as nobody else."""
    if by.post is None or (by.pk, by.post.pk) != (export.user_id, export.post_id):
        raise Refused("Act in the role in which you asked for it.")
    table = table_for(by, export.kind)
    if table is None:
        raise Refused(AGAIN)
    return table
