"""Find takes a name as somebody else would type it."""

from __future__ import annotations

from django.urls import reverse

from coordination.search import find
from families import acts
from families.matching.spelling import Folded, folded
from sharing.models import Agency
from tests.cast import make_family
from tests.copies import copied

NAMES = (
    ("Siân", "D'Arcy"),
    ("Caoimhe", "O’Neill"),
    ("Zoë", "Łukasz"),
    ("Anne-Marie", "van der Berg"),
    ("Ægir", "Großmann"),
    ("مَريم", "الحسن"),
    ("ЖАННА", "Йовчева"),
)


@copied
def listed(dot):
    people = [acts.NewPerson("parent", given, last, sex="f") for given, last in NAMES]
    return make_family(dot, name="The Żak/Núñez family", people=people)


def test_a_name_is_found_however_it_is_typed(dot, listed):
    found = (
        "O'Neill|O’Neill|o‘neill|oneill|Siân D’Arcy|sian darcy|Zoe|zoë|ZOE|Lukasz|łukasz|Łuk|"
        "anne-marie|Anne Marie|marie|Berg|van der Berg|aegir|AEGIR|grossmann|Großmann|مريم|الحسن|"
        "жанна|Йовчева|Zak|nunez|Núñez"
    )
    missed = [w for w in found.split("|") if listed.pk not in {r.pk for r in find(dot, w).rows}]
    assert not missed


def test_other_words_find_nobody(dot, listed):
    others = "O’Nobody|Neill|oe|rie|zoe grossmen|--|’’|%%|__|z%"
    wrong = [w for w in others.split("|") if find(dot, w).rows]
    assert not wrong


def test_the_page_lists_whom_it_found(dot, listed, as_user):
    answer = as_user(dot).post(reverse("search"), {"words": "Zoe Lukasz"})
    assert listed.reference in answer.content.decode()


def test_the_database_folds_a_name_as_python_does(dot, listed):
    kept = Agency.objects.filter(pk=dot.agency.pk)
    names = [*(part for name in NAMES for part in name), "İpek ı ẞ Þór Ðóra ŒUVRE ΣΟΦΊΑΣ", "ﬁ ½ Å"]
    for name in names:
        kept.update(name=name)
        assert kept.values_list(Folded("name"), flat=True).get() == folded(name), name
