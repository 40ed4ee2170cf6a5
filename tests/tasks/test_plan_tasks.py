"""A plan that is tried, and one that is published, in a real worker."""

from __future__ import annotations

import pytest

from outcomes import acts
from outcomes.models import CaseStatus, PlanTrial, TrialChange
from tests.outcomes.plans_made import drafted
from tests.outcomes.ready import make_ready
from tests.tasks.news import all_read

pytestmark = [pytest.mark.broker, pytest.mark.django_db(transaction=True)]


def counts() -> set[str]:
    """Whether families count, as they are judged now."""
    return set(CaseStatus.objects.current().values_list("eligible", flat=True))


def test_a_trial_runs_beside_the_news_and_publishing_judges_again(
    worker, borough, dot, ada, ivy, jim
):
    make_ready(borough, dot, ada)
    with worker.heard() as wait_until:
        wait_until(lambda: counts() == {"met"} and all_read())
        plan = drafted(ivy, min_headlines=5)
        trial = acts.try_plan(plan=plan, by=ivy)
        wait_until(lambda: PlanTrial.objects.get(pk=trial.pk).finished_at is not None)
        assert TrialChange.objects.filter(trial=trial, what="eligible", way="lose").count() == 1
        assert counts() == {"met"}
        acts.publish_plan(plan=plan, fingerprint=plan.fingerprint, by=jim)
        wait_until(lambda: counts() == {"not_met"} and all_read())
