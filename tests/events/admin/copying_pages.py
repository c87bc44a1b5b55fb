"""The pages that copy as a test reads them."""

from django.http import HttpResponse


def refused(page: HttpResponse) -> dict[str, list[str]]:
    assert page.status_code == 200
    return {name: list(texts) for name, texts in page.context["adminform"].errors.items()}
