"""What is taken away here is gone with the next request in another process, however warm it is.

access.md, P6: withdrawal, expiry, suspension, deactivation, an agency leaving, a tie declared; in
pages, by token, in queued jobs and in files that wait to be collected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from families import acts
from families.models import Consent, Export, Family, Involvement
from sharing import acts as sharing
from sharing.models import Agreement, ApiToken, Category, Post, Role, User
from tests import cast
from tests.elsewhere import Answer, Elsewhere, Person, running_elsewhere
from tests.tasks.news import all_read
from tests.workers import running_worker

pytestmark = [
    pytest.mark.matrix,
    pytest.mark.broker,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(scope="module")
def elsewhere(django_db_setup, tmp_path_factory) -> Iterator[Elsewhere]:
    """One server for all: what it kept for one test must do no harm in the next."""
    with running_elsewhere(tmp_path_factory.mktemp("elsewhere")) as server:
        yield server


@dataclass
class Scene:
    """Cas of the school helps a family and may know Kelly, who said yes; at the other server she
    has a page open, and a program with her token."""

    family: Family
    users: dict[str, User]
    agreement: Agreement
    cas: Person
    token: ApiToken
    server: Elsewhere

    @property
    def paths(self) -> tuple[str, ...]:
        reference = self.family.reference
        names = ("families:family", "families:story", "families:people", "families:plan")
        pages = [reverse(name, args=[reference]) for name in names]
        return (*pages, reverse("families:list"), reverse("home"))

    @property
    def endpoints(self) -> tuple[str, ...]:
        return ("/api/families/", f"/api/families/{self.family.reference}/", "/api/people/")

    def told(self) -> set[str]:
        """Where the family is found, as a person or as a program."""
        found = {path for path in self.paths if self._tells(self.cas.get(path))}
        return found | {path for path in self.endpoints if self._tells(self.by_token(path))}

    def by_token(self, path: str) -> Answer:
        return self.server.ask("GET", path, Authorization=f"Bearer {self.token.secret}")

    def _tells(self, answer: Answer) -> bool:
        assert answer.status < 500
        return any(answer.tells(word) for word in (self.family.reference, "Kelly", "Doyle"))


@pytest.fixture
def scene(elsewhere, family, with_cas, borough, request, as_user) -> Scene:
    users = {name: request.getfixturevalue(name) for name in ("ada", "dot", "hal", "cas", "lou")}
    yes = [acts.Decision(borough.school, c, "given") for c in (Category.IDENTITY, Category.PLAN)]
    acts.record_consents(person=cast.member(family, "Kelly"), decisions=yes, by=users["ada"])
    token = sharing.make_token(name="Register", days=30, by=users["cas"])
    cas = elsewhere.signed_in(as_user(users["cas"]))
    return Scene(family, users, borough.agreement, cas, token, elsewhere)


def withdrawn(scene: Scene) -> None:
    for consent in Consent.objects.standing().filter(state="given"):
        acts.withdraw_consent(consent=consent, by=scene.users["ada"])


def refused_instead(scene: Scene) -> None:
    kelly = cast.member(scene.family, "Kelly")
    no = [acts.Decision(scene.users["cas"].agency, Category.IDENTITY, "refused")]
    acts.record_consents(person=kelly, decisions=no, by=scene.users["ada"])


def suspended(scene: Scene) -> None:
    sharing.suspend_agreement(
        agreement=scene.agreement, reason="Under review", by=scene.users["lou"]
    )


def ended(scene: Scene) -> None:
    sharing.end_agreement(agreement=scene.agreement, reason="No longer", by=scene.users["lou"])


def party_left(scene: Scene) -> None:
    sharing.leave_agreement(
        agreement=scene.agreement,
        party=scene.users["cas"].agency,
        reason="It leaves",
        by=scene.users["lou"],
    )


def helper_left(scene: Scene) -> None:
    link = Involvement.objects.live().get(post=scene.users["cas"].post)
    acts.end_involvement(involvement=link, by=scene.users["ada"])


def tied(scene: Scene) -> None:
    acts.declare_conflict(family=scene.family, tie="My cousin", by=scene.users["cas"])


def restricted(scene: Scene) -> None:
    acts.place_restriction(
        family=scene.family, reason="Someone looks for them", named=[scene.users["hal"]],
        by=scene.users["hal"],
    )  # fmt: skip


def account_closed(scene: Scene) -> None:
    head = cast.make_user("Mo", scene.users["cas"].agency, Role.ADMINISTRATOR)
    sharing.close_account(post=scene.users["cas"].post, by=head)


def deactivated(scene: Scene) -> None:
    User.objects.filter(pk=scene.users["cas"].pk).update(is_active=False)


def post_ended(scene: Scene) -> None:
    Post.objects.filter(user=scene.users["cas"]).update(
        ends_on=timezone.localdate() - timedelta(days=1)
    )


def agency_closed(scene: Scene) -> None:
    agency = scene.users["cas"].agency
    type(agency).objects.filter(pk=agency.pk).update(is_active=False)


CHANGES = (
    withdrawn, refused_instead, suspended, ended, party_left, helper_left, tied, restricted,
    account_closed, deactivated, post_ended, agency_closed,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_the_next_request_in_another_process_obeys(change: Callable[[Scene], None], scene: Scene):
    for _ in range(2):  # drawn, and then asked again as it was kept
        assert scene.told() == {*scene.paths, *scene.endpoints}
    change(scene)
    assert scene.told() == set()


def test_what_is_given_back_is_there_with_the_next_request_too(scene: Scene):
    """No answer is kept, not even a no."""
    suspended(scene)
    assert scene.told() == set()
    Agreement.objects.update(state=Agreement.State.ACTIVE)
    assert scene.told() == {*scene.paths, *scene.endpoints}


def second_family_closed_to(ada: User, dot: User) -> Family:
    other = cast.make_family(dot, name="Second")
    cast.let_lead(other, ada, dot)
    return other


def test_a_queued_job_obeys_what_changed_while_it_waited(family, ada, dot, tmp_path):
    """Asked for with nobody at work; when the worker comes, one family is closed to her."""
    other = second_family_closed_to(ada, dot)
    with running_worker(tmp_path, start=False) as worker:
        export = acts.ask_export(kind="families", by=ada)
        acts.declare_conflict(family=other, tie="My cousin", by=ada)
        worker.start()
        with worker.heard() as wait_until:
            wait_until(all_read)
    export.refresh_from_db()
    assert (export.state, export.rows) == (Export.State.READY, 1)


def test_a_queued_job_of_someone_who_left_makes_nothing(family, ada, tmp_path):
    with running_worker(tmp_path, start=False) as worker:
        export = acts.ask_export(kind="families", by=ada)
        User.objects.filter(pk=ada.pk).update(is_active=False)
        worker.start()
        with worker.heard() as wait_until:
            wait_until(all_read)
    export.refresh_from_db()
    assert (export.state, bool(export.file)) == (Export.State.REFUSED, False)


def test_a_file_that_waits_is_not_handed_out_in_another_process(
    elsewhere, family, ada, dot, as_user, worker
):
    other = second_family_closed_to(ada, dot)
    export = acts.ask_export(kind="families", by=ada)
    with worker.heard() as wait_until:
        wait_until(all_read)
    export.refresh_from_db()
    assert (export.state, export.rows) == (Export.State.READY, 2)
    browser, link = elsewhere.signed_in(as_user(ada)), export.get_absolute_url()
    assert browser.get(link).status == 200
    acts.declare_conflict(family=other, tie="My cousin", by=ada)
    answer = browser.press(link)
    assert answer.status == 422
    assert answer.tells("Ask again")
    assert not answer.tells("Second")
    User.objects.filter(pk=ada.pk).update(is_active=False)
    assert browser.get(link).status in (302, 404)
