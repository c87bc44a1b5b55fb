"""The pages of translators: what is missing in which language, and texts side by side."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.exceptions import NotRegistered
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events import cldr
from events.admin.translation_form import TranslationForms
from events.calendar_entries import CannotRenderError
from events.editing import editing
from events.punctuation import listed
from events.translations import (
    LANGUAGES,
    lacking,
    languages_of,
    missing_texts,
    tallies,
    translated_models,
    with_parts,
)

PER_PAGE = 50


def languages_for(request: HttpRequest, kept: ModelAdmin, record: Model | None = None) -> list[str]:
    """Those that the user may write texts of such records in: all, or those of the remit."""
    if kept.has_change_permission(request, record):
        return list(LANGUAGES)
    remit = getattr(request.user, "remit", None)
    if remit is None or not request.user.has_perm("events.translate_catalogue"):
        return []
    return [language for language in LANGUAGES if language in remit.language_codes]


def named(language: str) -> dict[str, str]:
    return {"code": language, "name": cldr.endonym(language), "direction": cldr.direction(language)}


class TranslationPages:
    def __init__(self, site: AdminSite) -> None:
        self.site = site

    def urls(self) -> list[URLPattern]:
        of_kind = "translations/<slug:language>/<slug:model>/"
        return [
            path("translations/", self.site.admin_view(self.overview), name="translations"),
            path(of_kind, self.site.admin_view(self.records), name="translations_of_kind"),
            path(f"{of_kind}<int:pk>/", self.site.admin_view(self.record), name="translation"),
        ]

    def admin_of(self, model_name: str) -> ModelAdmin:
        for model in translated_models():
            if model._meta.model_name == model_name:
                try:
                    return self.site.get_model_admin(model)
                except NotRegistered:
                    break
        raise Http404

    def check(
        self, request: HttpRequest, language: str, kept: ModelAdmin, record: Model | None = None
    ) -> None:
        if language not in LANGUAGES:
            raise Http404
        if language not in languages_for(request, kept, record):
            raise PermissionDenied

    def context(self, request: HttpRequest, title: Any, **values: Any) -> dict[str, Any]:
        request.current_app = self.site.name
        return self.site.each_context(request) | {"title": title} | values

    def overview(self, request: HttpRequest) -> HttpResponse:
        """What there is and what is missing, by kind of record and language."""
        kinds = {}
        for model in translated_models():
            kept = self.site.get_model_admin(model)
            if languages := languages_for(request, kept):
                found = tallies(kept.get_queryset(request))
                kinds[model] = {language: found[language] for language in languages}
        if not kinds:
            raise PermissionDenied
        languages = [language for language in LANGUAGES if any(language in kind for kind in kinds.values())]
        rows = [
            {
                "name": capfirst(str(model._meta.verbose_name_plural)),
                "model": model._meta.model_name,
                "cells": [(language, kind.get(language)) for language in languages],
            }
            for model, kind in kinds.items()
        ]
        totals = [
            sum(kind[language].missing for kind in kinds.values() if language in kind)
            for language in languages
        ]
        context = self.context(
            request, _("Translations"), languages=list(map(named, languages)), rows=rows, totals=totals
        )
        return TemplateResponse(request, "admin/translations/overview.html", context)

    def records(self, request: HttpRequest, language: str, model: str) -> HttpResponse:
        """Records of a kind that lack a text, or all of them; the newest first."""
        kept = self.admin_of(model)
        self.check(request, language, kept)
        query, shows_all = request.GET.get("q", "").strip(), request.GET.get("show") == "all"
        found, may_repeat = kept.get_search_results(request, kept.get_queryset(request), query)
        found = found.distinct() if may_repeat else found
        found = found if shows_all else lacking(found, language)
        page = Paginator(found.order_by("-pk"), PER_PAGE).get_page(request.GET.get("p"))
        context = self.context(
            request,
            f"{capfirst(str(kept.opts.verbose_name_plural))} – {cldr.endonym(language)}",
            language=named(language),
            model=model,
            page=page,
            rows=[(record, missing_texts(record, language)) for record in page],
            query=query,
            shows_all=shows_all,
        )
        return TemplateResponse(request, "admin/translations/records.html", context)

    def record(self, request: HttpRequest, language: str, model: str, pk: int) -> HttpResponse:
        """The texts of a record side by side: one language to read, the other to write."""
        kept = self.admin_of(model)
        record = kept.get_object(request, str(pk))
        if record is None:
            raise Http404
        self.check(request, language, kept, record)
        page = self.forms(request, kept, pk, language)
        if request.method == "POST" and page.is_valid():
            try:
                page = self.written(request, kept, pk, language, page)
            except CannotRenderError as error:
                return kept.refusal(request, error)
            if page.is_valid():
                return redirect(self.address_after(request, kept, pk, language))
        records = [form.instance for form in page]
        context = self.context(
            request,
            f"{record} – {cldr.endonym(language)}",
            language=named(language),
            model=model,
            kind=kept.opts.verbose_name_plural,
            record=record,
            page=page,
            is_refused=request.method == "POST",
            sources=[named(code) for code in languages_of(records) if code != language],
            wanted=request.GET.get("from", ""),
        )
        return TemplateResponse(request, "admin/translations/record.html", context)

    def forms(self, request: HttpRequest, kept: ModelAdmin, pk: int, language: str) -> TranslationForms:
        """Of the record as it is stored now, and of those of its parts that the user may translate, too."""
        record = kept.get_object(request, str(pk))
        admins = {model: self.site.get_model_admin(model) for model in translated_models()}
        allowed = {model for model, part in admins.items() if language in languages_for(request, part)}
        records = [one for one in with_parts(record) if one is record or type(one) in allowed]
        return TranslationForms(self.site, request, records, language, request.GET.get("from", ""))

    def written(
        self, request: HttpRequest, kept: ModelAdmin, pk: int, language: str, page: TranslationForms
    ) -> TranslationForms:
        """Save what was changed; a page that is not valid is returned where somebody was quicker."""
        if not page.changed:
            messages.info(request, _("Nothing was changed."))
            return page
        with editing(request.user, [form.instance for form in page.changed]):
            page = self.forms(request, kept, pk, language)  # again, now that nobody else writes
            if not page.is_valid():
                return page
            told = []
            for form in page.changed:
                changed: dict[str, Any] = {"fields": form.write()}
                if form.instance.pk != pk or form._meta.model is not kept.model:
                    changed |= {"name": str(form.instance._meta.verbose_name), "object": str(form.instance)}
                told.append({"changed": changed})
            record = kept.get_object(request, str(pk))
            kept.log_change(request, record, told)
        messages.success(request, gettext("The texts of “%s” were saved.") % record)
        for form in page:
            if form.tags_taken_out:
                said = gettext("Tags that a text cannot hold were taken out of: %s")
                messages.warning(request, said % listed(map(str, form.tags_taken_out)))
        return page

    def address_after(self, request: HttpRequest, kept: ModelAdmin, pk: int, language: str) -> str:
        """The same page; after “save and next” that of the next record that lacks a text, or the list."""
        args = [language, kept.opts.model_name]
        if "_next" not in request.POST:
            return request.get_full_path()
        records: QuerySet = lacking(kept.get_queryset(request), language).filter(pk__lt=pk)
        following = records.order_by("-pk").values_list("pk", flat=True).first()
        if following is None:
            return reverse("admin:translations_of_kind", args=args, current_app=self.site.name)
        target = reverse("admin:translation", args=[*args, following], current_app=self.site.name)
        query = request.GET.urlencode()
        return f"{target}?{query}" if query else target


def translation_urls(admin_site: AdminSite) -> list[URLPattern]:
    """The pages of translators, for ``get_urls()`` of a site, before its own."""
    return TranslationPages(admin_site).urls()
