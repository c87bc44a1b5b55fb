"""How a feed is answered: from as little as possible. A calendar application asks again and again, for years.

1. Nothing was written since the last answer: its tag and time are known, and a 304 costs next to nothing.
2. Something was written: the feed's own state, read without its content, tells whether it concerns this feed.
3. The bytes are sent: kept ones where the feed is small, else joined piece by piece while they are sent.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import brotli
from django.conf import settings
from django.core.cache import cache, caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date

from events.models import CatalogueVersion

# Minutes, so that a change soon reaches those who ask; a proxy may go on serving while the site is down.
CACHE_CONTROL = "public, max-age=300, stale-if-error=86400"
STEP = timedelta(minutes=15)
"""What a feed holds depends on the time of day, too. It is looked at anew at each of these steps."""

VERSION_SECONDS = 1
"""For so long a process may answer from the version of the catalogue that it has seen."""

KEEP_SIZE = 1000
"""Feeds of at most so many entries are kept as a whole, about 1 MB."""

PLAIN = "text/plain; charset=utf-8"
KEEP_SECONDS = 24 * 60 * 60


@dataclass(frozen=True)
class Feed:
    """What a feed holds now. ``tag`` is equal for equal bytes; ``parts`` makes them."""

    content_type: str
    file_name: str
    tag: str
    size: int
    """How many entries."""
    parts: Callable[[], Iterable[bytes]]


@dataclass(frozen=True)
class Known:
    """What is remembered of a feed between answers."""

    moment: tuple[str, datetime]
    """The version of the catalogue and the step of time for which it holds."""
    content_type: str
    file_name: str
    tag: str
    size: int
    changed: datetime
    """Since when it is known to be these bytes."""


def refusal(line: str, status: int) -> HttpResponse:
    """One line of text, never an empty feed, which would wipe what a subscriber has."""
    return HttpResponse(f"{line}\n", status=status, content_type=PLAIN, headers={"Cache-Control": "no-store"})


def tag_of(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()[:32]


def step(now: datetime) -> datetime:
    """The last step of time before ``now``."""
    return now - (now - datetime.min.replace(tzinfo=UTC)) % STEP


def compressed_gzip(parts: Iterable[bytes]) -> Iterator[bytes]:
    compressor = zlib.compressobj(6, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    yield from filter(None, map(compressor.compress, parts))
    yield compressor.flush()


def compressed_brotli(parts: Iterable[bytes]) -> Iterator[bytes]:
    compressor = brotli.Compressor(mode=brotli.MODE_TEXT, quality=5, lgwin=18)
    yield from filter(None, map(compressor.process, parts))
    yield compressor.finish()


ENCODINGS = {"br": compressed_brotli, "gzip": compressed_gzip, "": iter}
"""The last is for those who ask for neither."""


def accepted_encoding(request: HttpRequest) -> str:
    """``br``, ``gzip`` or, where neither is asked for, nothing (RFC 9110 §12.5.3)."""
    asked = {}
    for item in request.headers.get("Accept-Encoding", "").lower().split(","):
        name, _, weight = item.replace(" ", "").partition(";q=")
        asked[name] = weight.strip("0.") != "" if weight else name != ""
    return next((name for name in ENCODINGS if asked.get(name)), "")


def current_version() -> str:
    return caches["process"].get_or_set("catalogue-version", CatalogueVersion.current, VERSION_SECONDS)


def known_feed(key: str, moment: tuple[str, datetime]) -> Known | None:
    """What is remembered: by this process, where that still holds, else by all of them."""
    known = caches["process"].get(key)
    return known if known and known.moment == moment else cache.get(key)


def remember(key: str, before: Known | None, feed: Feed, moment: tuple[str, datetime]) -> Known:
    """Keep what is now known of ``feed``: its time changes when its bytes do, and never back."""
    changed = timezone.now().replace(microsecond=0)
    if before:
        is_same = before.tag == feed.tag
        changed = before.changed if is_same else max(changed, before.changed + timedelta(seconds=1))
    known = Known(moment, feed.content_type, feed.file_name, feed.tag, feed.size, changed)
    caches["process"].set(key, known)
    cache.set(key, known, timeout=None)
    return known


def answer(request: HttpRequest, address: str, find: Callable[[datetime], Feed]) -> HttpResponseBase:
    """The feed at ``address``, which is equal for equal questions, as the request wants it.

    ``find`` looks up what the feed holds at a time; it is not called while nothing can have changed. What it
    raises is raised.
    """
    moment = current_version(), step(timezone.now())
    key = "feed:" + tag_of(address, settings.SITE_URL, settings.SAMPLE_CATALOGUE)
    known, feed = known_feed(key, moment), None
    if known is None or known.moment != moment:
        feed = find(moment[1])
        known = remember(key, known, feed, moment)
    encoding = accepted_encoding(request)
    heads = heads_of(known, encoding)
    unsent = HttpResponse(headers=heads)
    conditional = get_conditional_response(request, heads["ETag"], int(known.changed.timestamp()), unsent)
    if conditional is not unsent:
        return conditional
    content = cache.get(f"{key}:{heads['ETag']}") if known.size <= KEEP_SIZE else None
    if content is not None:
        return HttpResponse(content, headers=heads)
    if feed is None:
        feed = find(moment[1])
        known = remember(key, known, feed, moment)  # something may have been written since
    return sent(request, key, heads_of(known, encoding), feed, ENCODINGS[encoding])


def sent(
    request: HttpRequest, key: str, heads: dict[str, str], feed: Feed, encode: Callable
) -> HttpResponseBase:
    """The bytes of ``feed``: kept where there are few, else made while they are sent."""
    if feed.size > KEEP_SIZE:
        parts = [] if request.method == "HEAD" else encode(feed.parts())
        return StreamingHttpResponse(parts, headers=heads)
    content = b"".join(encode(feed.parts()))
    cache.set(f"{key}:{heads['ETag']}", content, KEEP_SECONDS)
    return HttpResponse(content, headers=heads)


def heads_of(known: Known, encoding: str) -> dict[str, str]:
    heads = {
        "Content-Type": known.content_type,
        "Content-Disposition": content_disposition_header(False, known.file_name),
        "Cache-Control": CACHE_CONTROL,
        "ETag": f'"{known.tag}-{encoding}"' if encoding else f'"{known.tag}"',
        "Last-Modified": http_date(known.changed.timestamp()),
        "Vary": "Accept-Encoding",
    }
    return heads | {"Content-Encoding": encoding} if encoding else heads
