"""A confidential address: kept back in one step, shown on demand, each look written down."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from families import acts
from families.forms.protection import BecauseForm, KeepBackForm, NameForAddressForm
from families.models.person import addresses_shown
from families.pages import FamilyAct, FamilyPage
from sharing.authority import may
from sharing.forms import ButtonForm
from sharing.views import or_404, viewer

ALWAYS_TOO = "The lead worker and those who work on this record always see it too."


class OfAddress:
    """The address that the page is about, and its family."""

    request: HttpRequest

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        rows = addresses_shown(viewer(request)).select_related("family")
        self.address = or_404(rows.filter(key=kwargs["key"]).first())
        reference = self.address.family.reference
        super().setup(request, *args, reference=reference, **kwargs)  # type: ignore[misc]


class AddressPage(OfAddress, FamilyPage):
    """Who may see it, and what keeping it back means. Never the address itself."""

    tab = "people"
    template_name = "families/address.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, of = self.user, self.address.owner_id
        keeps = self.keeping.decides(of=of)
        return super().get_context_data(**kwargs) | {
            "address": self.address,
            "named": self.address.named.order_by("full_name") if self.address.confidential else [],
            "may_keep": may(user, "address.keep_back") and self.keeping.decides(of=of, urgent=True),
            "may_name": may(user, "address.name") and keeps,
            "may_open": may(user, "address.open_up") and keeps,
            "may_look": may(user, "address.reveal"),
        }


class AddressAct(OfAddress, FamilyAct):
    """An act on the address that the page names."""

    tab = "people"
    back = "families:people"
    urgent = False

    def why_not(self) -> str:
        return self.keeping.why_not(of=self.address.owner_id, urgent=self.urgent)

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs = super().get_form_kwargs()
        if issubclass(self.get_form_class(), (KeepBackForm, NameForAddressForm)):
            kwargs |= {"identity": self.identity, "user": self.user}
        return kwargs


class KeepBack(AddressAct):
    verb = "address.keep_back"
    urgent = True
    form_class = KeepBackForm
    heading = "Keep this address back"
    intro = "It leaves every page, list, search and print at once. Only those you name see it."
    go = "Keep it back now"
    done = "Kept back. It works at once, everywhere."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"address": self.address}

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.tick_at_first(self.identity)
        if not self.keeping.decides(of=self.address.owner_id):  # only in an emergency, which passes
            form.fields["named"].help_text = ALWAYS_TOO
        return form

    def perform(self, form: Any) -> Any:
        given = form.cleaned_data
        return acts.keep_address_back(
            address=self.address,
            named=form.people(),
            unsafe=form.others.get(given.get("unsafe", "")) if given["is_risk"] else None,
            warning=given["warning"] if given["is_risk"] else "",
            phones=given["phones"],
            by=self.user,
        )


class NameForAddress(AddressAct):
    verb = "address.name"
    form_class = NameForAddressForm
    heading = "Who may see this address?"
    intro = "Whoever you leave out loses sight with their next click."
    done = "Changed. It works at once."

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.tick(set(self.address.named.values_list("pk", flat=True)))
        return form

    def perform(self, form: Any) -> Any:
        return acts.name_for_address(address=self.address, named=form.people(), by=self.user)


class OpenAddressUp(AddressAct):
    verb = "address.open_up"
    form_class = BecauseForm
    heading = "Need this address no longer be kept back?"
    intro = "All who work with the family see it again."
    go = "Show it again"
    done = "It is an address like any other again."

    def perform(self, form: Any) -> Any:
        because = form.cleaned_data["because"]
        return acts.open_address_up(address=self.address, because=because, by=self.user)


class RevealAddress(AddressAct):
    """The address itself, after a press; the next page hides it again."""

    verb = "address.reveal"
    form_class = ButtonForm
    template_name = "families/address_shown.html"
    http_method_names = ("post",)

    def why_not(self) -> str:
        return ""  # whoever is named

    def form_valid(self, form: Any) -> HttpResponse:
        address = acts.reveal_address(address=self.address, by=self.user)
        return self.render_to_response(self.get_context_data(form=form, address=address))
