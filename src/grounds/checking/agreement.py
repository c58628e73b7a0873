"""A claim against the row that it is about: who, whether, how many, when, where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grounds.checking.data import settings
from grounds.checking.finding import both_ways, category_number, settings_of_categories, where
from grounds.checking.telling import Told
from grounds.checking.verdicts import Outcome, Verdict
from grounds.matching import sides
from grounds.matching.data import settings as of_matching
from grounds.matching.rows import Placing, Row
from grounds.weighing import figures, times
from grounds.weighing.items import Figure, Party, day_text
from grounds.weighing.lineage import Lineage
from grounds.weighing.wording import listed as in_words

#: Categories that say whose side the dead were on.
_WHO = ("militants", "security_forces", "civilians")


def agreement(told: Told, row: Row, lineage: Lineage, placing: Placing) -> tuple[Verdict, ...]:
    """The verdict of each field."""
    return (
        _who(told, row, lineage),
        _whether(told),
        _how_many(told, row),
        _when(told, row),
        _where(told, row, placing),
    )


def _whether(told: Told) -> Verdict:
    if told.item.positive:
        held = "it was so" if told.item.is_fact else f"it is {told.item.factuality}"
        return Verdict("whether", "agrees", held, "recorded")
    return Verdict("whether", "disagrees", "it was not so", "recorded", "the report denies what is recorded")


# ------------------------------------------------------------------------------------------------------------ who


def _who(told: Told, row: Row, lineage: Lineage) -> Verdict:
    report, record = _doing(told.subjects, told.objects), _doing(row.side_a, row.side_b)
    fallen = _fallen(told, row)
    if fallen:
        return Verdict("who", "disagrees", report, record, fallen, sure=True)
    if not (told.subjects or told.objects):
        return Verdict("who", "not_told", "", record)
    if not (row.side_a or row.side_b):
        return Verdict("who", "not_recorded", report, "")
    straight, crossed = both_ways(told, row, lineage)
    told_worth, crossed_worth = (sum(c.worth for c in pair) for pair in (straight, crossed))
    is_directed = row.directed and bool(told.item.subjects) and bool(told.item.objects)
    if is_directed and _is_crossed(straight, crossed):
        return Verdict("who", "disagrees", report, record, "the sides are the other way round", sure=True)
    pair = straight if is_directed or told_worth >= crossed_worth else crossed
    apart = next((c for c in pair if c.relation in ("other_actor", "other_class")), None)
    if apart is not None and apart.one is not None and apart.other is not None and _is_sure(told, apart):
        return Verdict("who", "disagrees", report, record, f"{apart.one.name} is not {apart.other.name}")
    if any(c.relation in ("same", "class") for c in pair):
        both = all(c.relation in ("same", "class") for c in pair) and row.directed
        return Verdict("who", "agrees", report, record, sure=both)
    return Verdict("who", "open", report, record)


def _is_crossed(straight: Sequence[sides.Compared], crossed: Sequence[sides.Compared]) -> bool:
    """Whether both sides fit the other one alone."""
    fits_not, fits = ({c.relation for c in pair} for pair in (straight, crossed))
    return fits_not == {"other_class"} and fits <= {"same", "class"}


def _is_sure(told: Told, apart: sides.Compared) -> bool:
    """Whether two parties that are not one are a disagreement: both named, of what the claim itself tells."""
    own = apart.one in told.item.subjects or apart.one in told.item.objects
    named = apart.one is not None and apart.other is not None and bool(apart.one.actor and apart.other.actor)
    return own and named and apart.relation == "other_actor"


def _fallen(told: Told, row: Row) -> str:
    """In words, where the dead of one side stand in the row on another; empty where they do not."""
    classes = settings_of_categories()
    own = _by_side(told) if told.item.positive else {}
    for of, figure in own.items():
        number = figure.best if figure.best is not None else figure.low
        mine = category_number(of, row)
        if mine is None and any(category_number(k, row) is not None for k in _WHO):
            mine = 0  # the row tells the dead by side, and none of this one
        if not number or mine is None or _reaches(figure, mine, mine):
            continue
        for other in _WHO:
            theirs = category_number(other, row)
            if classes[other] != classes[of] and other not in own and theirs == number and (number > 1 or mine == 0):
                return f"{_plain(number)} dead are {_words(of)} in the report, {_words(other)} in the record"
    return ""


def _by_side(told: Told) -> dict[str, Figure]:
    """The dead of a claim by whose they are; a number of all is of those whom it names as its objects, where these are
    of one side."""
    classes = settings_of_categories()
    killed = [f for f in told.item.figures if f.outcome == "killed"]
    own = {f.of: f for f in killed if f.of in classes}
    if own or len(killed) != 1 or killed[0].of not in ("all", "unknown"):
        return own
    sides_of = {sides.class_of(p) for p in told.item.objects} - {None}
    return {of: killed[0] for of in _WHO if sides_of == {classes[of]}}


def _doing(subjects: Sequence[Party], objects: Sequence[Party]) -> str:
    one, other = in_words(p.name for p in subjects), in_words(p.name for p in objects)
    return f"{one or 'somebody'} → {other}" if other else one


# ------------------------------------------------------------------------------------------------------- how many


def _how_many(told: Told, row: Row) -> Verdict:
    own = [f for f in told.item.figures if f.outcome == "killed" and told.item.positive]
    record = deaths_told(row)
    if not own:
        return Verdict("how_many", "not_told", "", record)
    if _fallen(told, row):
        return Verdict("how_many", "open", deaths_of(own), record, "the number stands with the other side")
    report = deaths_of(own)
    if row.deaths is None:
        return Verdict("how_many", "not_recorded", report, "")
    told_of = [(f, _figure(f, own, row)) for f in own]
    parts = tuple((f.of, o[0], f.best or f.low or f.high or 0.0, o[1]) for f, o in told_of if o is not None)
    return _numbered(parts, report, record)


def _numbered(parts: tuple[tuple[str, Outcome, float, str], ...], report: str, record: str) -> Verdict:
    """The verdict on numbers. Of each category the largest number told decides, unless a smaller one agrees: others are
    parts of it."""
    decided: list[tuple[Outcome, str]] = []
    for of in dict.fromkeys(part[0] for part in parts):
        mine = [part for part in parts if part[0] == of]
        best = next((p for p in mine if p[1] == "agrees"), None) or max(mine, key=lambda p: p[2])
        decided.append((best[1], best[3]))
    if any(p[0] == "all" and p[1] == "agrees" for p in parts):
        decided = [(outcome, why) for outcome, why in decided if outcome != "disagrees"]
    outcome = next((o for o in ("disagrees", "agrees") if any(o == d[0] for d in decided)), "open")
    why = next((why for o, why in decided if o == outcome), "no number is told")
    return Verdict("how_many", outcome, report, record, why, parts=parts)  # type: ignore[arg-type]


def _figure(figure: Figure, own: Sequence[Figure], row: Row) -> tuple[Outcome, str] | None:
    """One figure against the row; null where it tells no number."""
    if not figures.is_told(figure) or row.deaths is None or figure.bound == "vague":
        return None
    low, high = row.deaths
    if figure.of == "all":
        if _reaches(figure, low, high):
            return "agrees", ""
        return "disagrees", f"{figures.told(figure)} is outside of {_range(low, high)}"
    told = figure.best if figure.best is not None else figure.low or 0
    if figure.of not in _WHO or figure.part_of is not None:
        if told > high:
            return "disagrees", f"{figures.told(figure)} {_words(figure.of)} are more than all {_range(low, high)}"
        return "open", f"{figures.told(figure)} {_words(figure.of)} may be a part of {_range(low, high)}"
    number = category_number(figure.of, row)
    if number is not None and number > 0:
        spread = (row.best or number) or 1
        if _reaches(figure, number * low / spread, number * high / spread) or _reaches(figure, number, number):
            return "agrees", ""
    if _sum_reaches(own, low, high):
        return "agrees", ""
    if number is not None and number > 0:
        return "disagrees", f"{figures.told(figure)} {_words(figure.of)} against {number}"
    if _reaches(figure, low, high):
        return "agrees", ""
    if told > high:
        return "disagrees", f"{figures.told(figure)} {_words(figure.of)} are more than all {_range(low, high)}"
    if len(own) == 1 and not (figure.part_of is not None):
        return "disagrees", f"{figures.told(figure)} {_words(figure.of)} are outside of {_range(low, high)}"
    return "open", f"{figures.told(figure)} {_words(figure.of)} may be a part of {_range(low, high)}"


def _sum_reaches(own: Sequence[Figure], low: float, high: float) -> bool:
    """Whether the dead that a claim tells by side come to the row's number."""
    parts = [f for f in own if f.of in _WHO]
    numbers = [f.best if f.best is not None else f.low for f in parts]
    told = [n for n in numbers if n is not None]
    return len(told) > 1 and low <= sum(told) <= high


