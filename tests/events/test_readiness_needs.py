from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User

from events.choices import EventState
from events.models import Remit
from events.readiness import needs
from tests.events.test_readiness import NOW, WAYS, make_complete
from tests.factories import make_involvement, make_organisation

pytestmark = pytest.mark.django_db


def told(user: User) -> dict[str, int]:
    return {
        "&".join(f"{key}={value}" for key, value in one.query.items()): one.count for one in needs(user, NOW)
    }


def test_needs_are_counted_and_what_waits_for_nobody_is_left_out() -> None:
    user = User.objects.create_superuser("editor")
    make_complete()
    assert told(user) == {}

    WAYS["recording"](make_complete(state=EventState.DRAFT, publish_at=NOW))
    WAYS["languages"](make_complete(state=EventState.DRAFT, publish_at=NOW + timedelta(minutes=1)))
    WAYS["languages"](make_complete())
    WAYS["citation"](make_complete(state=EventState.WITHDRAWN))

    assert told(user) == {
        "state__exact=draft": 2,
        "due=yes": 1,
        "missing=languages": 2,
        "missing=recording": 1,
    }


def test_needs_of_an_editor_of_organisations_are_those_of_their_events() -> None:
    user, body = User.objects.create_user("own", is_staff=True), make_organisation()
    user.user_permissions.set(Permission.objects.filter(codename="change_event"))
    Remit.objects.create(user=user).organisations.add(body)
    mine, _theirs = (make_complete(state=EventState.DRAFT) for _number in range(2))

    make_involvement(mine.event, organisation=make_organisation(parent=body), role="host")

    assert told(user) == {"state__exact=draft": 1}
