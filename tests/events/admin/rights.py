"""Somebody at work in the admin who may do some things only."""

from django.contrib.auth.models import Permission, User
from django.test import Client


def at_work(*codenames: str, is_staff: bool = True) -> Client:
    """A browser in which somebody with these permissions is at work."""
    user = User.objects.create_user(f"user-{User.objects.count()}", is_staff=is_staff)
    ours = Permission.objects.filter(content_type__app_label__in=["events", "organisations"])
    user.user_permissions.set(ours.filter(codename__in=codenames))
    assert user.user_permissions.count() == len(codenames)
    browser = Client()
    browser.force_login(user)
    return browser
