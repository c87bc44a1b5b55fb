"""Sessions of every kind that a calendar can misread."""

from datetime import date, datetime

from events.choices import EventState, InvolvementRole, OfferMode, ResourceKind, SessionStatus
from events.models import Event, Session
from tests.factories import (
    make_appearance,
    make_day_session,
    make_event,
    make_involvement,
    make_offer,
    make_organisation,
    make_resource,
    make_session,
    make_speaker,
    make_topic,
)

TIMES = [
    # winter and summer
    ("Europe/Brussels", "2024-01-15T12:00Z", "2024-01-15T13:30Z"),
    ("Europe/Brussels", "2024-07-15T11:00Z", "2024-07-15T12:30Z"),
    ("America/New_York", "2024-12-03T15:00Z", "2024-12-03T16:00Z"),
    ("America/New_York", "2024-06-03T14:00Z", "2024-06-03T15:00Z"),
    ("Australia/Lord_Howe", "2024-01-10T01:00Z", "2024-01-10T02:00Z"),
    ("Asia/Kathmandu", "2024-05-20T06:15Z", "2024-05-20T07:00Z"),
    # over the clock changes, and within the hour that clocks skip or repeat
    ("Europe/Brussels", "2024-03-31T00:30Z", "2024-03-31T01:30Z"),
    ("Europe/Brussels", "2024-10-27T00:15Z", "2024-10-27T00:45Z"),
    ("Europe/Brussels", "2024-10-27T01:15Z", "2024-10-27T01:45Z"),
    ("Europe/Brussels", "2024-10-27T00:30Z", "2024-10-27T01:30Z"),
    ("America/New_York", "2024-03-10T06:30Z", "2024-03-10T07:30Z"),
    ("America/New_York", "2024-11-03T05:30Z", "2024-11-03T06:30Z"),
    # over midnight here, there, and over the end of a year
    ("Asia/Seoul", "2024-09-18T14:30Z", "2024-09-18T15:30Z"),
    ("Pacific/Kiritimati", "2024-09-18T23:30Z", "2024-09-19T00:30Z"),
    ("Etc/UTC", "2024-12-31T23:00Z", "2025-01-01T01:00Z"),
    # no zone stated; longer than a day; seconds; past the end of 32 bits; before the epoch
    ("", "2024-02-29T09:00Z", "2024-02-29T10:00Z"),
    ("Europe/Brussels", "2024-06-01T22:00Z", "2024-06-04T21:59:59Z"),
    ("Europe/Brussels", "2045-05-01T08:00Z", "2045-05-01T09:00Z"),
    ("Europe/Brussels", "1965-05-01T08:00Z", "1965-05-01T09:00Z"),
]
DAYS = [
    ("2024-02-29", "2024-02-29"),
    ("2020-10-07", "2020-10-28"),
    ("2024-10-27", "2024-10-27"),
    ("2024-03-30", "2024-04-01"),
    ("2024-12-31", "2025-01-01"),
]
TEXTS = [
    "城市气候行动：为所有人的学习、适应与公平。" * 12,
    "기후 위기에 맞서는, 학습 도시." * 15,
    "؟الجبيل، مدينة التعلّم؛ ما العمل" * 8,
    "left \u200fالمناخ\u200e right \u2067مدينة\u2069 left",
    "👩🏽‍🔬🌍👨‍👩‍👧‍👦🏳️‍🌈🇰🇷" * 10,
    "n\u0303o e\u0301 İstanbul ẞ ﬁ \U00020bb7\ufeff\xa0x",
    r"a,b;c:d\e, f\n g\N h\\n i\;j\,k\\",
    r"\n",
    ";,:",
    "\"quoted\" 'single' ^n ^' %0A &amp; <b>bold</b> =20 =C3=A9",
    "BEGIN:VEVENT\r\nEND:VEVENT\nEND:VCALENDAR\rUID:another",
    "one\u2028two\u2029three\u0085four\vfive\fsix",
    "several\n\nlines\n with a space\n\tand a tab\n\nat their start",
    "a\tb  c   d",
    "x" * 300,
    # one of them with a space on either side of each place where a line is folded
    "x " * 100 + "x",
    "xx " * 60 + "x",
    "Wort" * 10 + ", " + "é" * 200,
    "a" * 66 + "ä" + "a" * 72 + "水" + "a" * 71 + "🌍",
    "https://example.org/?to=https%3A%2F%2Fexample.org%2Ca%3Bb%5Cc",
    "DTSTART:20240101T000000Z",
    "12:00–13:00 | 100 % {title} $HOME `id`",
]


def make_timed_sessions() -> None:
    for number, (zone, start, end) in enumerate(TIMES):
        event = make_event(title=f"At a time, {number} in {zone or 'no zone'}", timezone=zone)
        make_session(event, starts_at=datetime.fromisoformat(start), ends_at=datetime.fromisoformat(end))


def make_whole_days() -> None:
    for first, last in DAYS:
        event = make_event(title=f"From {first} to {last}")
        make_day_session(event, first_day=date.fromisoformat(first), last_day=date.fromisoformat(last))


def make_hard_texts() -> None:
    for text in TEXTS:
        # libical drops a space at the end.
        place, topic = text[:200].strip(), make_topic(name=text[:120].strip())
        make_session(make_event(title=text, summary=text, place=place, topics=[topic]), title=text)


def make_statuses() -> None:
    for status in SessionStatus:
        event = make_event(title=f"Once {status}")
        reason = "" if status == SessionStatus.SCHEDULED else "A storm; floods, too."
        make_session(event, title="Timed", status=status, status_reason=reason)
        make_day_session(event, title="All day", status=status)


def make_full_session() -> None:
    """One with everything that the site can say of it."""
    event = make_event(
        title="Learning cities, united: climate; water",
        summary="Cities; and climate, in\ntwo lines.",
        platform="Zoom, or: a hall; upstairs",
        topics=[make_topic(name="Air, soil; water"), make_topic(name="水"), make_topic(name="Heat")],
    )
    organiser = make_organisation(name='UNESCO; Institute, for "Learning"')
    make_involvement(event, organisation=organiser, role=InvolvementRole.ORGANISER)
    session = make_session(event)
    for language in ("en", "ko", "ar", "zh-hans"):
        make_offer(session, language=language, mode=OfferMode.INTERPRETATION, provider=organiser)
    for number in range(60):
        speaker = make_speaker(name=f"김 이름, {number}; Ph.D.")
        make_appearance(session, speaker=speaker, honorific="Ms", role="Chair, first", position=number)
    make_resource(event, kind=ResourceKind.RECORDING)
    make_resource(event, kind=ResourceKind.REGISTRATION, url="https://example.org/a,b;c?d=1,2;3#e,f")
    make_resource(
        event,
        kind=ResourceKind.STREAM,
        title='Live: "floor", in Korean; 한국어 ^n',
        url="https://example.org/live,1;2?key=a,b;c&long=" + "x" * 100,
    )
    make_resource(event, kind=ResourceKind.STREAM, position=1, url="https://example.org/live")


def make_catalogue() -> None:
    make_timed_sessions()
    make_whole_days()
    make_hard_texts()
    make_statuses()
    make_full_session()
    for title in ("Series with a session too many", "Series that is not to be"):
        event = make_event(title=title)
        make_session(event, title="Timed")
        make_day_session(event, title="All day")


def withdraw() -> None:
    """A session of one event, and a whole event."""
    Session.objects.filter(event__title="Series with a session too many", title="Timed").update(
        withdrawn=True
    )
    Event.objects.filter(title="Series that is not to be").update(state=EventState.WITHDRAWN)
