"""What each role may do, as groups that the command makes and mends."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command

from events.models import Event, Remit
from events.roles import ROLES, events_for, is_limited
from tests.factories import make_event, make_involvement, make_organisation

pytestmark = pytest.mark.django_db

RIGHT = "The roles are as they should be.\n"
KINDS = (
    "citation", "event", "involvement", "languageoffer", "appearance", "othername", "resource", "session",
)  # fmt: skip
SHARED = (
    "events.source", "events.speaker", "events.topic",
    "organisations.office", "organisations.organisation", "organisations.project",
)  # fmt: skip
KEPT = ("events.calendarentry", "events.change", "events.linkcheck", "events.loadedrecord")


def make_roles() -> str:
    out = StringIO()
    call_command("make_roles", stdout=out)
    return out.getvalue()


def held(role: str) -> dict[str, str]:
    """By model, what may be done with its records, by first letters; else each permission of its own."""
    found: dict[str, str] = {}
    letters = {"view": "v", "add": "a", "change": "c", "delete": "d"}
    for one in Group.objects.get(name=role).permissions.select_related("content_type"):
        action, _sign, model = one.codename.partition("_")
        app = one.content_type.app_label
        if action in letters and model == one.content_type.model:
            found[f"{app}.{model}"] = "".join(sorted(found.get(f"{app}.{model}", "") + letters[action]))
        else:
            found[f"{app}.{one.codename}"] = "own"
    return found


def member(role: str) -> User:
    user = User.objects.create_user(role, is_staff=True)
    user.groups.set([Group.objects.get(name=role)])
    return user


WHOLE = (
    {f"events.{kind}": "acdv" for kind in KINDS}
    | dict.fromkeys(SHARED, "acdv")
    | dict.fromkeys(KEPT, "v")
    | dict.fromkeys(
        [
            "events.publish_event",
            "events.edit_every_event",
            "events.translate_catalogue",
            "events.exchange_events",
        ],
        "own",
    )
)
EXPECTED = {
    "Administrators": WHOLE
    | {"auth.user": "acdv", "events.remit": "acdv", "auth.group": "v", "admin.logentry": "v"},
    "Editors": WHOLE,
    "Editors of organisations": {f"events.{kind}": "acdv" for kind in KINDS}
    | {
        "organisations.office": "acdv",
        "organisations.organisation": "acv",
        "organisations.project": "v",
        "events.speaker": "acv",
        "events.source": "av",
        "events.topic": "v",
        "events.publish_event": "own",
        "events.exchange_events": "own",
    },
    "Translators": {f"events.{kind}": "v" for kind in KINDS}
    | dict.fromkeys(SHARED, "v")
    | {"events.translate_catalogue": "own"},
}


def test_roles_hold_what_they_are_for() -> None:
    make_roles()

    assert {name: held(name) for name in ROLES} == EXPECTED


def test_administrators_may_do_all_that_editors_may() -> None:
    assert ROLES["Editors"] < ROLES["Administrators"]


def test_command_says_what_it_gave_and_then_that_nothing_was_missing() -> None:
    first, second = make_roles(), make_roles()

    assert first.splitlines() == [
        f"{name}: {len(codes)} permissions given, 0 taken." for name, codes in ROLES.items()
    ]
    assert second == RIGHT
    assert Group.objects.count() == len(ROLES)


def test_command_mends_what_was_taken_or_given_by_hand() -> None:
    make_roles()
    translators, editors = (Group.objects.get(name=name) for name in ("Translators", "Editors"))
    given = Permission.objects.get(codename="change_event", content_type__app_label="events")
    translators.permissions.add(given)
    editors.permissions.clear()
    user = member("Translators")

    told = make_roles()

    assert told.splitlines() == [
        f"Editors: {len(ROLES['Editors'])} permissions given, 0 taken.",
        "Translators: 0 permissions given, 1 taken.",
    ]
    assert {name: held(name) for name in ROLES} == EXPECTED
    assert list(user.groups.all()) == [translators]
    assert make_roles() == RIGHT


def test_command_leaves_other_groups_alone() -> None:
    other = Group.objects.create(name="Readers")
    permission = Permission.objects.get(codename="view_topic")
    other.permissions.set([permission])

    make_roles()

    assert list(other.permissions.all()) == [permission]


@pytest.mark.parametrize("is_gone", [True, False])
def test_command_fails_over_a_permission_that_is_not_known_and_makes_nothing(is_gone: bool) -> None:
    permission = Permission.objects.get(codename="publish_event")
    if is_gone:
        permission.delete()
    else:
        Permission.objects.filter(pk=permission.pk).update(codename="announce_event")

    with pytest.raises(KeyError, match="publish_event"):
        make_roles()

    assert not Group.objects.exists()


def test_only_editors_of_organisations_are_limited() -> None:
    make_roles()

    limited = {name: is_limited(member(name)) for name in ROLES}

    assert limited == {
        "Administrators": False,
        "Editors": False,
        "Editors of organisations": True,
        "Translators": False,
    }


def test_two_roles_give_what_either_gives() -> None:
    make_roles()
    user = member("Editors of organisations")
    user.groups.add(Group.objects.get(name="Translators"))
    both = User.objects.create_user("both", is_staff=True)
    both.groups.set(Group.objects.filter(name__startswith="Editors"))

    assert (is_limited(user), user.has_perm("events.translate_catalogue")) == (True, True)
    assert is_limited(both) is False


def test_events_before_they_are_public_are_those_of_the_remit() -> None:
    make_roles()
    body = make_organisation()
    own = make_involvement(organisation=body).event
    foreign = make_event(state="draft")
    limited = member("Editors of organisations")
    Remit.objects.create(user=limited).organisations.set([body])

    assert list(events_for(limited)) == [own]
    assert set(events_for(member("Editors"))) == {own, foreign}
    assert set(events_for(member("Translators"))) == set(Event.objects.all())
