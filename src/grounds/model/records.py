"""Frozen types to JSON-ready values, and back.

Tuples stand where JSON has lists; a name that Python reserves has a trailing underscore that JSON lacks (``from_``,
``self_``). Nothing here knows what the fields mean: that is for ``checks``.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable
from dataclasses import MISSING, fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

import orjson

from grounds.model.errors import RecordError

_T = TypeVar("_T")
_AS_IT_IS = frozenset({str, int, float, bool, type(None)})


def json_name(name: str) -> str:
    """The name of a field in JSON."""
    return name.rstrip("_")


def plain_record(value: Any) -> dict[str, Any]:
    """A frozen value as JSON-ready values, every key present, in the order of its fields."""
    record: dict[str, Any] = _plain(value)
    return record


def record_json(value: Any) -> str:
    """The same as one line of JSON."""
    try:
        # Keys that are words of Python end in an underscore here. No text can hold these three characters: its own
        # quotation marks are escaped, and the mark that ends it stands before a comma or bracket.
        return orjson.dumps(value).replace(b'_":', b'":').decode()
    except orjson.JSONEncodeError:  # integers of more than 64 bits
        return json.dumps(plain_record(value), ensure_ascii=False, separators=(",", ":"))


@cache
def _shape(cls: Any) -> tuple[attrgetter[tuple[Any, ...]], tuple[str, ...]]:
    """What gets all fields of a class at once, and their names in JSON."""
    names = [f.name for f in fields(cls)]
    return attrgetter(*names), tuple(map(json_name, names))


def _plain(value: Any) -> Any:
    # Called for every field of every claim written: exact types are looked up before anything is asked of the value.
    kind: Any = type(value)
    if kind in _AS_IT_IS:
        return value
    if kind is tuple:
        return [_plain(v) for v in value] if value else []
    if kind is dict:
        return dict(value)
    values_of, names = _shape(kind)
    return {n: v if type(v) in _AS_IT_IS else _plain(v) for n, v in zip(names, values_of(value), strict=True)}


def value_from_record(cls: Callable[..., _T], record: dict[str, Any], place: str) -> _T:
    """The value of a record; absent keys take their defaults. Raises :class:`RecordError` on unknown and missing keys
    and values of another type, with ``place`` and the way to the field."""
    kind: Any = cls
    known = {json_name(f.name): f for f in fields(kind)}
    unknown = set(record) - set(known)
    if unknown:
        raise RecordError(f"unknown keys {sorted(unknown)}", place=place, remedy="see docs/claim.schema.json")
    hints = _hints(kind)
    values = {f.name: _value(hints[f.name], record[key], f"{place}.{key}") for key, f in known.items() if key in record}
    missing = [
        key for key, f in known.items() if key not in record and f.default is MISSING and f.default_factory is MISSING
    ]
    if missing:
        raise RecordError(f"keys {missing} are missing", place=place, remedy="see docs/claim.schema.json")
    return cls(**values)


@cache
def _hints(cls: Any) -> dict[str, Any]:
    return get_type_hints(cls)


def _value(hint: Any, value: Any, place: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        if value is None:
            return None
        return _value(next(a for a in get_args(hint) if a is not type(None)), value, place)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise RecordError(f"a list is meant, not {value!r}", place=place)
        return tuple(_value(get_args(hint)[0], v, f"{place}[{i}]") for i, v in enumerate(value))
    if origin is dict:
        return dict(value)
    if hasattr(hint, "__dataclass_fields__"):
        if not isinstance(value, dict):
            raise RecordError(f"an object is meant, not {value!r}", place=place)
        return value_from_record(hint, value, place)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise RecordError(f"{hint.__name__} is meant, not {value!r}", place=place)
    return value