def _reaches(figure: Figure, low: float, high: float) -> bool:
    """Whether the number told lies within a range. A floor ("more than ten") leaves some room above itself."""
    rules = settings("check")
    number = figure.best
    if number is not None and figure.bound != "about":
        return low <= number <= high
    least, most = figures.interval(figure)
    if figure.best is None and figure.bound == "at_least" and least is not None:
        most = least * rules["floor_reaches"]
    return not ((least is not None and least > high) or (most is not None and most < low))


def deaths_of(own: Sequence[Figure]) -> str:
    """The dead of a claim in words."""
    return ", ".join(f"{figures.told(f)}{'' if f.of == 'all' else ' ' + _words(f.of)}" for f in own)


def deaths_told(row: Row) -> str:
    """The deaths of a row in words."""
    if row.deaths is None:
        return ""
    parts = [f"{_words(of)} {n}" for of, n in row.killed.items() if n]
    return f"{_range(*row.deaths)}{' (' + ', '.join(parts) + ')' if parts else ''}"


def _range(low: float, high: float) -> str:
    return _plain(low) if low == high else f"{_plain(low)}–{_plain(high)}"


def _plain(number: float) -> str:
    return f"{number:g}"


def _words(of: str) -> str:
    return of.replace("_", " ")


# ------------------------------------------------------------------------------------------------- when and where


