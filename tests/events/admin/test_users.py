"""Accounts: who reaches them, and what an administrator cannot make of them."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from events.models import Remit
from events.roles import make_roles
from tests.events.admin.browser import add, address, change, errors, submit
from tests.events.admin.roles_at_work import LIMITED, account, at_work, forge, tables, writes
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery staple"


@pytest.fixture
def administrator(db: None) -> Client:
    return at_work("Administrators")


@pytest.fixture
def chief(db: None) -> User:
    """Somebody who may do everything."""
    return User.objects.create_superuser("chief", password=PASSWORD)


def own_account() -> User:
    return User.objects.get(username="Administrators")


def password_page(user: User) -> str:
    return f"{address(User, 'changelist')}{user.pk}/password/"


@pytest.mark.parametrize("role", ["Editors", LIMITED, "Translators", "nobody"])
def test_nobody_else_reaches_accounts(role: str, chief: User) -> None:
    list(make_roles())
    client = at_work(role, make_organisation(), languages="ko")
    group = Group.objects.first()
    other = User.objects.create_user("other")
    urls = [
        *(address(User, page) for page in ("changelist", "add")),
        *(address(user, page) for page in ("change", "delete", "history") for user in (other, chief)),
        *(password_page(user) for user in (other, chief)),
        *(address(Group, page) for page in ("changelist", "add")),
        *(address(group, page) for page in ("change", "delete")),
    ]
    before = tables()

    statuses = {url: (client.get(url).status_code, client.post(url, {}).status_code) for url in urls}

    assert statuses == dict.fromkeys(urls, (403, 403))
    assert tables() == before


@pytest.mark.parametrize("role", ["Editors", LIMITED, "Translators"])
def test_nobody_gives_themselves_a_role(role: str) -> None:
    client = at_work(role, make_organisation(), languages="ko")
    user = User.objects.get(username=account(role))
    roles = list(Group.objects.values_list("pk", flat=True))
    User.objects.create_superuser("chief")

    assert not writes(lambda: forge(client, address(user, "change"), groups=roles, is_superuser="on"))


def test_administrator_makes_an_editor_with_a_remit(administrator: Client) -> None:
    body = make_organisation()
    group = Group.objects.get(name=LIMITED)
    made = submit(
        administrator,
        address(User, "add"),
        username="new",
        password1=PASSWORD,
        password2=PASSWORD,
        **{"remit-TOTAL_FORMS": "0"},
    )
    user = User.objects.get(username="new")

    response = change(
        administrator,
        user,
        is_staff="on",
        groups=[group.pk],
        **{"remit-TOTAL_FORMS": "1", "remit-0-organisations": [body.pk], "remit-0-languages": "ko"},
    )

    assert (made.status_code, response.status_code) == (302, 302)
    user.refresh_from_db()
    assert (user.is_staff, list(user.groups.all())) == (True, [group])
    assert (list(user.remit.organisations.all()), user.remit.languages) == ([body], "ko")


RISES: dict[str, Any] = {
    "is_superuser": "on",
    "user_permissions": lambda: list(Permission.objects.values_list("pk", flat=True)),
}


@pytest.mark.parametrize("field", RISES)
@pytest.mark.parametrize("whose", ["own", "another"])
def test_administrator_makes_nobody_a_superuser(administrator: Client, field: str, whose: str) -> None:
    user = own_account() if whose == "own" else User.objects.create_user("other")
    value = RISES[field]() if callable(RISES[field]) else RISES[field]

    response = change(administrator, user, first_name="Ada", **{field: value})

    user.refresh_from_db()
    assert (response.status_code, user.first_name) == (302, "Ada")
    assert (user.is_superuser, user.user_permissions.count()) == (False, 0)


def test_administrator_adds_no_superuser(administrator: Client) -> None:
    rises = {"is_superuser": "on", "is_staff": "on", "user_permissions": RISES["user_permissions"]()}

    add(administrator, User, username="new", password1=PASSWORD, password2=PASSWORD, **rises)

    user = User.objects.get(username="new")
    assert (user.is_superuser, user.user_permissions.count()) == (False, 0)


def test_administrator_changes_no_superuser(administrator: Client, chief: User) -> None:
    listed = {"action": "delete_selected", "_selected_action": [chief.pk], "post": "yes"}
    changed = {"username": "chief", "password": "!", "date_joined_0": "2024-01-01", "date_joined_1": "00:00"}
    before = tables()

    statuses = [
        administrator.post(address(chief, "change"), changed).status_code,
        forge(administrator, address(chief, "change"), is_active=None).status_code,
        forge(administrator, address(chief, "change"), email="mine@example.org").status_code,
        administrator.get(password_page(chief)).status_code,
        administrator.post(password_page(chief), {"password1": "x" * 20, "password2": "x" * 20}).status_code,
        administrator.get(address(chief, "delete")).status_code,
        administrator.post(address(chief, "delete"), {"post": "yes"}).status_code,
        administrator.post(address(User, "changelist"), listed).status_code,
        administrator.post(address(User, "changelist"), listed | {"select_across": "1"}).status_code,
    ]

    assert statuses == [403] * 9
    assert tables() == before
    assert User.objects.get(pk=chief.pk).check_password(PASSWORD)


def test_administrator_sets_the_password_of_an_editor_and_deletes_one(administrator: Client) -> None:
    user = User.objects.create_user("other")

    administrator.post(password_page(user), {"password1": PASSWORD, "password2": PASSWORD})
    user.refresh_from_db()
    administrator.post(address(user, "delete"), {"post": "yes"})

    assert user.check_password(PASSWORD)
    assert not User.objects.filter(pk=user.pk).exists()


def test_administrator_sees_groups_and_changes_none(administrator: Client, chief: User) -> None:
    group = Group.objects.get(name="Translators")
    before = tables()

    pages = [administrator.get(address(group, page)).status_code for page in ("change", "delete")]
    written = [
        administrator.post(address(group, "change"), {"name": "Translators", "permissions": ["1"]}),
        administrator.post(address(group, "delete"), {"post": "yes"}),
        administrator.post(address(Group, "add"), {"name": "Mine", "permissions": ["1"]}),
    ]

    assert pages == [200, 403]
    assert [answer.status_code for answer in written] == [403] * 3
    assert tables() == before


def test_remit_of_somebody_else_is_not_taken_over(administrator: Client) -> None:
    other = Remit.objects.create(user=User.objects.create_user("other"), languages="ko")
    own = Remit.objects.create(user=own_account(), languages="fr")
    forged = {"remit-0-id": other.pk, "remit-0-user": own.user_id, "remit-0-languages": "ar"}

    page = change(administrator, own.user, **forged)

    assert errors(page) == {"remit-0-user": ["Remit with this User already exists."]}
    assert dict(Remit.objects.values_list("user__username", "languages")) == {
        "other": "ko",
        "Administrators": "fr",
    }


def test_who_may_do_everything_makes_another_who_may(chief: User, client: Client) -> None:
    client.force_login(chief)
    user = User.objects.create_user("other")

    change(client, user, is_superuser="on")

    assert User.objects.get(pk=user.pk).is_superuser
