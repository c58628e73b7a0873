"""Whether a claim is what a case wants: parties by words of name, mention or id; other fields as they are."""

from __future__ import annotations

from typing import Any

from grounds.model.claim import Claim


def fits(claim: Claim, wanted: dict[str, Any]) -> bool:
    """Whether all that ``wanted`` gives stands in ``claim``."""
    record = claim.record()
    for key, value in wanted.items():
        if key in {"subjects", "objects", "against", "where"}:
            words = " | ".join(f"{p['name']} {p['mention']} {p.get('actor')}" for p in record[key]).casefold()
            if not value and record[key]:
                return False
            if not all(str(name).casefold() in words for name in value):
                return False
        elif key == "goal":
            if (record["goal"] or {}).get("words") != value:
                return False
        elif record[key] != value:
            return False
    return True


def told(claims: list[Claim]) -> list[tuple[Any, ...]]:
    """Claims in short, for the message of a failed test."""
    return [
        (c.predicate, [p.name for p in c.subjects], [p.name for p in c.objects], c.factuality, c.polarity, c.modes)
        for c in claims
    ]


def check(claims: list[Claim], wanted: list[dict[str, Any]], unwanted: list[dict[str, Any]]) -> None:
    """Fail where one of ``wanted`` is not among the claims, or one of ``unwanted`` is."""
    for one in wanted:
        assert any(fits(c, one) for c in claims), (one, told(claims))
    for one in unwanted:
        assert not any(fits(c, one) for c in claims), (one, told(claims))
