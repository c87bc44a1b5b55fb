"""What markup a text may hold: none, but for a few tags in the long texts of public pages."""

import re
from html import unescape

import nh3
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

RICH = {"description", "source_note"}
"""The fields that pages show as paragraphs, whichever model they are of."""
TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a"}
BLOCKS = ("<p>", "<ul>", "<ol>")


def is_rich(model: type[Model], field: str) -> bool:
    """Whether ``field``, or the field that it is the column of for one language, may hold ``TAGS``."""
    column = model._meta.get_field(field)
    return getattr(column, "translated_field", column).name in RICH


def cleaned(model: type[Model], field: str, value: str) -> str:
    """``value`` as ``field`` may hold it; raises ValidationError where that is not what was meant."""
    if is_rich(model, field):
        return clean_rich(value)
    refuse_markup(value)
    return value


def refuse_markup(value: str) -> None:
    if nh3.is_html(value):
        raise ValidationError(_("This is shown as plain text: write it without HTML tags."), code="markup")


def clean_rich(value: str) -> str:
    """``value`` without any tag or attribute that is not allowed; text that holds no tag as it is."""
    if not nh3.is_html(value):
        return value
    html = nh3.clean(
        value, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"}
    ).strip()
    plain = unescape(html)
    return html if nh3.is_html(html) or nh3.is_html(plain) else plain


def marks_of(value: str) -> set[str]:
    """The tags that open in it, and each with the name of each of its attributes."""
    tags = re.findall(r"<([A-Za-z][A-Za-z0-9]*)([^>]*)", value)
    names = {f"{tag} {name}".lower() for tag, rest in tags for name in re.findall(r"([A-Za-z-]+)\s*=", rest)}
    return names | {tag.lower() for tag, _rest in tags}


def loses_markup(value: str) -> bool:
    """Whether ``clean_rich()`` takes a tag or an attribute out, and does not merely write it anew."""
    return "<!--" in value or not marks_of(value) <= marks_of(clean_rich(value))


def as_html(value: str) -> SafeString:
    """The text of a rich field for a page, in paragraphs; cleaned anew, wherever it came from."""
    if not nh3.is_html(value):
        return mark_safe(linebreaks(value, autoescape=True))  # noqa: S308 escaped here
    html = clean_rich(value)
    if not nh3.is_html(html):
        return mark_safe(linebreaks(html, autoescape=True))  # noqa: S308 escaped here
    return mark_safe(html if any(block in html for block in BLOCKS) else linebreaks(html))  # noqa: S308 cleaned


def as_text(value: str) -> str:
    """The words of a rich field, for search."""
    if not nh3.is_html(value):
        return value
    apart = re.sub(r"(?i)(?=</?(?:p|br|ul|ol|li|div|h[1-6])\b)", " ", value)
    return " ".join(unescape(nh3.clean(apart, tags=set())).split())
