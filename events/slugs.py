"""Addresses for new records, made of their names."""

from django.db.models import Model
from django.utils.text import slugify

NUMBER_LENGTH = 6


def free_slug(model: type[Model], name: str) -> str:
    """A slug that no record of ``model`` has, of ``name``; of the kind of record where no letter is Latin."""
    longest = model._meta.get_field("slug").max_length - NUMBER_LENGTH
    stem = slugify(name)[:longest].strip("-") or slugify(model._meta.model_name)
    taken = set(model._default_manager.filter(slug__startswith=stem).values_list("slug", flat=True))
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug
