"""Changes as a news feed (Atom, RFC 4287). Pure: loaded objects in, bytes out, no query."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import gettext

from events import phrases, punctuation
from events.changes import kind
from events.content_lines import plain
from events.models import Change

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed changed that never held anything."""

NO_CHARACTERS = re.compile("[\ufffe\uffff]")  # which XML cannot hold


class News(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """Django's own takes an empty feed for one of this very moment."""
        return max((item["updateddate"] for item in self.items), default=NEVER)


def text(words: str) -> str:
    return NO_CHARACTERS.sub("", plain(words))


def identity(change: Change) -> str:
    """The same wherever and whenever the change is told."""
    return uuid5(NAMESPACE_URL, f"{change.session.uid}#{change.number}").urn


def story(change: Change, language: str) -> str:
    """What changed and why, when the session now is, and the languages it can be followed in."""
    session = change.session
    offers = [phrases.offer_in_words(offer, language) for offer in session.language_offers.all()]
    sentences = phrases.change_in_words(change, session, language)
    if kind(change) == session.status:
        sentences.append(session.status_reason)
    paragraphs = [
        punctuation.in_sequence(sentences),
        phrases.when_in_words(session, language),
        gettext("Follow in: %s") % punctuation.listed_apart(offers) if offers else "",
        session.event.summary,
    ]
    return "\n\n".join(filter(None, paragraphs))


def news(changes: Iterable[Change], language: str, *, name: str, about: str, page: str, feed: str) -> bytes:
    """``changes``, loaded ``for_news()``, latest first, in ``language``, which is the active one.

    ``page`` shows the sessions, ``feed`` is its own address.
    """
    result = News(
        title=text(phrases.catalogue_name(name)),
        link=page,
        description=text(about),
        subtitle=text(about),
        language=language,
        author_name=gettext("Climate webinar catalogue"),
        feed_url=feed,
        feed_guid=feed,
    )
    for change in changes:
        sentences = punctuation.in_sequence(phrases.change_in_words(change, change.session, language))
        result.add_item(
            title=text(f"{phrases.session_title(change.session)} – {sentences}"),
            link=settings.SITE_URL + change.session.get_absolute_url(),
            description=linebreaks(text(story(change, language)), autoescape=True),
            pubdate=change.at,
            updateddate=change.at,
            unique_id=identity(change),
            categories=[kind(change)],
        )
    return result.writeString("utf-8").encode()
