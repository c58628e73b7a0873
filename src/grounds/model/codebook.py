"""The codebook page, made from the vocabulary. Run to print it: python -m grounds.model.codebook"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from grounds.model.vocabulary import REFERRING, VOCABULARY
from grounds.model.vocabulary.meaning import OTHERS, Meaning

_HEAD = """\
# Codebook

Made from `src/grounds/model/vocabulary/*.yaml` by `make codebook`: {count} values, each with its meaning, an example
and a near miss: something that is nearly it, and what it is instead. The record that holds them is described by
[claim.schema.json](claim.schema.json); how sentences are coded, by the [reading guide](reading-guide.md). A value
outside its list is refused when a claim is made. A value may be added, never renamed or re-used.

Predicates, modes and kinds of support also say where they stand in PLOVER (event types and modes), UCDP (types of
violence in GED, kinds of external support), ACLED (event and sub-event types), STIX 2.1 (relationship types and
properties) and FollowTheMoney (schemata and properties). "none" means that there is nothing which fits. A place
elsewhere is the nearest one, not an equal: several of ours may share it.
"""
#: Titles of lists, in the order of the page.
_TITLES = {
    "kind": "Kinds of claims",
    "relation": "Predicates of relations",
    "event": "Predicates of events",
    "assessment": "Predicates of assessments",
    "modes": "Modes: the manner of an event",
    "weapons": "Weapons",
    "support": "Kinds of support",
    "scope": "Scope: how many acts",
    "phase": "Phase",
    "outcome": "Outcome of an event",
    "violence_type": "Type of violence",
    "trend": "Trend of an assessment",
    "state": "State in an assessment",
    "goal_type": "Types of goals",
    "subtype": "Subtypes of affiliated_with",
    "factuality": "Factuality, weakest reading last",
    "polarity": "Polarity",
    "degree": "Degree",
    "attribution.kind": "Kinds of speakers",
    "attribution.stance": "Stance of the speaker",
    "attribution.channel": "Channel",
    "attribution.access": "Access of the speaker",
    "role": "Roles of parties",
    "actor_kind": "Kinds of actors",
    "target_type": "Types of targets",
    "subjects_act": "How several subjects act",
    "position": "Positions of persons",
    "protect": "Protection of persons",
    "when.kind": "Bounds of a period",
    "when.open": "Whether a period is open",
    "when.precision": "Precision of a date",
    "when.anchor": "Anchor of a date",
    "where.role": "Roles of places",
    "where.level": "Levels of places",
    "where.basis": "Basis of coordinates",
    "where.part": "Parts of areas",
    "casualties.outcome": "Casualties: what happened",
    "casualties.of": "Casualties: to whom",
    "bound": "Bounds of figures",
    "link.type": "Links between claims",
    "disagreement.type": "Disagreements: about what",
    "disagreement.strength": "Disagreements: how strong",
    "status": "Status of a claim",
    "decision.verb": "What a person may decide",
}
_MAPPED = ("relation", "event", "assessment", "modes", "support", "violence_type")


def page() -> str:
    """The page as it stands in ``docs/codebook.md``."""
    count = sum(map(len, VOCABULARY.meanings.values()))
    parts = [_HEAD.format(count=count)]
    for name, title in _TITLES.items():
        parts.append(f"## {title}\n\nField or list: `{name}`.\n")
        if name != "modes":
            parts += _tables(VOCABULARY.meanings[name], name in _MAPPED)
            continue
        for kind in VOCABULARY.modes:
            parts.append(f"### Modes of {kind}\n")
            parts += _tables(VOCABULARY.meanings[f"modes.{kind}"], True)
    return "\n".join([*parts, *_referring()])


def _tables(entries: Mapping[str, Meaning], mapped: bool) -> Iterator[str]:
    rows = [(f"`{v}`", m.means, m.example, m.near_miss) for v, m in entries.items()]
    yield _table(("value", "meaning", "example", "near miss"), rows)
    if mapped:
        elsewhere = [(f"`{v}`", *(m.maps.get(key, "none") for key in OTHERS)) for v, m in entries.items()]
        yield _table(("value", *OTHERS.values()), elsewhere)


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |\n" for line in lines)


def _referring() -> Iterator[str]:
    """Lists of values or fields that are described above."""
    yield "## Lists of the above\n"
    for name in REFERRING:
        yield f"`{name}`: {', '.join(f'`{v}`' for v in VOCABULARY[name])}.\n"
    yield "Families of predicates so near that careful readers may differ between them, for comparing readings:\n"
    # In the order of the lists: a set has none.
    order = [*VOCABULARY.kind_of]
    for family in VOCABULARY.families:
        yield f"- {', '.join(f'`{p}`' for p in sorted(family, key=order.index))}"
    yield ""


if __name__ == "__main__":
    print(page(), end="")
