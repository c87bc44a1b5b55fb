"""Which pages are looked at: one of each kind."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ARCHIVE, SAMPLES = "archive", "samples"
ADMIN = "/admin/"
LOGIN = "/admin/login/"


@dataclass(frozen=True)
class Kind:
    """``path`` is below /<language>/, or whole where it starts with a slash; {names} are of a record."""

    name: str
    path: str
    status: int = 200
    catalogues: tuple[str, ...] = (ARCHIVE,)


@dataclass(frozen=True)
class Page:
    kind: str
    language: str
    path: str
    status: int = 200

    @property
    def is_admin(self) -> bool:
        return self.path.startswith(ADMIN)

    @property
    def is_for_the_signed_in(self) -> bool:
        return self.is_admin and not self.path.startswith(LOGIN)


BOTH = (ARCHIVE, SAMPLES)

KINDS = [
    Kind("home", "", catalogues=BOTH),
    Kind("list", "events/?when=all", catalogues=BOTH),
    Kind("list, upcoming", "events/", catalogues=BOTH),
    Kind("list, nothing found", "events/?when=all&language=ar&kind=summit"),
    Kind("list, refused", "events/?kind=opera"),
    Kind("search result", "events/?when=all&q=climate", catalogues=BOTH),
    Kind("month", "calendar/{month}/", catalogues=BOTH),
    Kind("event", "events/{webinar}/", catalogues=BOTH),
    Kind("event, series", "events/{series}/", catalogues=BOTH),
    Kind("event, undated", "events/{undated}/", catalogues=BOTH),
    Kind("event, cancelled", "events/{cancelled}/", catalogues=(SAMPLES,)),
    Kind("event, withdrawn", "events/{withdrawn}/", status=410, catalogues=(SAMPLES,)),
    Kind("speakers", "speakers/"),
    Kind("speaker", "speakers/{speaker}/"),
    Kind("organisations", "organisations/"),
    Kind("organisation", "organisations/{organisation}/"),
    Kind("project", "projects/{project}/"),
    Kind("languages", "languages/"),
    Kind("language", "languages/{language}/"),
    Kind("topics", "topics/"),
    Kind("topic", "topics/{topic}/"),
    Kind("subscribe", "subscribe/"),
    Kind("subscribe, chosen", "subscribe/?language=ko&when=all"),
    Kind("sources", "sources/"),
    Kind("source", "sources/{source}/"),
    Kind("time zones", "time-zones/"),
    Kind("choices", "choose/organisation/?when=all"),
    Kind("about", "about/"),
    Kind("help", "help/"),
    Kind("not found", "nowhere/", status=404),
    Kind("admin: login", LOGIN),
    Kind("admin: start", ADMIN),
    Kind("admin: event", "/admin/events/event/{series_key}/change/"),
    Kind("admin: events", "/admin/events/event/"),
]


def pages(
    kinds: Iterable[Kind], catalogue: str, languages: Iterable[str], records: Mapping[str, str | None]
) -> tuple[list[Page], list[str]]:
    """A page for each kind and language, and the names of the kinds that ``records`` has nothing for."""
    found, lacking = [], []
    for kind in kinds:
        if catalogue not in kind.catalogues:
            continue
        if any(records.get(name) is None for name in re.findall(r"{(\w+)}", kind.path)):
            lacking.append(kind.name)
            continue
        path = kind.path.format_map(records)
        for language in languages:
            whole = path if path.startswith("/") else f"/{language}/{path}"
            found.append(Page(kind.name, language, whole, kind.status))
    return found, lacking
