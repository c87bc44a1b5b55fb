"""A page of Django's admin as a test reads it: Django closes elements of no content, too."""

from django.contrib.messages import get_messages
from django.http import HttpResponse

from tests.reading import VOID, Page


class AdminPage(Page):
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)


def told(response: HttpResponse) -> list[str]:
    """What the editor is told of what was done."""
    return [str(message) for message in get_messages(response.wsgi_request)]
