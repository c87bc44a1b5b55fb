"""Which columns can be kept in several languages (django-modeltranslation finds this file by its name)."""

from modeltranslation.translator import TranslationOptions, register

from organisations.models import Office, Organisation, Project


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("name", "description", "source_note")


@register(Office)
class OfficeTranslation(TranslationOptions):
    fields = ("name", "region")


@register(Project)
class ProjectTranslation(TranslationOptions):
    fields = ("name", "tagline", "description", "source_note")