def _when(told: Told, row: Row) -> Verdict:
    record = _span(row.first, row.last)
    if row.date_precision not in (None, "day"):
        record += f" (known to the {row.date_precision})"
    if told.period is None:
        return Verdict("when", "not_told", "", record)
    report = _span(told.period.first, told.period.last)
    if told.dated == "document":
        report = f"no day told; published {day_text(told.period.last)}"
    days = times.gap(told.period, row.period)
    if days <= of_matching("rows")["tolerance_days"]:
        return Verdict("when", "agrees", report, record, "a day apart" if days else "")
    return Verdict("when", "disagrees", report, record, f"{days} days apart")


def _where(told: Told, row: Row, placing: Placing) -> Verdict:
    record = ", ".join(dict.fromkeys([name for name, _ in row.names] + ([row.country] if row.country else [])))
    report = in_words(place.name for place in told.places)
    if not told.places:
        return Verdict("where", "not_told", "", record)
    if not record and row.lat is None:
        return Verdict("where", "not_recorded", report, "")
    compared = where(told, row, placing)
    if compared.relation == "unknown":
        return Verdict("where", "open", report, record, "it is not known where one of them lies")
    if compared.relation == "apart":
        far = f"{compared.km:.0f} km apart" if compared.km is not None else "in different divisions"
        return Verdict("where", "disagrees", report, record, far)
    why = {"holds": "the one holds the other", "meets": f"{compared.km or 0:.0f} km apart, within what is known"}
    return Verdict("where", "agrees", report, record, why.get(compared.relation, ""))


def _span(first: int | None, last: int | None) -> str:
    one, other = day_text(first), day_text(last)
    return f"{one}" if one == other else f"{one or '…'} – {other or '…'}"


def settled(verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts of several claims about one row, as one: a field that some claim agrees in is agreed in, for others
    tell a part of it or the other side's doing."""
    found: dict[str, Verdict] = {}
    listed = list(verdicts)
    order: dict[Outcome, int] = {"agrees": 0, "disagrees": 1, "open": 2, "not_recorded": 3, "not_told": 4}
    for verdict in listed:
        held = found.get(verdict.field)
        if held is None or (not verdict.sure, order[verdict.outcome]) < (not held.sure, order[held.outcome]):
            found[verdict.field] = verdict
    parts = tuple(part for v in listed for part in v.parts)
    if parts and found["how_many"].outcome in ("agrees", "disagrees"):
        own = [v.report for v in listed if v.parts]
        found["how_many"] = _numbered(parts, "; ".join(dict.fromkeys(own)), found["how_many"].record)
    return tuple(found.values())
