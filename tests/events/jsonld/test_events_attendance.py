import pytest

from events.choices import Attendance, ResourceKind
from tests.events.jsonld.loading import described
from tests.factories import make_event, make_resource

pytestmark = pytest.mark.django_db

ONLINE = "https://schema.org/OnlineEventAttendanceMode"
OFFLINE = "https://schema.org/OfflineEventAttendanceMode"


def test_both_sides_of_a_contradiction_are_said() -> None:
    event = make_event(
        slug="heat", attendance=Attendance.IN_PERSON, other_attendance=Attendance.ONLINE, place="Jubail"
    )

    said = described(event)

    assert said["eventAttendanceMode"] == [OFFLINE, ONLINE]
    assert said["location"] == [
        {"@type": "VirtualLocation", "url": "http://testserver/en/events/heat/"},
        {"@type": "Place", "name": "Jubail"},
    ]


def test_attendance_that_is_not_stated_has_no_location() -> None:
    said = described(make_event(platform="Zoom", place="Jubail"))

    assert not {"eventAttendanceMode", "location"} & said.keys()


def test_attendance_in_person_at_an_unknown_place_has_no_location() -> None:
    said = described(make_event(attendance=Attendance.IN_PERSON, platform="Zoom"))

    assert said["eventAttendanceMode"] == OFFLINE
    assert "location" not in said


def test_public_stream_is_the_way_in_where_nobody_registers() -> None:
    event = make_event(attendance=Attendance.ONLINE)
    make_resource(event, kind=ResourceKind.STREAM, url="https://example.org/live")

    assert described(event)["location"] == {"@type": "VirtualLocation", "url": "https://example.org/live"}
