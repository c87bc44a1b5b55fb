"""The pages of translators as a test reads them."""

from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.urls import reverse


def overview() -> str:
    return reverse("admin:translations")


def of_kind(model: type[Model], language: str = "ko", **query: str) -> str:
    return reverse("admin:translations_of_kind", args=[language, model._meta.model_name], query=query or None)


def page_of(record: Model, language: str = "ko", **query: str) -> str:
    args = [language, record._meta.model_name, record.pk]
    return reverse("admin:translation", args=args, query=query or None)


def entered(record: Model, field: str) -> str:
    return f"{record._meta.model_name}-{record.pk}-{field}"


def cells(page: HttpResponse) -> dict[str, dict[str, tuple[int, int] | None]]:
    """By model and language: how many texts are there, how many missing."""
    return {
        row["model"]: {code: tally and (tally.there, tally.missing) for code, tally in row["cells"]}
        for row in page.context["rows"]
    }


def listed(page: HttpResponse) -> list[tuple[Model, list[tuple[str, str, str]]]]:
    return [
        (record, [(text.label, text.language, text.words) for text in texts])
        for record, texts in page.context["rows"]
    ]


def errors(page: HttpResponse) -> dict[str, list[str]]:
    assert page.status_code == 200, f"nothing was refused: {page.status_code}"
    return {
        form.add_prefix(name): list(said)
        for form in page.context["page"]
        for name, said in form.errors.items()
    }


def columns(record: Model) -> dict[str, object]:
    """All that is kept of it, the columns of every language too, which managers do not give."""
    return QuerySet(type(record)).values().get(pk=record.pk)
