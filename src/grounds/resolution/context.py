"""What surrounds a name: the countries of its document, its date, who is mentioned there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Context:
    """``countries`` are ISO 3166-1 alpha-3 codes with their share of the document's names, adding up to one at most;
    ``date`` is the document's ISO day; ``mentioned`` are ids of actors that some name there can only mean."""

    countries: Mapping[str, float] = field(default_factory=dict)
    date: str | None = None
    mentioned: frozenset[str] = frozenset()

    @property
    def main_country(self) -> str | None:
        """The country named most, where it is named clearly more than any other."""
        ranked = sorted(self.countries.items(), key=lambda pair: -pair[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] < 1.5 * ranked[1][1]):
            return None
        return ranked[0][0]
