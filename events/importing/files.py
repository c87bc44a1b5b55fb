"""The catalogue's files: YAML, one mapping of model to records in each.

A record holds its fields by name and, under the name of a relation, the records that belong to it::

    events.event:
    - slug: learning-cities-2024
      title_en: …
      sessions:
      - number: 1
        starts_at: 2024-03-20T12:00:00Z
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps
from django.db.models import Model

from events.models.citation import UNWRITABLE

TOP_LEVEL = (
    "events.source",
    "events.topic",
    "organisations.organisation",
    "organisations.project",
    "events.speaker",
    "events.event",
)
"""Models in the order in which they are loaded, each after those that it refers to."""


class CatalogueError(Exception):
    """What is wrong with the files, one line a problem: file, record, reason."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class StrictLoader(yaml.SafeLoader):
    """YAML that refuses what plain YAML or a database would change unseen."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:  # plain YAML keeps the last
                raise yaml.constructor.ConstructorError(
                    None, None, f"“{key.value}” stands twice", key.start_mark
                )
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)

    def construct_scalar(self, node: yaml.ScalarNode) -> str:
        text = super().construct_scalar(node)
        if UNWRITABLE.search(text):
            raise yaml.constructor.ConstructorError(
                None, None, "holds a NUL or half a character, which no database keeps", node.start_mark
            )
        return text


@dataclass(frozen=True)
class FileRecord:
    """One record of the top level: where it stands and what it says."""

    file: str
    model: type[Model]
    values: dict[str, Any]


def read_file(path: Path, directory: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """(model label, values) of each record of one file. Raises CatalogueError."""
    name = path.relative_to(directory).as_posix()
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), StrictLoader)  # noqa: S506 is a SafeLoader
    except (yaml.YAMLError, ValueError, OSError) as error:
        raise CatalogueError([f"{name}: {' '.join(str(error).split())}"]) from error
    if not isinstance(content, dict):
        raise CatalogueError([f"{name}: holds no mapping of model to records"])
    for label, records in content.items():
        if label not in TOP_LEVEL:
            raise CatalogueError([f"{name}: “{label}” is none of {', '.join(TOP_LEVEL)}"])
        if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
            raise CatalogueError([f"{name}: {label} holds no list of records"])
        for values in records:
            yield label, values


def read_directory(directory: Path) -> list[FileRecord]:
    """Every record below ``directory`` in loading order; raises CatalogueError with all that is wrong."""
    paths = sorted(directory.rglob("*.yaml"))
    if not paths:
        raise CatalogueError([f"{directory}: holds no .yaml file"])
    records, problems = [], []
    for path in paths:
        try:
            for label, values in read_file(path, directory):
                file = path.relative_to(directory).as_posix()
                records.append(FileRecord(file, apps.get_model(label), values))
        except CatalogueError as error:
            problems += error.problems
    if problems:
        raise CatalogueError(problems)
    return sorted(records, key=lambda record: TOP_LEVEL.index(record.model._meta.label_lower))
