"""The JSON Schema of the claim record, made from the types and the vocabulary. Run to print it: python -m
grounds.model.schema"""

from __future__ import annotations

import json
import types
from dataclasses import fields
from typing import Any, Union, get_args, get_origin, get_type_hints

from grounds.model import claim as model
from grounds.model.vocabulary import VOCABULARY

_PREDICATES = [p for kind in VOCABULARY["kind"] for p in VOCABULARY[kind]]
_MODES = sorted({m for modes in VOCABULARY.modes.values() for m in modes})
_PARTY = {k: VOCABULARY[k] for k in ("role", "actor_kind", "target_type", "protect")}
#: Closed lists by type and field; fields not named here are free.
_LISTS: dict[str, dict[str, Any]] = {
    "Claim": {
        **{
            k: VOCABULARY[k]
            for k in ("kind", "weapons", "support", "factuality", "polarity", "degree", "scope", "phase", "outcome")
        },
        **{
            k: VOCABULARY[k]
            for k in ("violence_type", "trend", "state", "goal_type", "subtype", "subjects_act", "status")
        },
        "predicate": _PREDICATES,
        "modes": _MODES,
    },
    "Participant": _PARTY,
    "Position": {"value": VOCABULARY["position"]},
    "Attribution": {k: VOCABULARY[f"attribution.{k}"] for k in ("kind", "stance", "channel", "access")},
    "When": {
        "from_kind": VOCABULARY["when.kind"],
        "to_kind": VOCABULARY["when.kind"],
        **{k: VOCABULARY[f"when.{k}"] for k in ("open", "precision", "anchor")},
    },
    "Where": {k: VOCABULARY[f"where.{k}"] for k in ("role", "level", "basis", "part")},
    "Casualties": {
        "outcome": VOCABULARY["casualties.outcome"],
        "of": VOCABULARY["casualties.of"],
        "bound": VOCABULARY["bound"],
    },
    "Quantity": {"bound": VOCABULARY["bound"]},
    "Link": {"type": VOCABULARY["link.type"]},
}
#: Explanations, and what was added later, may be left out by other programs; every other key is always present.
_MAY_LACK = {("ReaderNote", "why"), ("Cue", "sets"), ("Where", "admin1"), ("Where", "admin2"), ("Where", "precision")}


def claim_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of one claim record. Keys that we do not know are let pass: fields may be added."""
    definitions: dict[str, Any] = {}
    _define(model.Claim, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Claim record, version 1",
        "$ref": "#/$defs/Claim",
        "$defs": dict(sorted(definitions.items())),
    }


def _define(cls: Any, definitions: dict[str, Any]) -> None:
    if cls.__name__ in definitions:
        return
    definitions[cls.__name__] = {}
    hints = get_type_hints(cls)
    properties = {
        f.name.rstrip("_"): _type(hints[f.name], cls.__name__, f.name.rstrip("_"), definitions) for f in fields(cls)
    }
    required = [name for name in properties if (cls.__name__, name) not in _MAY_LACK]
    definitions[cls.__name__] = {
        "type": "object",
        "description": _first_line(cls.__doc__),
        "properties": properties,
        "required": required,
    }


def _first_line(text: str | None) -> str:
    return (text or "").strip().split("\n")[0]


def _type(hint: Any, owner: str, name: str, definitions: dict[str, Any]) -> dict[str, Any]:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = next(a for a in get_args(hint) if a is not type(None))
        schema = _type(inner, owner, name, definitions)
        if "enum" in schema:
            return {"enum": [*schema["enum"], None]}
        return {"anyOf": [schema, {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _type(get_args(hint)[0], owner, name, definitions)}
    if hasattr(hint, "__dataclass_fields__"):
        _define(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    values = _LISTS.get(owner, {}).get(name)
    if values is not None:
        return {"enum": list(values)}
    if origin is dict:
        return {"type": "object"}
    return {"type": {str: "string", int: "integer", float: "number", bool: "boolean"}[hint]}


def text() -> str:
    """The schema as it stands in ``docs/claim.schema.json``."""
    return json.dumps(claim_schema(), indent=2) + "\n"


if __name__ == "__main__":
    print(text(), end="")
