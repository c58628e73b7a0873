"""Catalogue files → entries with their lines: YAML to write by hand, JSON Lines for long lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from grounds.actors.entries import Entry
from grounds.model.errors import CatalogueError
from grounds.model.plain_yaml import find_swelling

#: Largest files. YAML takes a second or two a megabyte; a list that long is better given as JSON Lines.
MOST_YAML = 20_000_000
MOST_LINES = 1_000_000_000
_REMEDY = "see docs/catalogue.md"
_SWELLING = {
    "alias": ("YAML aliases are not allowed", "write the entry out"),
    "depth": ("is nested too deep", _REMEDY),
}


def read_entries(path: Path, *, shown: Path | None = None) -> Iterator[Entry]:
    """The entries of a user's file: ``.jsonl`` is JSON Lines, all else YAML. Raises :class:`CatalogueError`.

    ``shown`` is the file that errors speak of, where ``path`` is to take its place.
    """
    named = str(shown or path)
    lines = Path(named).suffix == ".jsonl"
    most = MOST_LINES if lines else MOST_YAML
    try:
        if path.stat().st_size > most:
            remedy = "split it" if lines else "split it, or write one entry a line as JSON (.jsonl)"
            raise CatalogueError(f"the file is over {most // 1_000_000:,} MB", place=named, remedy=remedy)
        if lines:
            yield from _json_entries(path, named)
            return
        with path.open("rb") as file:
            data = file.read(most + 1)  # a pipe or device has no size beforehand
        if len(data) > most:
            raise CatalogueError(f"is over {most // 1_000_000:,} MB", place=named, remedy="give a file")
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise CatalogueError(
            f"cannot be opened ({error.strerror})", place=named, remedy="check the path and the rights"
        ) from error
    except UnicodeDecodeError as error:
        raise CatalogueError(f"cannot be read ({error})", place=named, remedy="give a UTF-8 file") from error
    _refuse_swelling(text, named)
    yield from yaml_entries(text, named)


def _json_entries(path: Path, named: str) -> Iterator[Entry]:
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            place = f"{named}, line {number}"
            try:
                values = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise CatalogueError(f"broken JSON: {error}", place=place, remedy="give one entry a line") from error
            if not isinstance(values, dict):
                raise CatalogueError("an entry is a mapping", place=place, remedy=_REMEDY)
            yield Entry(values, named, number)


def _refuse_swelling(text: str, place: str) -> None:
    """YAML aliases and deep nesting are refused, for both can be made to swell without end."""
    try:
        found = find_swelling(text)
    except yaml.YAMLError as error:
        raise _broken(error, place) from error
    if found is not None:
        problem, remedy = _SWELLING[found.what]
        raise CatalogueError(problem, place=f"{place}, line {found.line}", remedy=remedy)


def yaml_entries(text: str, place: str) -> Iterator[Entry]:
    """The entries of YAML text, a list of mappings; each knows the line of each of its fields."""
    loader = yaml.CSafeLoader(text)
    try:
        top = loader.get_single_node()
        if not isinstance(top, yaml.SequenceNode):
            raise CatalogueError("a list of actors is meant", place=place, remedy=_REMEDY)
        for node in top.value:
            yield _entry(loader, node, place)
    except (yaml.YAMLError, ValueError) as error:
        raise _broken(error, place) from error
    finally:
        loader.dispose()


def _entry(loader: Any, node: yaml.Node, place: str) -> Entry:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        raise CatalogueError("an entry needs id and name", place=f"{place}, line {line}", remedy=_REMEDY)
    lines: dict[str, int] = {}
    for key, _ in node.value:
        at = key.start_mark.line + 1
        if str(key.value) in lines:
            raise CatalogueError(f"{key.value!r} stands twice in an entry", place=f"{place}, line {at}")
        lines[str(key.value)] = at
    try:
        values = loader.construct_document(node)
    except (ValueError, OverflowError) as error:
        misfit = _misfit(loader, node)
        at, words = (misfit.start_mark.line + 1, repr(misfit.value)) if misfit is not None else (line, "a value")
        raise CatalogueError(f"{words:.60} cannot be: {error}", place=f"{place}, line {at}", remedy=_REMEDY) from error
    return Entry(values, place, line, lines)


def _misfit(loader: Any, node: yaml.Node) -> yaml.ScalarNode | None:
    """The first value that is none, such as a day that no month has."""
    if not isinstance(node, yaml.ScalarNode):
        inner = (part for pair in node.value for part in (pair if isinstance(pair, tuple) else (pair,)))
        return next((found for part in inner if (found := _misfit(loader, part)) is not None), None)
    try:
        loader.construct_document(node)
    except (ValueError, OverflowError):
        return node
    return None


def _broken(error: Exception, place: str) -> CatalogueError:
    mark = getattr(error, "problem_mark", None)
    at = place if mark is None else f"{place}, line {mark.line + 1}"
    parts = [getattr(error, part, None) for part in ("context", "problem")]
    problem = " ".join(filter(None, parts)) or " ".join(str(error).split())
    return CatalogueError(f"broken YAML: {problem}", place=at, remedy="check quotes, brackets and indents")
