"""Whether JSON values have the shape of our types: what a damaged or foreign record is told by, before it is used.

Shape is keys and types alone; whether the values make a good claim is for ``checks``. Keys that are not known are let
pass, for a newer Grounds may have added them. Checks are made once a type and are quick enough for every record read.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from grounds.model.document import Document, Fact, Page, Passage, SourceRange
from grounds.model.records import json_name

#: Gives what is wrong with a value and where in it; null where nothing is.
Check = Callable[[Any], str | None]

_MEANT = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    dict: "an object",
    list: "a list",
}
#: Fields of a document that its record lacks: they are kept beside it.
_BESIDE = frozenset({"text", "passages", "pages", "source_map", "facts"})


def of(hint: Any) -> Check:
    """The check of a type's values in their JSON form."""
    return _check(hint)


@cache
def document_check() -> Check:
    """The check of a document's record as a ledger keeps it, with its facts."""
    hints = get_type_hints(Document)
    keys = {f.name: hints[f.name] for f in fields(Document) if f.name not in _BESIDE}
    more = {"characters": _check(int), "facts": _values(_check(Fact))}
    return _object({**{k: _check(h) for k, h in keys.items()}, **more}, frozenset({*keys, *more}))


@cache
def layout_check() -> Check:
    """The check of what a ledger keeps of a document's passages, pages, source map and facts, each a bare list of its
    fields."""
    pieces = _list(_row(_check(int), _check(int), _check(str)))
    kinds = {"passages": _row(_check(get_type_hints(Passage)["kind"]), pieces)}
    kinds |= {n: _row(*map(_check, _hints_of(c))) for n, c in (("pages", Page), ("source_map", SourceRange))}
    return _object(
        {**{n: _list(c) for n, c in kinds.items()}, "facts": _values(_check(Fact))}, frozenset({*kinds, "facts"})
    )


def _hints_of(cls: Any) -> list[Any]:
    hints = get_type_hints(cls)
    return [hints[f.name] for f in fields(cls)]


@cache
def _check(hint: Any) -> Check:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = _check(next(a for a in get_args(hint) if a is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        return _list(_check(get_args(hint)[0]))
    if origin in (dict, Mapping):
        return _values(_check(get_args(hint)[1]))
    if origin is Literal:
        return _check(str)
    if hasattr(hint, "__dataclass_fields__"):
        return lambda value: _of_type(hint)(value)  # made when it is needed: a type may hold itself
    if hint is Any:
        return lambda _: None
    exact = (int, float) if hint is float else (hint,)
    return lambda value: None if type(value) in exact else _told(hint, value)


@cache
def _of_type(cls: Any) -> Check:
    hints = get_type_hints(cls)
    needed = {json_name(f.name) for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING}
    return _object({json_name(f.name): _check(hints[f.name]) for f in fields(cls)}, frozenset(needed))


def _told(hint: Any, value: Any) -> str:
    return f"{_MEANT.get(hint, hint)} is meant, not {value!r:.40}"


def _object(checks: Mapping[str, Check], needed: frozenset[str]) -> Check:
    listed = tuple(checks.items())

    def check(value: Any) -> str | None:
        if type(value) is not dict:
            return _told(dict, value)
        if not needed <= value.keys():
            return f"lacks {', '.join(sorted(needed - value.keys()))}"
        for key, of_key in listed:
            if key in value and (problem := of_key(value[key])) is not None:
                return _within(key, problem)
        return None

    return check


def _list(of_each: Check) -> Check:
    def check(value: Any) -> str | None:
        if type(value) is not list:
            return _told(list, value)
        for number, item in enumerate(value):
            if (problem := of_each(item)) is not None:
                return _within(str(number), problem)
        return None

    return check


def _values(of_each: Check) -> Check:
    def check(value: Any) -> str | None:
        if type(value) is not dict:
            return _told(dict, value)
        return next((_within(k, p) for k, v in value.items() if (p := of_each(v)) is not None), None)

    return check


def _row(*checks: Check) -> Check:
    def check(value: Any) -> str | None:
        if type(value) is not list or len(value) != len(checks):
            return f"a list of {len(checks)} is meant, not {value!r:.40}"
        for number, (item, of_item) in enumerate(zip(value, checks, strict=True)):
            if (problem := of_item(item)) is not None:
                return _within(str(number), problem)
        return None

    return check


def _within(key: str, problem: str) -> str:
    return f"{key}.{problem}" if ": " in problem or problem[0].isdigit() else f"{key}: {problem}"
