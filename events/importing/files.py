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

TOP_LEVEL = (
    "organisations.organisation",
    "events.source",
    "events.topic",
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
    """YAML that refuses a key given twice, where plain YAML would keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        self.flatten_mapping(node)
        seen: set[Hashable] = set()
        for key_node, _value in node.value:
            key = self.construct_object(key_node, deep=deep)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"“{key}” stands twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


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
    except (yaml.YAMLError, UnicodeDecodeError) as error:
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
