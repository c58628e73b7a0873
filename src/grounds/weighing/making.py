"""Makes the disagreements of one event, each with its sides and its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grounds.weighing.cluster import made_id
from grounds.weighing.items import Item
from grounds.weighing.lineage import Lineage
from grounds.weighing.opposing import Disagreement, Matter, Side, matter_of, side_of
from grounds.weighing.origins import Documents
from grounds.weighing.wording import event_name, explanation

#: What a side says, and its claims.
Told = tuple[str, Sequence[Item]]


@dataclass(frozen=True)
class Maker:
    """Makes the disagreements on one event: what it is called, and who stands on its sides."""

    documents: Documents
    lineage: Lineage
    about: str
    about_itself: str
    matter: Matter

    @classmethod
    def of(cls, items: Sequence[Item], documents: Documents, lineage: Lineage) -> Maker:
        """The maker for the claims of one event."""
        return cls(documents, lineage, event_name(items), event_name(items, who=False), matter_of(items))

    def made(
        self,
        type_: str,
        strength: str,
        one: Told,
        other: Told,
        *,
        form: str = "event",
        what: str = "",
        reason: str = "",
    ) -> Disagreement:
        """A disagreement of two sides; ``form`` chooses its wording, ``what`` goes into it."""
        sides = self._side(*one), self._side(*other)
        about = self.about_itself if form == "doer" or type_ == "who" else self.about
        told = explanation(
            f"{type_}_{form}", strength, about, sides, self.documents, what=what.replace("_", " "), reason=reason
        )
        key = made_id("dis", type_, what, *sorted((sides[0].claims[0], sides[1].claims[0])))
        return Disagreement(key, type_, strength, self.about, sides, told, reason)

    def _side(self, value: str, items: Sequence[Item]) -> Side:
        return side_of(value, items, self.documents, self.lineage, self.matter)
