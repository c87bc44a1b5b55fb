from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    return {
        "CONTACT_EMAIL": settings.CONTACT_EMAIL,
        "SAMPLE_CATALOGUE": settings.SAMPLE_CATALOGUE,
    }
