"""What programs ask a site for: which pages there are, how to behave, whom to write to."""

from datetime import UTC, timedelta

from django.conf import settings
from django.contrib.sitemaps import views as sitemaps
from django.contrib.sitemaps.views import SitemapIndexItem
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from events import cldr
from events.colours import ACCENT, PAPER
from events.sitemaps import SITEMAPS, NamedPages

SECURITY_TXT_LASTS = timedelta(days=180)
"""RFC 9116 wants less than a year, so that it is not believed for ever."""

ALL_SITEMAPS = {"site": NamedPages("home", "help", "about"), **SITEMAPS}


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """For those who ask for it where it once had to lie; pages name the icon."""
    return redirect(static("icon-192.png"))


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Keeps crawlers out of what only repeats other pages: narrowed, or in another zone (RFC 9309)."""
    kept_out = ["/admin/", "/*/choose/", "/*/time-zones/", "/*tz="]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in kept_out),
        "",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain")


@require_safe
def prefetch_rules(_request: HttpRequest) -> HttpResponse:
    """A page is fetched when its link is about to be pressed (WICG Speculation Rules).

    Files and the admin are left alone, and what only narrows or repeats a page: it may never be asked for.
    """
    left_alone = ["/admin/*", "/*.ics", "/*.atom", "/*.png", "/*\\?*"]
    where = {"and": [{"href_matches": "/*/*"}, {"not": {"href_matches": left_alone}}]}
    rules = {"prefetch": [{"where": where, "eagerness": "moderate"}]}
    return JsonResponse(rules, content_type="application/speculationrules+json")


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """The sitemaps, each with all of its pages, below the address of the site."""
    items = []
    for section, sitemap in ALL_SITEMAPS.items():
        address = settings.SITE_URL + reverse("sitemap-section", args=[section])
        changed_at = sitemap.get_latest_lastmod()
        items.append(SitemapIndexItem(address, changed_at))
        pages = range(2, sitemap.paginator.num_pages + 1)
        items += [SitemapIndexItem(f"{address}?p={page}", changed_at) for page in pages]
    return TemplateResponse(request, "sitemap_index.xml", {"sitemaps": items}, content_type="application/xml")


@require_safe
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    response = sitemaps.sitemap(request, ALL_SITEMAPS, section)
    # It would hide what is listed no more from those who ask by date; its digest does not.
    del response.headers["Last-Modified"]
    return response


@require_safe
def security_txt(_request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116); not there where the site names nobody."""
    if not settings.CONTACT_EMAIL:
        raise Http404
    expires = (timezone.now() + SECURITY_TXT_LASTS).astimezone(UTC).replace(hour=0, minute=0, second=0)
    lines = [
        f"Contact: mailto:{settings.CONTACT_EMAIL}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {settings.LANGUAGE_CODE}",
        f"Canonical: {settings.SITE_URL}{reverse('security-txt')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def manifest(_request: HttpRequest) -> HttpResponse:
    """The site as an application of a device, in the language of its address (W3C Manifest)."""
    language = get_language()
    return JsonResponse(
        {
            "id": reverse("home"),
            "name": gettext("Climate webinar catalogue"),
            "short_name": gettext("Climate webinars"),
            "description": gettext("Climate webinars of city networks"),
            "lang": language,
            "dir": cldr.direction(language),
            "start_url": reverse("home"),
            "scope": "/",
            "display": "minimal-ui",
            "background_color": PAPER,
            "theme_color": ACCENT,
            "icons": [
                {"src": static("icon.svg"), "type": "image/svg+xml", "sizes": "any"},
                {"src": static("icon-192.png"), "type": "image/png", "sizes": "192x192"},
                {"src": static("icon-512.png"), "type": "image/png", "sizes": "512x512"},
                {
                    "src": static("icon-512.png"),
                    "type": "image/png",
                    "sizes": "512x512",
                    "purpose": "maskable",
                },
            ],
            "shortcuts": [
                {"name": gettext("Sessions"), "url": reverse("sessions")},
                {"name": gettext("Calendar"), "url": reverse("calendar")},
                {"name": gettext("Subscribe"), "url": reverse("subscribe")},
            ],
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
