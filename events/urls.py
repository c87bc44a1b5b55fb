"""The public pages about events and who takes part in them; each below the language of the page."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from events.feeds import calendars, news
from events.views.choices_page import ChoicesPage
from events.views.events import EventPage
from events.views.languages import LanguageList, LanguagePage
from events.views.month import MonthPage, NearestMonth
from events.views.organisations import OrganisationList, OrganisationPage, ProjectPage
from events.views.preview import PreviewPage
from events.views.sessions import SessionList
from events.views.social_images import event_image
from events.views.sources import SourceList, SourcePage
from events.views.speakers import SpeakerList, SpeakerPage
from events.views.subscribe import SubscribePage
from events.views.topics import TopicList, TopicPage
from events.views.zones import ZonePage


class FourDigits(IntConverter):
    regex = "[0-9]{4}"


class TwoDigits(IntConverter):
    regex = "[0-9]{2}"

    def to_url(self, value: int) -> str:
        return f"{value:02}"


register_converter(FourDigits, "year")
register_converter(TwoDigits, "month")

urlpatterns = [
    path("events/", SessionList.as_view(), name="sessions"),
    path("events.ics", calendars.sessions_calendar, name="sessions-calendar"),
    path("events.atom", news.sessions_news, name="sessions-news"),
    path("events/<slug:slug>/", EventPage.as_view(), name="event"),
    path("events/<slug:slug>/preview/", PreviewPage.as_view(), name="event-preview"),
    path("events/<slug:slug>/social.png", event_image, name="event-image"),
    path("events/<slug:slug>.ics", calendars.event_calendar, name="event-calendar"),
    path("events/<slug:slug>/<int:number>.ics", calendars.session_calendar, name="session-calendar"),
    path("choose/<slug:name>/", ChoicesPage.as_view(), name="choices"),
    path("calendar/", NearestMonth.as_view(), name="calendar"),
    path("calendar/<year:year>/<month:number>/", MonthPage.as_view(), name="month"),
    path("time-zones/", ZonePage.as_view(), name="zones"),
    path("languages/", LanguageList.as_view(), name="languages"),
    path("languages/<slug:code>/", LanguagePage.as_view(), name="language"),
    path("topics/", TopicList.as_view(), name="topics"),
    path("topics/<slug:slug>/", TopicPage.as_view(), name="topic"),
    path("subscribe/", SubscribePage.as_view(), name="subscribe"),
    path("speakers/", SpeakerList.as_view(), name="speakers"),
    path("speakers/<slug:slug>/", SpeakerPage.as_view(), name="speaker"),
    path("organisations/", OrganisationList.as_view(), name="organisations"),
    path("organisations/<slug:slug>/", OrganisationPage.as_view(), name="organisation"),
    path("projects/<slug:slug>/", ProjectPage.as_view(), name="project"),
    path("sources/", SourceList.as_view(), name="sources"),
    path("sources/<slug:slug>/", SourcePage.as_view(), name="source"),
]
