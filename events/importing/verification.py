"""Verifies every citation against the source documents themselves."""

from collections.abc import Iterator
from pathlib import Path

from django.db.models import Model, QuerySet

from events.models import Appearance, Citation, Event, Involvement, LanguageOffer, Session, Source
from organisations.models import Office, Organisation, Project

DATE_FACTS = ("", "precision", "starts_at", "ends_at", "first_day", "last_day", "date_note")
"""What a citation of a session's date names: one of its fields, or the session as a whole."""
FIGURES = ("funder_contribution", "total_cost", "participant_count")
"""The fields of a project of which each needs a citation of its own."""


def one_spaced(text: str) -> str:
    """``text`` with each run of white space (no-break spaces and line ends too) as one space."""
    return " ".join(text.split())


def problems(directory: Path) -> list[str]:
    """What does not hold, one line each: documents, citations, and facts that cite nothing."""
    return [*wrong_citations(directory), *uncited()]


def wrong_citations(directory: Path) -> Iterator[str]:
    for source in Source.objects.order_by("file_name"):
        path = directory / source.file_name
        if not path.is_file():
            yield f"{source.file_name}: no such file in {directory}"
            continue
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            yield f"{source.file_name}: is not UTF-8"
            continue
        for citation in Citation.objects.filter(source=source).in_reading_order().with_owners():
            where = f"{source.file_name}, {citation.lines}: {citation.owner.label()}"
            if citation.last_line > len(lines):
                yield f"{where}: the file ends at line {len(lines)}"
                continue
            cited = one_spaced(" ".join(lines[citation.first_line - 1 : citation.last_line]))
            for token in citation.tokens:
                if one_spaced(token) not in cited:
                    yield f"{where}: “{token}” does not stand there"


def must_cite() -> list[QuerySet]:
    records = [Event, Session, LanguageOffer, Appearance, Involvement, Organisation, Office, Project]
    return [model.objects.filter(citations__isnull=True) for model in records]


def without_date_citation() -> QuerySet[Session]:
    """Sessions that cite something, but nothing for what is known, or not known, of their date."""
    dates = Session.objects.filter(citations__fact__in=DATE_FACTS)
    return Session.objects.filter(citations__isnull=False).exclude(pk__in=dates.values("pk")).distinct()


def uncited() -> Iterator[str]:
    yield from (f"{session.label()}: its date cites no source" for session in without_date_citation())
    for records in must_cite():
        yield from (f"{record.label()}: cites no source" for record in records)
    for project in Project.objects.all():
        yield from (
            f"{project.label()}: {figure}: cites no source"
            for figure in FIGURES
            if is_stated(project, figure) and not project.citations.filter(fact=figure).exists()
        )


def is_stated(record: Model, field: str) -> bool:
    return getattr(record, field) is not None
