"""Which columns can be kept in several languages (django-modeltranslation finds this file by its name)."""

from modeltranslation.translator import TranslationOptions, register

from events.models import Appearance, Event, Involvement, Resource, Session, Source, Speaker, Topic


@register(Event)
class EventTranslation(TranslationOptions):
    fields = ("title", "summary", "description", "audience", "source_note")


@register(Session)
class SessionTranslation(TranslationOptions):
    fields = ("title", "status_reason", "date_note")


@register(Speaker)
class SpeakerTranslation(TranslationOptions):
    fields = ("name", "source_note")


@register(Appearance)
class AppearanceTranslation(TranslationOptions):
    fields = ("role",)


@register(Involvement)
class InvolvementTranslation(TranslationOptions):
    fields = ("note",)


@register(Resource)
class ResourceTranslation(TranslationOptions):
    fields = ("title",)


@register(Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name",)


@register(Source)
class SourceTranslation(TranslationOptions):
    fields = ("title", "description")
