"""What is sent of a feed: its bytes as they are, compressed or in pieces, or its heads alone."""

import gzip

import brotli
import pytest
from django.test import Client, RequestFactory

from events.feeds import answers
from tests.events.feeds.reading import ALL, FEEDS, content, publish, uids, uids_of
from tests.factories import make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def streamed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every feed is too large to be kept."""
    monkeypatch.setattr(answers, "KEEP_SIZE", -1)


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("path", FEEDS)
@pytest.mark.parametrize(
    ("asked", "encoding"),
    [
        (None, None),
        ("identity", None),
        ("gzip, deflate", "gzip"),
        ("gzip;q=1.0, br;q=0.5", "br"),
        ("gzip, br;q=0", "gzip"),
        ("br; q=0.0, gzip ;q=0.001", "gzip"),
        ("BR", "br"),
        ("*", None),
        ("", None),
        ("gzip;q=0", None),
        ("xgzip, brr;q=1", None),
        (";;,,q=,\x7f", None),
    ],
)
def test_feed_is_compressed_only_when_asked(
    client: Client, path: str, asked: str | None, encoding: str | None
) -> None:
    plain = client.get(path)
    response = client.get(path, headers={} if asked is None else {"accept-encoding": asked})
    decode = {None: bytes, "gzip": gzip.decompress, "br": brotli.decompress}[encoding]

    assert response.get("Content-Encoding") == encoding
    assert decode(response.content) == plain.content
    assert response["Vary"] == plain["Vary"] == "Accept-Encoding"
    assert response["ETag"] == (plain["ETag"] if encoding is None else f'{plain["ETag"][:-1]}-{encoding}"')
    assert int(response["Content-Length"]) == len(response.content)
    headers = {"if-none-match": response["ETag"], "accept-encoding": asked or ""}
    assert client.get(path, headers=headers).status_code == 304


@pytest.mark.usefixtures("session", "streamed")
@pytest.mark.parametrize("encoding", [None, "gzip", "br"])
def test_large_feed_is_streamed_with_the_same_bytes(
    client: Client, encoding: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = {"accept-encoding": encoding or "identity"}
    streamed = client.get(ALL, headers=headers)
    sent = content(streamed)
    monkeypatch.undo()
    kept = client.get(ALL, headers=headers)
    decode = {None: bytes, "gzip": gzip.decompress, "br": brotli.decompress}[encoding]

    assert streamed.streaming
    assert not kept.streaming
    assert decode(sent) == decode(kept.content)
    assert streamed["ETag"] == kept["ETag"]


@pytest.mark.usefixtures("streamed")
def test_pieces_of_a_streamed_feed_are_bounded(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.feeds.calendars.CHUNK", 2)
    sessions = [make_session() for _number in range(5)]
    publish()
    pieces = list(client.get(ALL).streaming_content)

    assert [piece.count(b"BEGIN:VEVENT") for piece in pieces] == [0, 2, 2, 1, 0]
    assert uids(client.get(ALL)) == uids_of(*sessions)


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize("path", FEEDS)
def test_head_has_the_heads_of_get_and_no_body(client: Client, path: str) -> None:
    head, get = client.head(path), client.get(path)

    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(get.headers)
    assert client.head(path, headers={"if-none-match": get["ETag"]}).status_code == 304


@pytest.mark.usefixtures("session", "streamed")
def test_head_of_a_large_feed_reads_nothing(client: Client) -> None:
    head = client.head(ALL)

    assert (head.status_code, content(head)) == (200, b"")
    assert "Content-Length" not in head
    assert head["ETag"]


def test_encoding_of_no_header_is_none() -> None:
    assert answers.accepted_encoding(RequestFactory().get("/")) == ""
