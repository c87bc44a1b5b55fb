"""The admin. To import this registers every model, those of the organisations app too."""

from events.admin import (
    citations,
    events,
    involvements,
    kept_records,
    language_offers,
    link_checks,
    organisations,
    other_names,
    people,
    resources,
    sessions,
    sources,
    users,
)

__all__ = [
    "citations",
    "events",
    "involvements",
    "kept_records",
    "language_offers",
    "link_checks",
    "organisations",
    "other_names",
    "people",
    "resources",
    "sessions",
    "sources",
    "users",
]
