"""The places of one document: what stands beside each name, and names that running text is not searched for.

A word beside a name tells its kind ("Helmand province", "the town of Bara", "Ghazni and Logar provinces"); a name
behind a comma, "in" or "of", or before "'s", may hold it ("Bara, Khyber district", "Helmand's Sangin"). With that
beside it, a name of a small town, or one in another spelling, is sought in the country of the text; one that no
gazetteer knows is put where its holder lies.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grounds.model.place import Place
from grounds.places import Gazetteer
from grounds.places.keys import KIND_LEVELS, asked_key
from grounds.resolution.context import Context
from grounds.resolution.place_cues import cued_names, holder_sign, kind_before, kind_behind, owns
from grounds.resolution.places import (
    GUESSES,
    Beside,
    PlaceResolution,
    is_well_known,
    plausible,
    put_into,
    resolve_place,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LISTED = re.compile(r"\s*(?:,|,?\s*(?:and|or|&))\s*")
#: Levels of a kind word under which an unknown name is put into its holder.
_MAY_BE_UNKNOWN = frozenset({"settlement", "admin2"})


@dataclass(slots=True)
class Mention:
    """A place name at ``text[start:end]``: what stands beside it, and the place found so far."""

    start: int
    end: int
    text: str
    levels: tuple[str, ...] = ()
    plural: bool = False
    found: PlaceResolution | None = None

    @property
    def place(self) -> Place | None:
        """The place found, or none."""
        return self.found.place if self.found is not None else None


class Placing:
    """Resolves the place names of one document, given the names that running text was searched for."""

    def __init__(self, text: str, gazetteer: Gazetteer, context: Context) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.context = context
        self._unknown: dict[str, PlaceResolution] = {}
        self._resolved: dict[tuple[str, tuple[str, ...]], PlaceResolution] = {}

    def listed(self, spans: Sequence[tuple[int, int]], inner: Set[int] = frozenset()) -> dict[int, PlaceResolution]:
        """The places of names at those offsets (in order, without overlap), by where they start.

        ``inner`` are the starts of names that may be a piece of a longer name.
        """
        mentions = [self._mention(start, end) for start, end in spans]
        self._share_plurals(mentions)
        for mention in mentions:
            mention.found = self._resolve(mention, None)
        for index in range(len(mentions) - 1, -1, -1):
            holder = self._holder(mentions, index)
            if holder is not None:
                self._settle(mentions[index], holder)
        for mention in mentions:
            if mention.start in inner and mention.place is not None and self._is_a_piece(mention, mention.place):
                mention.found = PlaceResolution(None, 0.0, f"{mention.text!r} is a piece of a longer name")
        return {m.start: m.found for m in mentions if m.found is not None}

    def _is_a_piece(self, mention: Mention, place: Place) -> bool:
        """Small places abroad, and towns of one word: "Hamza Khan" is no village of that name."""
        if mention.levels or is_well_known(place):
            return False
        abroad = place.country != self.context.main_country
        return abroad or (place.level == "settlement" and " " not in asked_key(mention.text))

    def _settle(self, mention: Mention, beside: Beside) -> None:
        """Resolve a name once more, with what holds it; a kind word and a sure holder that no candidate fits tell of a
        place that is not known."""
        again = self._resolve(mention, beside)
        fits = again.place is not None and (beside.holder is None or plausible(again.place, beside.holder))
        if fits or not beside.sure:
            mention.found = again if again.place is not None else mention.found
        elif mention.levels and beside.holder is not None:
            mention.found = self._put(mention, beside.holder) or mention.found

    # ----------------------------------------------------------------------------------------------- what is beside

    def _mention(self, start: int, end: int) -> Mention:
        behind = kind_behind(self.text, end)
        kind = behind[0] if behind is not None else kind_before(self.text, start) or ""
        levels = KIND_LEVELS.get(kind, ())
        plural = kind.endswith("s") and behind is not None
        return Mention(start, end, self.text[start:end], _of_names(levels), plural)

    def _share_plurals(self, mentions: list[Mention]) -> None:
        """ "Khost, Kandahar and Nangarhar provinces": the word at the end is that of each."""
        for later, earlier in zip(mentions[::-1], mentions[-2::-1], strict=False):
            if later.plural and not earlier.levels and _LISTED.fullmatch(self.text, earlier.end, later.start):
                earlier.levels, earlier.plural = later.levels, True

    def _holder(self, mentions: list[Mention], index: int) -> Beside | None:
        mention = mentions[index]
        if index + 1 < len(mentions):
            following = mentions[index + 1]
            sign = holder_sign(self.text, mention.end, following.start)
            if sign is not None and following.place is not None and not (mention.plural and following.plural):
                self._as_holder(mention, following)
                sure = sign[0] != "" and following.place.level != "settlement"
                return Beside(mention.levels, self.gazetteer.located(following.place), sure=sure)
        if index and mentions[index - 1].place is not None:
            before = mentions[index - 1]
            if before.place is not None and owns(self.text, before.end, mention.start):
                return Beside(mention.levels, self.gazetteer.located(before.place), sure=True)
        return None

    def _as_holder(self, mention: Mention, following: Mention) -> None:
        """ "Arghandab district of Kandahar": what holds a district is the province, not the town of its name."""
        if following.levels or following.place is None or following.place.level != "settlement":
            return
        whole = self._resolve(following, Beside(("admin1",)))
        if whole.place is None or whole.place.level != "admin1" or whole.place.country != following.place.country:
            return
        inner = self._resolve(mention, Beside(mention.levels, whole.place)).place
        if inner is not None and inner.admin1 == whole.place.admin1 and inner.level in {"admin2", "settlement"}:
            following.found = whole

    def _resolve(self, mention: Mention, beside: Beside | None) -> PlaceResolution:
        if beside is not None:
            return resolve_place(mention.text, self.gazetteer, self.context, beside)
        key = (mention.text, mention.levels)
        if key not in self._resolved:
            alone = Beside(mention.levels)
            self._resolved[key] = resolve_place(mention.text, self.gazetteer, self.context, alone)
        return self._resolved[key]

    # ------------------------------------------------------------------------------------------------ other names

    def unlisted(
        self, named: dict[int, PlaceResolution], taken: Sequence[tuple[int, int]], is_name: Callable[[int, int], bool]
    ) -> Iterator[Mention]:
        """Names with a cue to a place that were not searched for; ``taken`` are the offsets of names already found.

        ``is_name`` says whether the words at offsets are used as a name.
        """
        starts = [s for s, _ in taken]
        for cued in cued_names(self.text, lambda start, end: self._overlaps(start, end, starts, taken)):
            start, end = cued.start, cued.end
            if not is_name(start, end):
                continue
            mention = self._mention(start, end)
            mention.found = self._small(mention, named, only_known=cued.lead)
            if mention.place is not None:
                yield mention

    @staticmethod
    def _overlaps(start: int, end: int, starts: list[int], taken: Sequence[tuple[int, int]]) -> bool:
        index = bisect_left(starts, end)
        return index > 0 and taken[index - 1][1] > start

    def _small(
        self, mention: Mention, named: dict[int, PlaceResolution], *, only_known: bool
    ) -> PlaceResolution | None:
        key = asked_key(mention.text)
        if key in self._unknown:
            return self._unknown[key]
        holder = self._named_holder(mention, named)
        cued = bool(mention.levels) or holder is not None
        guess = () if len(key) < 4 else GUESSES if cued else GUESSES[:1]
        found = resolve_place(mention.text, self.gazetteer, self.context, holder or Beside(mention.levels), guess=guess)
        if found.place is not None or holder is None or holder.holder is None:
            return found
        return self._put(mention, holder.holder) if mention.levels or not only_known else None

    def _put(self, mention: Mention, holder: Place) -> PlaceResolution | None:
        """An unknown name with its holder's coordinates; from then on known in this text."""
        level = mention.levels[0] if mention.levels else "settlement"
        if level not in _MAY_BE_UNKNOWN or not _holds(holder, level):
            return None
        found = put_into(mention.text, level, holder, f"put where {holder.name}, which stands beside it, lies")
        self._unknown[asked_key(mention.text)] = found
        return found

    def _named_holder(self, mention: Mention, named: dict[int, PlaceResolution]) -> Beside | None:
        sign = holder_sign(self.text, mention.end)
        found = named.get(sign[1]) if sign is not None else None
        if found is None or found.place is None or found.place.level in {"settlement", "site"}:
            return None
        return Beside(mention.levels, self.gazetteer.located(found.place), sure=True)


def _of_names(levels: tuple[str, ...]) -> tuple[str, ...]:
    """A site or area named after a place tells nothing of that place's own level."""
    return () if levels[:1] in {("site",), ("region",)} else levels


def _holds(holder: Place, level: str) -> bool:
    return holder.level in {"admin1", "country"} or (holder.level == "admin2" and level == "settlement")


def name_checker(doc: Doc, starts: Sequence[int]) -> Callable[[int, int], bool]:
    """Whether the words at offsets of ``doc`` are a name: proper nouns all."""

    def is_name(start: int, end: int) -> bool:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        tokens = [t for t in map(doc.__getitem__, range(first, last)) if t.is_alpha]
        if not tokens:
            return False
        return all(t.pos_ in {"PROPN", "ADP", "X", "PART", "DET"} or not t.is_title for t in tokens) and any(
            t.pos_ == "PROPN" for t in tokens
        )

    return is_name
