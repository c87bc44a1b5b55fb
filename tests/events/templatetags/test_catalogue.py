from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import SafeString

from events.templatetags import catalogue
from events.timezones import in_zone
from tests.factories import make_change, make_event, make_session, make_speaker

pytestmark = pytest.mark.django_db


def rendered(template: str, **context: object) -> str:
    return Template("{% load catalogue %}" + template).render(Context(context))


def test_text_in_the_language_of_the_page_is_plain() -> None:
    event = make_event(title_en="Heat", title_ko="더위")

    assert rendered("{{ event|text:'title' }}", event=event) == "Heat"


def test_text_that_stands_in_says_its_language() -> None:
    korean, arabic = make_event(title_en="", title_ko="더위"), make_event(title_en="", title_ar="حرارة")

    assert rendered("{{ event|text:'title' }}", event=korean) == '<span lang="ko">더위</span>'
    assert rendered("{{ event|text:'title' }}", event=arabic) == '<span lang="ar" dir="rtl">حرارة</span>'


def test_text_of_another_page_language_comes_first_there() -> None:
    event = make_event(title_en="Heat", title_zh_hans="热")

    with translation.override("zh-hans"):
        assert rendered("{{ event|text:'title' }}", event=event) == "热"
    with translation.override("fr"):
        assert rendered("{{ event|text:'title' }}", event=event) == '<span lang="en">Heat</span>'


def test_first_language_that_has_a_text_stands_in() -> None:
    event = make_event(title_en="", title_fr="Chaleur", title_pl="Upał")

    assert rendered("{{ event|text:'title' }}", event=event) == '<span lang="fr">Chaleur</span>'
    assert rendered("{{ event|text:'summary' }}", event=event) == ""


def test_change_notes_are_in_the_language_of_the_page() -> None:
    session = make_session()
    told = {"withdrawn": False, "status": "scheduled", "precision": "unknown", "start": None, "end": None}
    told |= {"attendance": "online", "platform": "", "place": "", "languages": [], "recording": False}
    make_change(session, after=told)
    make_change(session, before=told, after=told | {"languages": ["ko"]})
    template = "{% for note in s|change_notes %}{{ note.day }}: {{ note.text }}{% endfor %}"

    assert rendered(template, s=session) == "1 Sept 2024: Can now be followed in Korean."
    with translation.override("fr"):
        assert rendered(template, s=session) == "1 sept. 2024: Peut désormais être suivie en coréen."


def test_hostile_text_is_escaped_in_every_form() -> None:
    hostile = "<script>alert('&')</script>"
    safe = "&lt;script&gt;alert(&#x27;&amp;&#x27;)&lt;/script&gt;"
    own, other = make_event(title=hostile), make_event(title_en="", title_ko=hostile)

    assert rendered("{{ event|text:'title' }}", event=own) == safe
    assert rendered("{{ event|text:'title' }}", event=other) == f'<span lang="ko">{safe}</span>'
    assert catalogue.in_language(hostile, "ko") == f'<span lang="ko">{safe}</span>'
    assert isinstance(catalogue.in_language(hostile, "ko"), SafeString)


def test_prose_makes_paragraphs_and_says_its_language() -> None:
    event = make_event(description_en="", description_ar="5 < 6\n\nنص")

    assert rendered("{% prose event 'description' %}", event=event).strip().splitlines()[-3:] == [
        '<div class="prose" lang="ar" dir="rtl"><p>5 &lt; 6</p>',
        "",
        "<p>نص</p></div>",
    ]


def test_own_translation_is_that_of_the_language_shown() -> None:
    event = make_event(
        title_en="Heat",
        title_ko="더위",
        original_name="더위",
        original_language="ko",
        own_translations="en fr",
    )

    assert catalogue.is_own_translation(event, "title")
    with translation.override("ko"):
        assert not catalogue.is_own_translation(event, "title")
    with translation.override("fr"):  # shows the English title, which is ours
        assert catalogue.is_own_translation(event, "title")


def test_name_without_an_original_is_not_ours() -> None:
    assert not catalogue.is_own_translation(make_speaker(), "name")


def test_languages_and_countries_by_name() -> None:
    assert catalogue.endonym("ar") == '<span lang="ar" dir="rtl">العربية</span>'
    assert catalogue.language_in_words("zh-hans") == "Simplified Chinese"
    assert catalogue.country_in_words("KR") == "South Korea"
    with translation.override("fr"):
        assert catalogue.language_in_words("ko") == "coréen"
        assert catalogue.country_in_words("KR") == "Corée du Sud"


def test_dates_in_words_and_parts() -> None:
    seoul = in_zone(datetime(2024, 9, 17, 23, tzinfo=UTC), "Asia/Seoul")

    assert catalogue.words(seoul, "yMMMEd") == "Wed, 18 Sept 2024"
    assert catalogue.words(seoul, "Hm") == "08:00"
    assert catalogue.part(date(2024, 9, 18), "ccc") == "Wed"
    assert catalogue.part(seoul, "yyyy-MM-dd") == "2024-09-18"
    assert catalogue.zone_name(seoul) == "Korean Standard Time"
    assert catalogue.utc_offset(seoul) == "GMT+09:00"


def test_money_in_the_language_of_the_page() -> None:
    assert catalogue.money(309500, "EUR") == "€309,500.00"
    with translation.override("fr"):
        assert catalogue.money(309500, "EUR") == "309\u202f500,00\xa0€"


def test_session_is_past_from_its_end_on() -> None:
    session = make_session()

    assert rendered("{{ s|is_past:now }}", s=session, now=session.ends_at) == "True"
    assert rendered("{{ s|is_past:now }}", s=session, now=session.starts_at) == "False"
