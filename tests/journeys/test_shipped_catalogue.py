"""What the five documents say, in the catalogue that ships."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model
from django.test import Client

from events.models import (
    Appearance,
    Citation,
    Event,
    Involvement,
    LanguageOffer,
    Session,
    Source,
    Speaker,
)
from organisations.models import Office, Organisation, Project

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]

SERIES = "learning-cities-climate-2024"
STARTS = [
    datetime(2024, 3, 20, 12, tzinfo=UTC),
    datetime(2024, 4, 17, 11, tzinfo=UTC),
    datetime(2024, 5, 15, 11, tzinfo=UTC),
    datetime(2024, 6, 19, 11, tzinfo=UTC),
    datetime(2024, 7, 17, 11, tzinfo=UTC),
    datetime(2024, 8, 21, 11, tzinfo=UTC),
    datetime(2024, 9, 18, 11, tzinfo=UTC),
    datetime(2024, 10, 16, 11, tzinfo=UTC),
    datetime(2024, 11, 20, 12, tzinfo=UTC),
]


@pytest.mark.parametrize(
    ("model", "count"),
    [(Event, 6), (Session, 14), (LanguageOffer, 54), (Speaker, 7), (Office, 17), (Project, 1), (Source, 5)],
)
def test_number_of_records(model: type[Model], count: int) -> None:
    assert model.objects.count() == count


def test_series_is_at_one_o_clock_on_third_wednesdays() -> None:
    sessions = Session.objects.filter(event__slug=SERIES).select_related("event").order_by("number")

    assert [session.starts_at for session in sessions] == STARTS
    assert {session.ends_at - session.starts_at for session in sessions} == {timedelta(hours=1)}
    assert {f"{session.starts_local:%H:%M %a}" for session in sessions} == {"13:00 Wed"}
    assert {15 <= session.starts_local.day <= 21 for session in sessions} == {True}


def test_whole_feed_is_the_series_and_the_summit(client: Client) -> None:
    response = client.get("/en/events.ics?when=all")
    entries = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    dates = [(entry["dtstart"].dt, entry["dtend"].dt) for entry in entries]

    assert dates == [
        (date(2020, 10, 7), date(2020, 10, 29)),
        *((start, start + timedelta(hours=1)) for start in STARTS),
    ]
    assert b"GKEC" not in response.content


def test_every_session_of_the_series_has_six_languages() -> None:
    offers = LanguageOffer.objects.values_list(
        "session", "language", "mode", "provider__acronym", "provider__slug"
    )
    said = {offer[1:] for offer in offers}

    assert said == {
        ("ar", "interpretation", "RCQE", "rcqe"),
        ("zh", "interpretation", "SMILE", "smile"),
        ("ko", "interpretation", "", "goyang"),
        ("en", "not_stated", None, None),
        ("fr", "not_stated", None, None),
        ("es", "not_stated", None, None),
    }
    assert {offer[0] for offer in offers} == set(
        Session.objects.filter(event__slug=SERIES).values_list("pk", flat=True)
    )


def test_speakers_are_as_the_announcement_presents_them() -> None:
    said = Appearance.objects.order_by("position").values_list(
        "speaker__name", "honorific", "role", "affiliation__slug", "mode"
    )

    assert list(said) == [
        ("Li Li", "Ms.", "Vice Director General", "chengdu-foreign-affairs-office", "not_stated"),
        ("Lei Ke", "Mr.", "Vice-Director", "cpc-chengdu-community-commission", "not_stated"),
        ("Luke Sherlock", "Mr.", "Director of Urban Planning & Design", "c40", "pre_recorded"),
        ("Yao Nan", "Ms.", "Deputy chief engineer", "chengdu-planning-and-design-institute", "not_stated"),
        (
            "Lola Ortiz Sánchez",
            "",
            "General Director of Mobility Planning and Infrastructures",
            "madrid-city-council",
            "not_stated",
        ),
        ("Jordi Vaquer", "Mr.", "Secretary General", "metropolis", "not_stated"),
    ]
    assert list(Speaker.objects.filter(appearances=None).values_list("name", flat=True)) == ["Enoch Morero"]


def test_dates_are_no_more_precise_than_their_documents() -> None:
    others = Session.objects.exclude(event__slug=SERIES).order_by("event__slug")

    assert list(others.values_list("event__slug", "precision", "first_day", "last_day")) == [
        ("chengdu-net-zero-community", "unknown", None, None),
        ("daring-cities-2020", "day", date(2020, 10, 7), date(2020, 10, 28)),
        ("daring-cities-2020-circular-development", "window", date(2020, 10, 7), date(2020, 10, 28)),
        ("iurc-china-urban-planning-2022", "window", date(2022, 9, 12), date(2022, 10, 30)),
        ("resilient-city-training-2", "unknown", None, None),
    ]


def test_contradiction_is_kept() -> None:
    event = Event.objects.get(slug="iurc-china-urban-planning-2022")

    assert (event.attendance, event.other_attendance) == ("in_person", "online")


def test_project_has_its_money_and_its_participants() -> None:
    project = Project.objects.get()

    assert (project.slug, project.funder.slug, project.currency) == ("gkec", "eu", "EUR")
    assert (project.funder_contribution, project.total_cost, project.participant_count) == (
        309_500,
        309_500,
        6,
    )


def test_every_citation_holds(sources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("check_sources", sources)

    assert capsys.readouterr().out == f"{Citation.objects.count()} citations hold.\n"


def problems(directory: Path) -> list[str]:
    with pytest.raises(CommandError) as caught:
        call_command("check_sources", directory)
    return str(caught.value).splitlines()


def test_wrong_token_and_line_past_the_end_are_found(sources: Path) -> None:
    citations = Citation.objects.filter(source__slug="gnlc-webinar-series", session__number=7)
    citations.update(tokens=["Tuesday"])
    Citation.objects.filter(project__isnull=False, fact="total_cost").update(first_line=999, last_line=999)

    assert problems(sources) == [
        f"000_659acd95ee359daa.txt, line 9: session {SERIES} 7: “Tuesday” does not stand there",
        "004_488d047d5bcca4f9.txt, line 999: project gkec: the file ends at line 30",
        "2 problems.",
    ]


def test_missing_document_is_found(sources: Path, tmp_path: Path) -> None:
    for path in sorted(sources.glob("*.txt"))[1:]:
        (tmp_path / path.name).symlink_to(path)

    assert problems(tmp_path) == [f"000_659acd95ee359daa.txt: no such file in {tmp_path}", "1 problems."]


@pytest.mark.parametrize(
    "model", [Event, Session, LanguageOffer, Appearance, Involvement, Organisation, Office, Project]
)
def test_uncited_record_is_found(sources: Path, model: type[Model]) -> None:
    record = model.objects.order_by("pk").first()
    record.citations.all().delete()

    assert f"{record.label()}: cites no source" in problems(sources)


@pytest.mark.parametrize("figure", ["funder_contribution", "total_cost", "participant_count"])
def test_uncited_figure_is_found(sources: Path, figure: str) -> None:
    Citation.objects.filter(project__slug="gkec", fact=figure).delete()

    assert problems(sources) == [f"project gkec: {figure}: cites no source", "1 problems."]
