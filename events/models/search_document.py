from django.db import models
from django.utils.translation import gettext_lazy as _
from modelsearch import index

from events.models.session import Session
from events.querysets import SearchDocumentQuerySet
from events.search_questions import TITLE
from events.text import terms
from organisations.natural_keys import NaturalKeyModel

BETWEEN = "x"
"""Stands between two texts, so that no phrase reaches from one into the other. No question holds it."""


class SearchDocument(index.Indexed, NaturalKeyModel):
    """What a session is found by: its texts in all languages, as they stand in the catalogue.

    ``texts`` is a list of [what it is, its language or nothing, the text]; what "title" is counts for more.
    Every session that is public or once was has one.
    """

    natural_key_fields = ("session",)

    session = models.OneToOneField(
        Session,
        verbose_name=_("session"),
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="search_document",
    )
    texts = models.JSONField()

    objects = SearchDocumentQuerySet.as_manager()

    search_fields = [index.AutocompleteField("terms")]
    search_auto_update = False  # upkeep does it, for many at once

    class Meta:
        verbose_name = _("search document")
        verbose_name_plural = _("search documents")

    def __str__(self) -> str:
        return f"{self.session_id}"

    @property
    def terms(self) -> str:
        """What the index holds; see ``events.text``."""
        found: list[str] = []
        for what, _language, text in self.texts:
            in_order, beside = terms(text)
            found += [*in_order, BETWEEN, *beside, BETWEEN]
            if what == "title":
                found += [*(TITLE + term for term in in_order), BETWEEN, *(TITLE + term for term in beside)]
        return " ".join(found)
