import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import IntegrityError, transaction

from events.choices import ANNOUNCING_ROLES, InvolvementRole
from events.models import Event, Remit
from events.querysets import bodies_of
from organisations.models import Organisation
from tests.factories import make_involvement, make_organisation, saved
from tests.refusing import assert_refused, wrong_fields

pytestmark = pytest.mark.django_db


def make_remit(*bodies: Organisation, **values: str) -> Remit:
    number = User.objects.count()
    remit = saved(Remit(user=User.objects.create_user(f"user-{number}"), **values))
    remit.organisations.set(bodies)
    return remit


@pytest.mark.parametrize("languages", ["ko, ar", "ko  ar", " ko", "ko ", "KO!"])
def test_languages_are_codes_between_single_spaces(languages: str) -> None:
    assert_refused(make_remit(), "languages", "remit_languages_shape", languages=languages)


def test_languages_are_those_that_exist() -> None:
    assert wrong_fields(make_remit(), languages="ko qq") == {"languages"}
    assert wrong_fields(make_remit(), languages="ko zh-hans") == set()


@pytest.mark.parametrize(("languages", "codes"), [("", []), ("ko", ["ko"]), ("ko ar", ["ko", "ar"])])
def test_language_codes_are_the_languages_one_by_one(languages: str, codes: list[str]) -> None:
    assert make_remit(languages=languages).language_codes == codes


def test_person_has_one_remit() -> None:
    remit = make_remit()

    with pytest.raises(IntegrityError), transaction.atomic():
        Remit.objects.create(user=remit.user)


def test_remit_goes_with_its_user_and_stays_without_a_body() -> None:
    body = make_organisation()
    remit = make_remit(body)
    make_remit().user.delete()

    body.delete()

    assert Remit.objects.get() == remit
    assert bodies_of(remit.user) == set()


def test_bodies_are_those_of_the_remit_and_all_below() -> None:
    above = make_organisation()
    body = make_organisation(parent=above)
    child = make_organisation(parent=body)
    grandchild = make_organisation(parent=child)
    make_organisation(parent=above)

    assert bodies_of(make_remit(body).user) == {body.pk, child.pk, grandchild.pk}
    assert bodies_of(make_remit().user) == set()


def test_who_has_no_remit_has_no_bodies() -> None:
    assert bodies_of(User.objects.create_user("without")) == set()
    assert bodies_of(AnonymousUser()) == set()


@pytest.mark.parametrize("role", InvolvementRole.values)
def test_only_who_organises_or_hosts_makes_an_event_one_of_the_remit(role: str) -> None:
    body = make_organisation()
    event = make_involvement(organisation=body, role=role).event
    make_involvement(event)

    found = list(Event.objects.in_remit_of(make_remit(body).user))

    assert found == ([event] if role in ANNOUNCING_ROLES else [])


def test_event_of_several_bodies_of_the_remit_is_found_once() -> None:
    parent = make_organisation()
    child = make_organisation(parent=parent)
    event = make_involvement(organisation=parent).event
    make_involvement(event, organisation=child)
    make_involvement(event, organisation=child, role=InvolvementRole.HOST)
    make_involvement()

    assert list(Event.objects.in_remit_of(make_remit(parent).user)) == [event]
    assert list(Event.objects.in_remit_of(make_remit(child).user)) == [event]


def test_body_above_those_of_the_remit_gives_no_right() -> None:
    parent = make_organisation()
    child = make_organisation(parent=parent)
    make_involvement(organisation=parent)

    assert not Event.objects.in_remit_of(make_remit(child).user).exists()


def test_remit_is_called_by_its_user() -> None:
    assert str(make_remit()) == "user-0"
