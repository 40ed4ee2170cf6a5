"""In every choice of someone who works here, no two read the same."""

from __future__ import annotations

from datetime import date

from django import forms
from django.urls import reverse

from families import acts
from sharing.forms.posts import PostField, PostsField, told_apart
from sharing.models import Post, Role, User
from tests.cast import let_help, make_user


def named_alike(borough):
    """One person in two posts, and another of the same name elsewhere."""
    bex = make_user("Bex", borough.school, Role.KEY_WORKER, title="Pastoral lead")
    second = Post.objects.create(
        user=bex, agency=borough.school, role=Role.PRACTITIONER, title="Pastoral lead"
    )
    other = make_user("Rebecca", borough.charity, Role.KEY_WORKER, title="Pastoral lead")
    User.objects.filter(pk=other.pk).update(full_name=bex.full_name)
    return Post.objects.filter(pk__in=[bex.post.pk, second.pk, other.post.pk]).order_by("pk")


def test_posts_that_would_read_the_same_are_told_apart(borough):
    first, second, other = named_alike(borough)
    assert told_apart([first, second, other]) == {
        first.pk: "Bex Example, Pastoral lead, Key worker, Larkmoor Academy",
        second.pk: "Bex Example, Pastoral lead, Practitioner",
        other.pk: "Bex Example, Pastoral lead, Key worker, Lantern Trust",
    }
    assert told_apart([first]) == {first.pk: "Bex Example, Pastoral lead"}


def test_fields_of_posts_tell_them_apart(borough):
    class Choose(forms.Form):
        one = PostField(Post.objects.none(), empty_label="Choose")
        several = PostsField(Post.objects.none())

    form = Choose()
    for name in ("one", "several"):
        form.fields[name].queryset = named_alike(borough) if name == "one" else Post.objects.all()
        labels = [label for _, label in form.fields[name].choices]
        assert len(labels) == len(set(labels))
    assert next(iter(form.fields["one"].choices)) == ("", "Choose")


def test_pages_that_ask_for_someone_tell_them_apart(borough, family, ada, dot, as_user):
    posts = named_alike(borough)
    keys = [str(post.key) for post in posts]
    helper = as_user(ada).get(reverse("families:add-helper", args=[family.reference]))
    groups = dict(helper.context["form"].fields["post"].choices)
    offered = {
        key: label for group in groups.values() if isinstance(group, list) for key, label in group
    }
    assert len({offered[key] for key in keys[:2]}) == 2
    meeting = as_user(dot).get(reverse("referrals:arrange")).context["form"]
    said = [str(label) for _, label in meeting.fields["attendees"].choices]
    assert len([words for words in said if words.startswith("Bex")]) == 3
    assert len(said) == len(set(said))


def test_people_of_one_name_are_told_apart_in_choices(family, borough, ada, as_user):
    for relation, born in (("grandparent", date(1961, 5, 1)), ("child", date(2015, 5, 1))):
        someone = acts.NewPerson(relation, "Mo", "Osei", born=born)
        acts.add_person(family=family, person=someone, by=ada)
    bex = make_user("Bex", borough.school, "key_worker", title="Pastoral lead")
    other = make_user("Rebecca", borough.police, "practitioner", title="Pastoral lead")
    User.objects.filter(pk=other.pk).update(full_name=bex.full_name)
    for helper in (bex, other):
        let_help(family, helper, ada)
    for page, field in (("add-stay", "person"), ("add-action", "doer")):
        form = (
            as_user(ada).get(reverse(f"families:{page}", args=[family.reference])).context["form"]
        )
        said = [str(words) for _, words in form.fields[field].choices]
        assert len(said) == len(set(said)), said
        assert any(words.startswith("Mo, 6") for words in said)
