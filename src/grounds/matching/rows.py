"""Event rows as they are compared: parties with actors, days as numbers, places with a radius."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from grounds.actors import Catalogue
from grounds.events.engine import connected, quoted
from grounds.events.sql import own_columns
from grounds.events.store import Release
from grounds.matching.data import settings
from grounds.weighing.items import Party, Period, Place, name_key

if TYPE_CHECKING:
    from grounds.events import EventTables
    from grounds.places import Gazetteer

_COLUMNS = (
    *("source_id", "type", "violence_type", "sides", "directed", "from", "to", "date_precision", "lat", "lon"),
    *("place_precision", "country", "admin1", "killed_low", "killed_best", "killed_high", "killed", "clarity", "line"),
)


class Row(NamedTuple):
    """One event row. ``names`` are its places' names from the finest on, each with its level; ``words`` what it tells
    in words; ``first`` and ``last`` its days as numbers, as they are coded."""

    dataset: str
    release: str
    source_id: str
    type: str | None
    side_a: tuple[Party, ...]
    side_b: tuple[Party, ...]
    directed: bool
    first: int
    last: int
    date_precision: str | None
    lat: float | None
    lon: float | None
    place_precision: str | None
    country: str | None
    names: tuple[tuple[str, str], ...]
    low: int | None
    best: int | None
    high: int | None
    killed: Mapping[str, int]
    words: str
    line: int

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it apart from every other row."""
        return self.dataset, self.release, self.source_id

    @property
    def period(self) -> Period:
        """Its days, as far apart as its precision leaves open."""
        slack = 0
        if self.first == self.last:
            slack = settings("rows")["slack_days"].get(self.date_precision or "day", 0)
        exact = self.first == self.last and slack == 0
        return Period(self.first - slack, self.last + slack, "actual", "actual", "no", exact)

    @property
    def deaths(self) -> tuple[int, int] | None:
        """The lowest and highest number of dead that it leaves room for; null where it tells none."""
        told = [n for n in (self.low, self.best, self.high) if n is not None]
        if not told:
            return None
        low = self.low if self.low is not None else self.best
        high = self.high if self.high is not None else self.best
        return (low if low is not None else min(told)), (high if high is not None else max(told))

    @property
    def place_name(self) -> str:
        """What to call its place."""
        return self.names[0][0] if self.names else self.country or ""


@dataclass
class Rows:
    """Rows of one release, asked by time and country."""

    tables: EventTables
    release: Release
    catalogue: Catalogue

    def between(self, first: int, last: int, countries: Sequence[str] = ()) -> list[Row]:
        """The rows that may be of these days; those of no known country are among those of any."""
        where = f'"to" >= {_day(first)} AND "from" <= {_day(last)}'
        if countries:
            listed = ", ".join(quoted(c, "'") for c in countries)
            where += f" AND (country IS NULL OR country IN ({listed}))"
        return list(self.where(where))

    def where(self, condition: str, most: int | None = None) -> Iterator[Row]:
        """The rows that meet a condition in SQL over the event row."""
        with self.tables.rows(events=self.release) as engine:
            chosen = ", ".join([*map(quoted, _COLUMNS), f"{self.names_sql} AS names", f"{self.words_sql} AS words"])
            limit = f" LIMIT {most}" if most is not None else ""
            cursor = engine.execute(f'SELECT {chosen} FROM events WHERE {condition} ORDER BY "from", source_id{limit}')
            while part := cursor.fetchmany(10_000):
                yield from map(self._row, part)

    def asked(self, sql: str) -> list[tuple[Any, ...]]:
        """The answer to a question over the view ``events``."""
        with self.tables.rows(events=self.release) as engine:
            return engine.execute(sql).fetchall()

    @cached_property
    def _own(self) -> frozenset[str]:
        with connected() as engine:
            return frozenset(own_columns(engine, [part.path for part in self.release.parts]))

    @cached_property
    def names_sql(self) -> str:
        """Its places' names as a list, the finest first."""
        own = self._own
        told = {level: c for level, c in self.release.mapping.places.items() if c in own}
        order = [level for level in ("site", "settlement", "admin2", "admin1") if level in told]
        listed = [f"{{'n': CAST(own.{quoted(told[level])} AS VARCHAR), 'l': '{level}'}}" for level in order]
        if "admin1" not in told:
            listed.append("{'n': admin1, 'l': 'admin1'}")
        return f"[{', '.join(listed)}]"

    @cached_property
    def words_sql(self) -> str:
        """What it tells in words."""
        texts = self.release.mapping.texts
        told = [f"CAST(own.{quoted(c)} AS VARCHAR)" for c in texts if c in self._own]
        return f"concat_ws(' ', {', '.join(told)})" if told else "''"

    def _row(self, cells: tuple[Any, ...]) -> Row:
        told = dict(zip((*_COLUMNS, "names", "words"), cells, strict=True))
        names = tuple((n["n"].strip(), n["l"]) for n in told["names"] if n["n"] and n["n"].strip())
        return Row(
            self.release.dataset,
            self.release.release,
            str(told["source_id"]),
            told["type"],
            self._parties(told["sides"], ("a", "supporter")),
            self._parties(told["sides"], ("b", "recipient", "opponent")),
            bool(told["directed"]),
            told["from"].toordinal(),
            (told["to"] or told["from"]).toordinal(),
            told["date_precision"],
            told["lat"],
            told["lon"],
            told["place_precision"],
            told["country"],
            names,
            told["killed_low"],
            told["killed_best"],
            told["killed_high"],
            {of: n for of, n in (told["killed"] or {}).items() if n is not None},
            told["words"] or "",
            told["line"],
        )

    def _parties(self, sides: Sequence[Mapping[str, Any]], wanted: tuple[str, ...]) -> tuple[Party, ...]:
        return tuple(self._party(s["name"], s["actor"]) for s in sides if s["side"] in wanted)

    def _party(self, name: str, actor: str | None) -> Party:
        key = name, actor
        if key not in self._known:
            entry = self.catalogue.get(actor) if actor is not None else None
            kind = entry.kind if entry is not None else "state_force" if actor and "/" in actor else None
            self._known[key] = Party(actor or f"~{name_key(name)}", name, actor, kind, None)
        return self._known[key]

    @cached_property
    def _known(self) -> dict[tuple[str, str | None], Party]:
        return {}


