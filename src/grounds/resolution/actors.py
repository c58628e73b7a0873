"""Choose the actor that a name means, from candidates and context; nobody where it stays unsure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from grounds.actors import Catalogue
from grounds.model.actor import Actor
from grounds.resolution.context import Context

#: Points of a candidate; the best must lead by ``MARGIN`` or the name stays unresolved.
WEIGHTS = {"base": 0.4, "country": 0.5, "mentioned": 0.3, "in_years": 0.1, "out_of_years": -0.4}
MARGIN = 0.08
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|some|several|two|three|many|senior|local|\d[\d,]*)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Resolution:
    """The choice with its score (0–1), how it was made, and all candidates with theirs."""

    actor: Actor | None
    score: float
    resolved_by: str
    why: str
    candidates: tuple[tuple[str, float], ...] = ()


def resolve_actor(name: str, candidates: Sequence[Actor], context: Context) -> Resolution:
    """The candidate that fits: one alone by its name, several by country, years and company."""
    if not candidates:
        return Resolution(None, 0.0, "nil", f"{name!r} is in no catalogue")
    ambiguous = any(a.ambiguous and a.text.casefold() == name.casefold() for c in candidates for a in c.aliases)
    by = (
        "name"
        if any(c.name.casefold() == name.casefold() for c in candidates)
        else "acronym"
        if name.isupper()
        else "alias"
    )
    if len(candidates) == 1 and not ambiguous:
        return Resolution(candidates[0], 0.95, by, f"{by} {name!r}", ((candidates[0].id, 0.95),))
    scored = sorted(((_score(c, context), c) for c in candidates), key=lambda pair: (-pair[0], pair[1].id))
    listed = tuple((c.id, round(s, 2)) for s, c in scored)
    best, actor = scored[0]
    runner = scored[1][0] if len(scored) > 1 else WEIGHTS["base"]  # alone, a shared name needs a reason
    if best - runner < MARGIN:
        return Resolution(
            None, 0.0, "nil", f"{name!r} may be {', '.join(c.id for _, c in scored)}; nothing here tells which", listed
        )
    return Resolution(actor, min(best, 0.95), by, f"{by} {name!r}; {_reason(actor, context)}", listed)


def _score(actor: Actor, context: Context) -> float:
    homes = {c for c in (actor.country, *actor.countries) if c}
    score = WEIGHTS["base"] + WEIGHTS["country"] * sum(context.countries.get(c, 0.0) for c in homes)
    score += WEIGHTS["mentioned"] * (actor.id in context.mentioned)
    year = int(context.date[:4]) if context.date else None
    if year is not None and (actor.active_from or actor.active_to):
        inside = (actor.active_from or 0) <= year <= (actor.active_to or 9999)
        score += WEIGHTS["in_years"] if inside else WEIGHTS["out_of_years"]
    return score


def _reason(actor: Actor, context: Context) -> str:
    homes = [c for c in (actor.country, *actor.countries) if c and c in context.countries]
    if actor.id in context.mentioned:
        return "also named in full here"
    return f"the text is about {homes[0]}" if homes else "its years fit the date"


def compose_force(phrase: str, catalogue: Catalogue, context: Context) -> Resolution | None:
    """ "Pakistani security forces", "the army": a state's body by its adjective or the text's one country.

    Null where the phrase ends in no force noun or no country is to be had.
    """
    plain = _ARTICLE.sub("", " ".join(phrase.split()))
    lowered = plain.casefold().replace("’", "'")
    noun = next(
        (n for n in sorted(catalogue.force_nouns, key=len, reverse=True) if re.search(rf"\b{re.escape(n)}$", lowered)),
        None,
    )
    if noun is None:
        return None
    before = plain[: len(plain) - len(noun)].strip().removesuffix("'s").removesuffix("’s").strip()
    country, why = _country_of(before, catalogue, context)
    if country is None:
        return None
    actor = catalogue.force_of(country, catalogue.force_nouns[noun].role)
    if actor is None:
        return None
    score = 0.9 if before else 0.7
    return Resolution(actor, score, "composed", f"{noun!r} of {why}", ((actor.id, score),))


#: No name of a state has more words; a row of figures before a noun may have hundreds.
_LONGEST_STATE = 10


def _country_of(before: str, catalogue: Catalogue, context: Context) -> tuple[str | None, str]:
    words = before.split()
    for size in range(min(len(words), _LONGEST_STATE), 0, -1):
        for first in range(len(words) - size + 1):
            name = " ".join(words[first : first + size]).removesuffix("'s").removesuffix("’s")
            states = [a for a in catalogue.find(name) if a.kind == "state"]
            if len(states) == 1 and states[0].country:
                return states[0].country, f"{name!r}"
    main = context.main_country
    return main, f"{main}, the country this text is about" if main else ""
