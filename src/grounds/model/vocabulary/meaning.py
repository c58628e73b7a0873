"""What a value of a closed list means: its definition, an example, a near miss, and where other codebooks have it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from grounds.model.errors import VocabularyError

#: Other codebooks and models, by the key under which a value names its place in them.
OTHERS = {"plover": "PLOVER", "ucdp": "UCDP", "acled": "ACLED", "stix": "STIX 2.1", "ftm": "FollowTheMoney"}
_WORDS = ("means", "example", "near_miss")


@dataclass(frozen=True, slots=True)
class Meaning:
    """``near_miss`` says what is nearly the value and what it is instead; ``maps`` leads to :data:`OTHERS`, and
    where a key is absent the other has nothing that fits."""

    means: str
    example: str
    near_miss: str
    maps: dict[str, str] = field(default_factory=dict)


def meaning(entry: Any, place: str) -> Meaning:
    """Build one from its YAML form; :class:`VocabularyError` where a part is missing, empty or unknown."""
    given = entry if isinstance(entry, dict) else {}
    wanting = [name for name in _WORDS if not isinstance(given.get(name), str) or not given[name].strip()]
    unknown = sorted({*given} - {*_WORDS, "maps"})
    maps = given.get("maps", {})
    unknown += [f"maps.{key}" for key in maps if key not in OTHERS or not isinstance(maps[key], str)]
    if wanting or unknown:
        problem = f"lacks {', '.join(wanting)}" if wanting else f"has unknown parts {', '.join(unknown)}"
        raise VocabularyError(
            problem, place=place, remedy=f"give {', '.join(_WORDS)} as text, and maps if there are any"
        )
    return Meaning(given["means"], given["example"], given["near_miss"], dict(maps))
