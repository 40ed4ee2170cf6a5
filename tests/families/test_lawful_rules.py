"""Sharing what is most private needs a second basis."""

import pytest

from families.rules.lawful import ARTICLE_6, ARTICLE_9, choices, lacks_article_9, named


@pytest.mark.parametrize(
    ("categories", "article_9", "lacks"),
    [
        (["identity", "education"], "", False),
        (["identity", "health"], "", True),
        (["health"], "9.2.g", False),
        (["offending"], "", True),
    ],
)
def test_special_kinds_of_fact_need_article_9(categories, article_9, lacks):
    assert lacks_article_9(categories, article_9) is lacks


def test_consent_is_no_basis_for_sharing_without_it():
    assert "6.1.a" not in dict(choices(ARTICLE_6))
    assert "9.2.a" not in dict(choices(ARTICLE_9))


def test_a_code_has_its_legal_name():
    assert named("6.1.d") == "Vital interests, Article 6(1)(d)"
    assert named("nonsense") == ""
