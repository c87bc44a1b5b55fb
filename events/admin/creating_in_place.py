"""A missing organisation or speaker, made from the name that was typed into an autocomplete."""

import unicodedata

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from modeltranslation.utils import build_localized_fieldname

from events.editing import editing
from events.punctuation import in_sequence
from events.slugs import free_slug
from events.text_rules import refuse_markup

LANGUAGE_OF_SCRIPT = {"HANGUL": "ko", "ARABIC": "ar", "CJK": "zh-hans"}
"""Of the first letter of a name, by the first word of its Unicode name; any other script: the default."""


def language_of(name: str) -> str:
    """The content language whose column a name in that script is kept in."""
    letter = next((letter for letter in name if letter.isalpha()), "a")
    script = unicodedata.name(letter, "").partition(" ")[0]
    return LANGUAGE_OF_SCRIPT.get(script, settings.MODELTRANSLATION_DEFAULT_LANGUAGE)


def made(model: type[Model], name: str) -> Model:
    """A new record of that name, checked and not saved; raises ValidationError."""
    refuse_markup(name)
    record = model(slug=free_slug(model, name))
    setattr(record, build_localized_fieldname("name", language_of(name)), name)
    record.full_clean()
    return record


class CreatedInPlace:
    """For the ModelAdmin of what has a name, and needs nothing else."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.create_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_create"
        return [path("create-in-place/", view, name=name), *super().get_urls()]

    def create_view(self, request: HttpRequest) -> HttpResponse:
        """JSON: ``id`` and ``text`` of the new record, or, with 422, an ``error``."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_add_permission(request):
            raise PermissionDenied
        try:
            record = made(self.model, forms.CharField().clean(request.POST.get("name", "")))
        except ValidationError as error:
            return JsonResponse({"error": in_sequence(dict.fromkeys(error.messages))}, status=422)
        with editing(request.user, []) as edit:
            record.save()
            edit.new.append(record)
            self.log_addition(request, record, gettext("Made while entering an event."))
        return JsonResponse({"id": record.pk, "text": str(record)})


def offered(site: admin.AdminSite, model: type[Model], request: HttpRequest) -> dict[str, str]:
    """The attributes that tell the script of an autocomplete where a record of ``model`` is made; or none."""
    kept = site._registry.get(model)
    if not isinstance(kept, CreatedInPlace) or not kept.has_add_permission(request):
        return {}
    return {
        "data-create-url": reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_create"),
        "data-create-label": gettext("Make “%s”"),
        "data-create-failed": gettext("It could not be made: the site did not answer."),
    }
