"""What every description has in common."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from events.addresses import absolute
from events.phrases import content
from events.text_rules import as_text
from organisations.models import Organisation

type Thing = dict[str, Any]
"""A node of JSON-LD by schema.org, without its context; of strings, numbers, booleans, lists and Things."""

CONTEXT = "https://schema.org"


def thing(kind: str, /, **values: Any) -> Thing:
    """A Thing of type ``kind`` with those values that are known; zero and False are."""
    return {"@type": kind} | {
        name: value for name, value in values.items() if value not in ("", None, [], {})
    }


def term(name: str) -> str:
    """A member of an enumeration of schema.org."""
    return f"{CONTEXT}/{name}"


def page_thing(kind: str, path: str, /, **values: Any) -> Thing:
    """What a page of ours is about; its address is its identity, too."""
    address = absolute(path)
    return {"@type": kind, "@id": address} | thing(kind, url=address, **values)


def reference(record: Model, kind: str, field: str, language: str) -> Thing:
    """A record that has a page of its own; ``field`` holds its name."""
    return page_thing(kind, record.get_absolute_url(), name=content(record, field, language)[0])


def bodies(organisations: Iterable[Organisation], language: str) -> list[Thing]:
    """References to organisations, each once."""
    once = {organisation.pk: organisation for organisation in organisations}
    return [reference(organisation, "Organization", "name", language) for organisation in once.values()]


def other_names(shown: str, names: Iterable[str]) -> list[str]:
    """Those of ``names`` that say something else than the name that is shown, each once."""
    return list(dict.fromkeys(name for name in names if name and name != shown))


def paragraphs(record: Model, field: str, language: str) -> str:
    """A long text without its markup."""
    return as_text(content(record, field, language)[0])


def sole(values: list[Any]) -> Any:
    """One value as itself, several as their list."""
    return values[0] if len(values) == 1 else values
