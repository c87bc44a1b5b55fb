"""In whose time a page is: the zone in its address, and the page to choose one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import TemplateView

from events import cldr
from events.filter_fields import ZoneField
from events.models import Event
from events.punctuation import in_sequence
from events.text import folded
from events.timezones import in_zone, zone_countries, zone_names

LONGEST_FIND = 60


def zone_of(data: QueryDict) -> tuple[str, str]:
    """The zone in the address, if any, and what is wrong with it, if anything."""
    try:
        return ZoneField(required=False).clean(data.get("tz")), ""
    except ValidationError as error:
        return "", in_sequence(error.messages)


class ZonedPage:
    """For a page whose times can be had in another zone than the organisers': ``tz`` in its address."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        zone, zone_error = zone_of(self.request.GET)
        return super().get_context_data(**kwargs) | {"zone": zone, "zone_error": zone_error}


@dataclass(frozen=True)
class Place:
    """A zone by its city and country, in the language of the page, with its offset from UTC now."""

    zone: str
    city: str
    country: str
    offset: str
    query: str

    @property
    def found_by(self) -> str:
        return folded(f"{self.city} {self.country} {self.zone}".replace("_", " ").replace("/", " "))


def place(zone: str, now: datetime, back: QueryDict) -> Place:
    language, country = get_language(), zone_countries().get(zone, "")
    query = back.copy()
    query["tz"] = zone
    return Place(
        zone=zone,
        city=cldr.zone_city(zone, language),
        country=cldr.country_name(country, language) if country else "",
        offset=cldr.utc_offset(in_zone(now, zone), language),
        query=query.urlencode(),
    )


def is_found(place: Place, words: list[str]) -> bool:
    """Whether each of the words begins one of the place."""
    there = place.found_by.split()
    return all(any(part.startswith(word) for part in there) for word in words)


def back_to(data: QueryDict) -> tuple[str, QueryDict]:
    """Path and query of the page that times are wanted on; the list where it is none of ours."""
    path, _, query = data.get("back", "").partition("?")
    try:
        resolve(path)
    except Resolver404:
        return "", QueryDict(mutable=True)
    back = QueryDict(query, mutable=True)
    for name in ("tz", "page"):
        back.pop(name, None)
    return path, back


class ZonePage(TemplateView):
    """All IANA zones, to be found by city and country; each leads back to a page in its time.

    UTC and those with a place are listed, the others (old names) where they are searched for.
    """

    template_name = "events/zones.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, find = timezone.now(), self.request.GET.get("find", "")[:LONGEST_FIND]
        path, back = back_to(self.request.GET)
        words = folded(find.replace("_", " ").replace("/", " ")).split()
        known = zone_names() if words else [*zone_countries(), "UTC"]
        places = [place(zone, now, back) for zone in known]
        found = [one for one in places if is_found(one, words)]
        used = set(Event.objects.listed().zones()) if not words else set()
        return super().get_context_data(**kwargs) | {
            "find": find,
            "path": path,
            "back": self.request.GET.get("back", "") if path else "",
            "organisers": [one for one in sorted_by_name(places) if one.zone in used],
            "places": sorted_by_name(found),
            "now": now,
        }


def sorted_by_name(places: list[Place]) -> list[Place]:
    """Those with a country first."""
    return sorted(places, key=lambda one: (not one.country, folded(one.country), folded(one.city), one.zone))
