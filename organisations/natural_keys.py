"""Natural keys: what identifies a record in the catalogue's files and in every database alike."""

from typing import Any, ClassVar

from django.db import models


class NaturalKeyQuerySet(models.QuerySet):
    def get_by_natural_key(self, *key: Any) -> models.Model:
        return self.get(**dict(zip(self.model.natural_key_lookups(), key, strict=True)))


class NaturalKeyModel(models.Model):
    """A model whose ``natural_key_fields`` are unique together; a foreign key adds its own key's parts."""

    natural_key_fields: ClassVar[tuple[str, ...]]

    objects = NaturalKeyQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def natural_key_lookups(cls) -> list[str]:
        lookups = []
        for name in cls.natural_key_fields:
            related = cls._meta.get_field(name).related_model
            lookups += [f"{name}__{part}" for part in related.natural_key_lookups()] if related else [name]
        return lookups

    def natural_key(self) -> tuple[Any, ...]:
        key: list[Any] = []
        for name in self.natural_key_fields:
            value = getattr(self, name)
            key += value.natural_key() if isinstance(value, NaturalKeyModel) else [value]
        return tuple(key)

    def label(self) -> str:
        """The record in one line for reports: ``session learning-cities-2024 3``."""
        return " ".join([str(self._meta.verbose_name), *map(str, self.natural_key())])
