from datetime import UTC, datetime

import pytest
from django.test import Client

from events.models import (
    Event,
    Session,
)
from tests.events.admin.tables_sent import (
    NAMES,
    changes,
    csv_of,
    export,
    import_rows,
    refusals,
    rows_in_csv,
    send,
)
from tests.factories import (
    make_event,
    make_session,
    make_undated_session,
)


@pytest.mark.parametrize("kind", NAMES)
def test_hostile_texts_come_back_without_a_change(editor: Client, kind: str) -> None:
    texts = [
        "=1+1",
        "'=1",
        "''=1",
        "'quoted",
        "\t@x",
        "a\r\nb",
        "\x0b",
        "_x000D_",
        "#N/A",
        " blanks ",
        '1;2,3"\t4',
        "ＷＥ ＝",
    ]
    for text in texts:
        event = make_event(title="plain")
        # Past the rules that would clean some of them: what is kept comes back as it is.
        Event.objects.filter(pk=event.pk).update(title_en=text, place=text)
        make_undated_session(event, title_ar=text)

    page = send(editor, export(editor, kind), NAMES[kind])

    assert (refusals(page), changes(page)) == ([], [])
    assert page.context["result"].totals["skip"] == len(texts)


def test_instants_that_clocks_show_twice_come_back_and_can_be_made_anew(editor: Client) -> None:
    first, second = datetime(2024, 10, 27, 0, 30, tzinfo=UTC), datetime(2024, 10, 27, 1, 30, 5, tzinfo=UTC)
    session = make_session(starts_at=first, ends_at=second)
    [row] = rows_in_csv(export(editor))

    page = send(editor, csv_of(row))
    import_rows(editor, row | {"event": "copy"})

    assert changes(page) == []
    session = Session.objects.get(event__slug="copy")
    assert (session.starts_at, session.ends_at) == (first, second)
