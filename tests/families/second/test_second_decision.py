"""What the house shows, compared with what access.md says, decided a second time."""

from __future__ import annotations

import os
from collections import Counter, defaultdict

import pytest

from sharing.journal import _performing
from sharing.models import User
from sharing.questions.answering import answering
from tests.families.second.agencies import make_agencies
from tests.families.second.families import make_families
from tests.families.second.oracle import may_be_told
from tests.families.second.rows import make_rows

SEED = int(os.environ.get("SEED", "1"))
FAMILIES = int(os.environ.get("FAMILIES", "12"))


@pytest.fixture
def made(db):
    made = make_agencies(SEED)
    with _performing(User.objects.system(), "records.hand_over"):  # and all that is done is a step
        make_families(made, FAMILIES)
        make_rows(made)
    return made


def test_the_house_says_what_access_md_says(made):
    import time
    t = time.time()
    nouns = defaultdict(dict)
    for row, fact in made.rows:
        nouns[type(row)][row.pk] = fact
    apart, agree = defaultdict(list), Counter()
    for name, viewer in made.words.viewers.items():
        user = made.viewer(name)
        with answering():
            for model, facts in nouns.items():
                shown = set(model.objects.visible_to(user).values_list("pk", flat=True))
                for pk, fact in facts.items():
                    said = may_be_told(made.words, viewer, fact)
                    agree[model.__name__, said] += said == (pk in shown)
                    if said != (pk in shown):
                        apart[model.__name__, said].append((name, pk, fact))
    print(time.time() - t, sum(agree.values()))
    for noun in sorted({n for n, _ in agree}):
        print(noun, agree[noun, True], agree[noun, False], len(apart[noun, True]), len(apart[noun, False]))
    for (noun, said), found in apart.items():
        for name, pk, fact in found[:1]:
            print("LEAK" if not said else "HIDDEN", noun, name, made.words.viewers[name].agency, pk, fact)
            family = made.words.families[fact.family]
            print("     ", family.owner, family.closed, family.brought_back_until, "restricted", family.named, family.tied, family.merging, "links", [(l.kind, l.whom, str(l.since), str(l.until), l.ended) for l in family.links])
    assert not any(apart.values())
