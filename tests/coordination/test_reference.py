"""The API's schema and its page: for people who sign in, complete, and without warnings."""

import json

from django.urls import reverse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from tests.house.routes import routes


def test_the_page_names_every_act_of_the_api(ada, as_user):
    page = as_user(ada).get(reverse("api-reference")).content.decode()
    assert "/api/referrals/{key}/decide/" in page
    assert page.count("<h3") >= len([r for r in routes() if r.is_api and r.method == "post"])


def test_the_schema_is_valid(db):
    validate_schema(SchemaGenerator().get_schema(request=None, public=True))


def test_everyone_gets_the_schema_that_was_made_once(ada, ivy, as_user):
    fresh = SchemaGenerator().get_schema(request=None, public=True)
    for user in (ada, ivy):
        answer = as_user(user).get(reverse("api-schema"), headers={"Accept": "application/json"})
        assert answer.json() == json.loads(json.dumps(fresh))


def test_strangers_are_sent_to_sign_in(client, db):
    assert client.get(reverse("api-reference")).status_code == 302
    assert client.get(reverse("api-schema")).status_code == 403