def _day(number: int) -> str:
    return f"DATE '{date.fromordinal(max(1, min(number, date.max.toordinal()))).isoformat()}'"


class Placing:
    """Rows' places as weighing compares them: named as the gazetteer names them, so that two spellings of one division
    are one, with the row's own coordinates where it has some."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._known: dict[tuple[Any, ...], Place | None] = {}

    def place(self, row: Row) -> Place | None:
        """Where a row says that it was; null where it tells a country at most and no such place is known."""
        key = row.names, row.country, row.lat, row.lon, row.place_precision, row.first // 366
        if key not in self._known:
            self._known[key] = self._place(row)
        return self._known[key]

    def _place(self, row: Row) -> Place | None:
        found = self._located(row)
        level = row.place_precision or (found.level if found is not None else None)
        if level is None and row.lat is None:
            return None
        level = level or "settlement"
        radius = settings("rows")["radius_km"].get(level)
        if found is not None and found.radius_km and level in ("admin2", "admin1", "country"):
            radius = found.radius_km
        own = row.lat is not None
        return Place(
            key=name_key(found.name if found is not None and found.level == level else row.place_name),
            name=row.place_name,
            level=level,
            role="at",
            country=row.country,
            admin1=name_key(found.admin1) if found is not None and found.admin1 else None,
            admin2=name_key(found.admin2) if found is not None and found.admin2 else None,
            lat=row.lat if own else found.lat if found is not None else None,
            lon=row.lon if own else found.lon if found is not None else None,
            radius=float(radius or 15.0),
            geonames=found.ids.get("geonames") if found is not None and found.level == level and not own else None,
        )

    def _located(self, row: Row) -> Any:
        """The gazetteer's place of the finest name that the row's precision speaks of."""
        from grounds.resolution.context import Context
        from grounds.resolution.place_words import locate

        if not row.names or row.country is None:
            return None
        names = [n for n in row.names if _RANK.get(n[1], 0) >= _RANK.get(row.place_precision or n[1], 0)] or row.names
        finest, *holders = names
        kind = {"admin1": " province", "admin2": " district"}.get(finest[1], "")
        told = finest[0] if not kind or finest[0].casefold().endswith(kind.strip()) else f"{finest[0]}{kind}"
        day = date.fromordinal(row.first).isoformat()
        context = Context(countries={row.country: 1.0}, date=day)
        found = locate(told, self._gazetteer, context, [name for name, _ in holders]).place
        if holders and (found is None or found.basis == "inferred"):  # its holder is another in the gazetteer
            alone = locate(told, self._gazetteer, context).place
            found = alone if alone is not None and alone.basis != "inferred" else found
        return self._gazetteer.as_of(found, day) if found is not None else None


_RANK = {"site": 0, "settlement": 1, "admin2": 2, "admin1": 3, "country": 4}
