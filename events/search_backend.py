"""modelsearch over the database in use, for the settings to name.

On SQLite the library's own query can take minutes over 100,000 documents: there being an index of content
types, the planner goes through all entries of one and asks the full-text table for each. Here it cannot.
"""

from typing import Any

from django.db import connection
from django.db.models import F, IntegerField, QuerySet
from django.db.models.functions import Cast
from modelsearch.backends.database import SearchBackend as DatabaseSearchBackend
from modelsearch.utils import get_descendants_content_types_pks


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 the name that modelsearch looks for
    if connection.vendor != "sqlite":
        return DatabaseSearchBackend(params)
    # These modules can only be imported where the models of SQLite's full-text search exist.
    from modelsearch.backends.database.sqlite import query, sqlite  # noqa: PLC0415

    class Compiler(sqlite.SQLiteAutocompleteQueryCompiler):
        def search(
            self, config: None, start: int | None, stop: int | None, score_field: None = None
        ) -> QuerySet:
            """Expects a query in which nothing is negated, and no order by relevance."""
            match = query.MatchExpression(self.FTS_TABLE_FIELDS, self.build_search_query(self.query))
            entries = sqlite.SQLiteFTSIndexEntry.objects.filter(match).annotate(
                # Sums and casts, which no index fits: the planner must begin with the full-text table.
                type=F("index_entry__content_type") + 0,
                key=Cast("index_entry__object_id", IntegerField()),
            )
            types = get_descendants_content_types_pks(self.queryset.model)
            return self.queryset.filter(pk__in=entries.filter(type__in=types).values("key"))[start:stop]

    class Backend(sqlite.SQLiteSearchBackend):
        autocomplete_query_compiler_class = Compiler

    return Backend(params)
