"""Own prose in paragraphs, and the clutter that stands around it. The same seed gives the same text."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from grounds.documents import ReadOptions

_ACTORS = ["The Northern Front", "the army", "the River Brigades", "M23", "the interior ministry", "Al-Shabaab"]
_ACTORS += ["the peacekeeping mission", "a pro-government militia", "Jama'at Nusrat al-Islam wal-Muslimin", "the FDLR"]
_PLACES = ["Sake", "Bunagana", "the market of Djibo", "Sévaré", "a bridge near Rutshuru", "Mocímboa da Praia"]
_PLACES += ["the road to Kidal", "two villages in the hills", "Aš-Šaddādī", "the port", "Tînzawatène"]
_CLAUSES = [
    "{a} attacked {p} on {d} {m} {y}, killing at least {n} people and wounding {k} others",
    "{a} denied that it had sent weapons to {b}, although residents of {p} said that they had seen convoys at night",
    "according to three officials, {a} and {b} have agreed to share intelligence on {p}",
    "about {t} families have left {p} since {m} {y}, and most of them are still without shelter",
    "{a} withdrew from {p} after {n} days of fighting – its longest stand in that year",
    "a spokesperson for {a} said: “We will not leave {p} until the talks begin”",
    "the re-opening of {p}, which {a} had closed, was put off until {d} {m}",
    "{a} now controls {p} and collects taxes there (some {t} francs a month, traders say)",
    "no group has claimed the bombing of {p}; {a} blamed {b} within hours",
    "{a} must stop recruiting children in {p}, the committee’s chair wrote in a letter of {d} {m} {y}",
    "the well-armed, state-owned guards of {p} surrendered to {a} without firing a shot",
    "prices in {p} rose by {n}.{k} % in {m}, while {a} kept its checkpoints closed",
]
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October"]
HEADINGS = ["Background", "Movements since the spring", "Talks and their limits", "Harm to civilians", "Outlook"]
CLUTTER = [
    "Skip to main content",
    "Accept all cookies",
    "Sign up for our newsletter",
    "Share this article on social networks",
    "Most read this week",
    "Terms of use",
    "Privacy policy",
    "Contact the newsroom",
    "Follow us",
    "All rights reserved",
]
NOTES = ["Interview with a trader, by telephone.", "Letter on file with the committee.", "See annex 4, pages 12–14."]


@dataclass(frozen=True)
class Made:
    """A file, what is to be read of it (blocks in order), what must not be, and how it is to be opened."""

    name: str
    data: bytes
    blocks: list[str]
    absent: list[str] = field(default_factory=list)
    options: ReadOptions = field(default_factory=lambda: ReadOptions(language="en"))


class Prose:
    """Sentences and paragraphs at will."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def sentence(self) -> str:
        """One sentence with its stop."""
        pick = self.random
        a, b = pick.sample(_ACTORS, 2)
        told = pick.choice(_CLAUSES).format(
            a=a, b=b, p=pick.choice(_PLACES), d=pick.randint(1, 28), m=pick.choice(_MONTHS), y=pick.randint(2009, 2024),
            n=pick.randint(2, 40), k=pick.randint(2, 9), t=f"{pick.randint(1, 90)},{pick.randint(100, 999)}",
        )  # fmt: skip
        return told[0].upper() + told[1:] + "."

    def paragraph(self, sentences: int = 4) -> str:
        """So many sentences."""
        return " ".join(self.sentence() for _ in range(sentences))

    def report(self, paragraphs: int = 8) -> list[tuple[str, str]]:
        """Kinds ("h" a heading, "p" a paragraph) and texts, a heading before every third paragraph."""
        told: list[tuple[str, str]] = []
        for number in range(paragraphs):
            if number % 3 == 0:
                told.append(("h", HEADINGS[number // 3 % len(HEADINGS)]))
            told.append(("p", self.paragraph(self.random.randint(2, 5))))
        return told
