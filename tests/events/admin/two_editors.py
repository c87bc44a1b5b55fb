"""Pages that several editors have open at once, each in a browser of its own."""

from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client

from events.admin.meanwhile import Meanwhile
from tests.events.admin.browser import FormReader, address

SAVED = 302
TURNS = {"events_catalogueversion", "django_session"}
"""Tables that say whose turn it is, and who is signed in."""


class BrowserReader(FormReader):
    """As browsers send it (HTML §4.10): of a select the first option, where none is marked; CRLF in texts."""

    def __init__(self) -> None:
        super().__init__()
        self.first: str | None = None
        self.is_multiple = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attributes)
        given = dict(attributes)
        if tag == "select":
            self.first, self.is_multiple = None, "multiple" in given
        if tag == "option" and self.first is None:
            self.first = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        name = self.select or self.textarea
        super().handle_endtag(tag)
        if tag == "select" and name and not self.is_multiple and self.first is not None:
            self.values.setdefault(name, [self.first])
        if tag == "textarea" and name:
            self.values[name][0] = self.values[name][0].replace("\r\n", "\n").replace("\n", "\r\n")


class Opened:
    """The page of a record in one browser: what it would send as it stands."""

    def __init__(self, browser: Client, record: Model) -> None:
        self.browser, self.url = browser, address(record, "change")
        self.read(browser.get(self.url))

    def read(self, page: HttpResponse) -> None:
        reader = BrowserReader()
        reader.feed(page.content.decode())
        self.page, self.fields = page, reader.values

    def save(self, **changes: Any) -> HttpResponse:
        """Send it with some fields changed, None for those to leave out; what is shown again stays open."""
        fields = self.fields | {name: as_list(value) for name, value in changes.items()}
        data = {name: values for name, values in fields.items() if values is not None}
        response = self.browser.post(self.url, data)
        if response.status_code != SAVED:
            self.read(response)
        return response

    @property
    def told(self) -> list[Meanwhile]:
        return self.page.context["meanwhile"]


def as_list(value: Any) -> list[str] | None:
    return value if value is None or isinstance(value, list) else [value]


def seen(changes: list[Meanwhile]) -> list[tuple[str, str, str, str]]:
    """Label, before, now and mine, in the order of labels."""
    return sorted((one.label, one.before, one.now, one.mine) for one in changes)


def signed_in(name: str, **values: Any) -> Client:
    """A browser in which somebody is at work who may do everything."""
    browser = Client()
    browser.force_login(User.objects.create_superuser(name, **values))
    return browser


def everything() -> dict[str, list[tuple]]:
    """All rows of all tables, but for whose turn it is and who is signed in."""
    kept = {}
    with connection.cursor() as cursor:
        for table in sorted({*connection.introspection.table_names(cursor)} - TURNS):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            kept[table] = sorted(map(repr, cursor.fetchall()))
    return kept
