"""When the cache or the broker is away, people are told in words and nothing hangs."""

import pytest
from django.test import Client
from django.urls import reverse

NOWHERE = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "unix:///nowhere/at/all.sock",
    }
}


@pytest.mark.django_db
def test_nobody_gets_in_uncounted_while_the_cache_is_away(settings, client: Client):
    settings.CACHES = NOWHERE
    answer = client.post(reverse("account_login"), {"login": "ada", "password": "wrong"})
    assert answer.status_code == 503
    assert "Nothing you saved is lost" in answer.content.decode()
    assert answer.headers["Retry-After"] == "60"


@pytest.mark.django_db
def test_pages_that_need_no_cache_stay(settings, client: Client):
    settings.CACHES = NOWHERE
    assert client.get(reverse("account_login")).status_code == 200
    assert client.get(reverse("healthz")).status_code == 200


def test_every_answer_refuses_devices_and_other_sites(client: Client):
    headers = client.get(reverse("healthz")).headers
    assert "camera=()" in headers["Permissions-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
