"""Confidential addresses: kept back in one step, shown on demand, and to named people only."""

from __future__ import annotations

from collections.abc import Sequence

from families.acts.keeping import leads_of, left_with, must_keep
from families.acts.registering import note_warning
from families.models import Address, ContactPoint, Stay
from sharing.acting import act, locked, record
from sharing.models import User
from sharing.refusals import Refused


@act("address.keep_back", on="address")
def keep_address_back(
    *,
    address: Address,
    named: Sequence[User] = (),
    unsafe: Address | None = None,
    warning: str = "",
    phones: bool = False,
    by: User,
) -> Address:
    """Make an address confidential. The lead worker and whoever does it may see it, unless others
    are named. Who opened the record in an emergency always leaves it with those who work on it,
    since it stays when their four hours are over (docs/decisions/0061).

    `unsafe` is another address of the family where someone is a risk: nobody writes or goes there
    any more. With `phones`, the numbers of those who live here are kept back too.

    Raises Refused where it is kept back, or where `unsafe` is no other address of the family.
    """
    address = locked(address)
    must_keep(address.family, by, of=address.owner_id, urgent=True)
    if address.confidential:
        raise Refused("This address is kept back already")
    if unsafe is not None and (unsafe.family_id != address.family_id or unsafe.pk == address.pk):
        raise Refused("Choose another address of this family", field="unsafe")
    people = [*named] or [by, *leads_of(address.family)]
    people = list(dict.fromkeys([*people, *left_with(address.family, by)]))
    address.confidential = True
    address.save()
    address.named.set(people)
    if unsafe is not None:
        unsafe.not_safe = True
        unsafe.save()
    if warning.strip():
        note_warning(family=address.family, text=warning.strip(), by=by)
    kept = _keep_phones_back(address) if phones else 0
    record(address, named=[user.pk for user in people], phones=kept, unsafe=unsafe is not None)
    return address


@act("address.name", on="address")
def name_for_address(*, address: Address, named: Sequence[User], by: User) -> Address:
    """Change who may see a confidential address. Whoever is left out loses sight at once."""
    address = _confidential(address)
    must_keep(address.family, by, of=address.owner_id)
    people = list(dict.fromkeys(named))
    if not any(user.is_active for user in people):
        raise Refused("Name at least one person who may see it", field="named")
    before = sorted(address.named.values_list("pk", flat=True))
    address.named.set(people)
    record(address, named=[user.pk for user in people], before=before)
    return address


@act("address.reveal", on="address")
def reveal_address(*, address: Address, by: User) -> Address:
    """Look at a confidential address. Each look is written down."""
    record(address)
    return address


@act("address.open_up", on="address")
def open_address_up(*, address: Address, because: str, by: User) -> Address:
    """It is an address like any other again."""
    address = _confidential(address)
    must_keep(address.family, by, of=address.owner_id)
    if not because.strip():
        raise Refused("Say why it need not be kept back", field="because")
    address.confidential = False
    address.save()
    address.named.clear()
    record(address, why=because.strip())
    return address


def _confidential(address: Address) -> Address:
    address = locked(address)
    if not address.confidential:
        raise Refused("This address is not kept back")
    return address


def _keep_phones_back(address: Address) -> int:
    living = Stay.objects.current().filter(household__address=address).values("person")
    kept = 0
    for point in ContactPoint.objects.filter(person__in=living, confidential=False):
        point.confidential = True
        point.save()
        kept += 1
    return kept
