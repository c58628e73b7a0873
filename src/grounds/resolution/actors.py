"""Choose the actor that a name means, from candidates and context; nobody where it stays unsure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from grounds.actors import Catalogue
from grounds.model.actor import Actor, Alias
from grounds.resolution.context import Context

#: Points of a candidate; the best must lead by ``MARGIN`` or the name stays unresolved.
WEIGHTS = {"base": 0.4, "home": 0.5, "country": 0.25, "mentioned": 0.3, "longer": 0.1, "out_of_years": -0.4}
MARGIN = 0.08
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|some|several|two|three|many|senior|local|\d[\d,]*)\s+", re.IGNORECASE)


class Resolution(NamedTuple):
    """The choice with its score (0–1), how it was made, and all candidates with theirs."""

    actor: Actor | None
    score: float
    resolved_by: str
    why: str
    candidates: tuple[tuple[str, float], ...] = ()


class Weighed(NamedTuple):
    """A candidate with its score and what speaks for and against it, in words."""

    actor: Actor
    score: float
    reasons: tuple[str, ...]
    #: Whether the country or a fuller name in the text speaks for it, and not the years alone.
    has_evidence: bool


def resolve_actor(name: str, candidates: Sequence[Actor], context: Context) -> Resolution:
    """The candidate that fits: one alone by its name, several by country, years and company."""
    if not candidates:
        return Resolution(None, 0.0, "nil", f"{name!r} is in no catalogue")
    by = _way(name, candidates)
    if len(candidates) == 1 and not any(a.ambiguous for a in _borne(name, candidates[0])):
        return Resolution(candidates[0], 0.95, by, f"{by} {name!r}", ((candidates[0].id, 0.95),))
    weighed = weigh(name, candidates, context)
    listed = tuple((w.actor.id, round(w.score, 2)) for w in weighed)
    best = weighed[0]
    if len(weighed) == 1 and not (best.has_evidence and best.score - WEIGHTS["base"] >= MARGIN):
        why = f"{name!r} may be {best.actor.id} or something else; nothing here speaks for it"
        return Resolution(None, 0.0, "nil", why, listed)
    if len(weighed) > 1 and best.score - weighed[1].score < MARGIN:
        usual = [w for w in weighed if not any(a.ambiguous for a in _borne(name, w.actor))]
        if len(usual) == 1:  # the others bear the name only where their country is spoken of
            told = f"{by} {name!r}; most often {usual[0].actor.name}"
            return Resolution(usual[0].actor, min(usual[0].score, 0.8), by, told, listed)
        why = f"{name!r} may be {', '.join(w.actor.id for w in weighed)}; nothing here tells which"
        return Resolution(None, 0.0, "nil", why, listed)
    return Resolution(best.actor, min(best.score, 0.95), by, f"{by} {name!r}; {best.reasons[0]}", listed)


def _way(name: str, candidates: Sequence[Actor]) -> str:
    if any(c.name.casefold() == name.casefold() for c in candidates):
        return "name"
    return "acronym" if name.isupper() else "alias"


def _borne(name: str, actor: Actor) -> list[Alias]:
    return [a for a in actor.aliases if a.text.casefold() == name.casefold()]


def weigh(name: str, candidates: Sequence[Actor], context: Context) -> list[Weighed]:
    """Each candidate with score and reasons, the best first."""
    weighed = [_weighed(name, actor, context) for actor in candidates]
    return sorted(weighed, key=lambda w: (-w.score, w.actor.id))


def _weighed(name: str, actor: Actor, context: Context) -> Weighed:
    score, reasons = WEIGHTS["base"], []
    if actor.id in context.mentioned:
        bears = actor.name.casefold() == name.casefold() or bool(_borne(name, actor))
        score += WEIGHTS["mentioned" if bears else "longer"]
        reasons.append("also named in full here" if bears else "called by a longer form of it here")
    homes = [c for c in dict.fromkeys((actor.country, *actor.countries)) if c and context.countries.get(c)]
    if homes:
        home = {actor.country} if actor.country else set(homes)
        score += sum(WEIGHTS["home" if c in home else "country"] * context.countries[c] for c in homes)
        reasons.append(f"the text is about {', '.join(homes)}")
    has_evidence = bool(reasons)
    year = int(context.date[:4]) if context.date else None
    span = _years(name, actor)
    if year is not None and span is not None:
        inside = span[0] <= year <= span[1]
        # Years that fit prove nothing: those of the others may only be unknown.
        score += 0.0 if inside else WEIGHTS["out_of_years"]
        told = f"{span[0] or '…'}–{span[1] if span[1] < _EVER else ''}"
        reasons.append(f"its years ({told}) {'fit' if inside else 'do not fit'} {year}")
    return Weighed(actor, score, tuple(reasons) or ("bears the name",), has_evidence)


_EVER = 9999


def _years(name: str, actor: Actor) -> tuple[int, int] | None:
    """The years in which the actor was active under that name, as far as they are known."""
    borne = next((a for a in _borne(name, actor) if a.since or a.until), None)
    since = (borne.since if borne else None) or actor.active_from
    until = (borne.until if borne else None) or actor.active_to
    return (since or 0, until or _EVER) if since or until else None


def compose_force(phrase: str, catalogue: Catalogue, context: Context, *, at: str | None = None) -> Resolution | None:
    """ "Pakistani security forces", "the army": a state's body by its adjective or the text's one country; with ``at``
    (ISO 3166-1 alpha-3), by the country that the phrase says it is in.

    Null where the phrase ends in no force noun or no country is to be had.
    """
    plain = _ARTICLE.sub("", " ".join(phrase.split()))
    lowered = plain.casefold().replace("’", "'")
    if not lowered.endswith(catalogue.force_words):
        return None
    noun = next((n for n in catalogue.force_words if lowered.endswith(n) and _begins_word(lowered, len(n))), None)
    if noun is None:
        return None
    before = plain[: len(plain) - len(noun)].strip().removesuffix("'s").removesuffix("’s").strip()
    country, why = (at, f"{at}, where it is said to be") if at else _country_of(before, catalogue, context)
    if country is None:
        return None
    year = int(context.date[:4]) if context.date else None
    actor = catalogue.force_of(country, catalogue.force_nouns[noun].role, year)
    if actor is None:
        return None
    score = 0.9 if before or at else 0.7
    return Resolution(actor, score, "composed", f"{noun!r} of {why}", ((actor.id, score),))


def _begins_word(phrase: str, size: int) -> bool:
    return len(phrase) == size or not phrase[-size - 1].isalnum()


#: No name of a state has more words; a row of figures before a noun may have hundreds.
_LONGEST_STATE = 10


def _country_of(before: str, catalogue: Catalogue, context: Context) -> tuple[str | None, str]:
    words = before.split()
    for size in range(min(len(words), _LONGEST_STATE), 0, -1):
        for first in range(len(words) - size + 1):
            name = " ".join(words[first : first + size]).removesuffix("'s").removesuffix("’s")
            states = [a for a in catalogue.find(name) if a.id.startswith("state-")]
            if len(states) == 1 and states[0].country:
                return states[0].country, f"{name!r}"
    main = context.main_country
    return main, f"{main}, the country this text is about" if main else ""
