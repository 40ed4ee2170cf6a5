"""Every act is in the role table, every verb in the table is an act, and acts are plain."""

import importlib
import inspect
import pkgutil

from sharing.acting import ACTS
from sharing.authority import MAY
from sharing.models import Role
from tests.together import of_each

for app in ("sharing", "families", "referrals", "outcomes"):
    acts = importlib.import_module(f"{app}.acts")
    for module in pkgutil.iter_modules(getattr(acts, "__path__", [])):
        importlib.import_module(f"{app}.acts.{module.name}")


def test_the_table_of_roles_and_the_acts_are_the_same_verbs():
    assert set(MAY) == set(ACTS)


@of_each(sorted(ACTS))
def test_an_act_takes_by_and_says_what_it_means(verb):
    function = inspect.unwrap(ACTS[verb])
    assert "by" in inspect.signature(function).parameters
    assert function.__doc__, f"{verb} has no docstring"


@of_each(sorted(MAY))
def test_every_role_in_the_table_is_a_role(verb):
    assert MAY[verb] <= {*Role.values, "system", "public"}
    assert MAY[verb], f"nobody may {verb}"


def test_an_administrator_may_do_nothing_to_a_family():
    theirs = {verb for verb, roles in MAY.items() if Role.ADMINISTRATOR in roles}
    assert theirs <= {
        "account.close", "session.end", "session.prove", "token.make", "token.revoke",
    }  # fmt: skip
