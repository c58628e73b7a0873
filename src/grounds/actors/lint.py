"""``python -m grounds.actors.lint``: faults of the shipped catalogue, and how many actors it has by region and kind."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping

from grounds.actors.catalogue import Catalogue
from grounds.actors.entries import actor_of
from grounds.actors.faults import Faults
from grounds.actors.files import yaml_entries
from grounds.actors.loading import countries, data_files, own_catalogue


def counts(catalogue: Catalogue, files: Mapping[str, list[str]]) -> list[tuple[str, Counter[str]]]:
    """How many actors of each kind stand in each file."""
    return [(name, Counter(catalogue.actors[i].kind for i in ids)) for name, ids in files.items()]


def main() -> int:
    """Print faults, or the numbers by file and kind; gives the exit code."""
    catalogue = own_catalogue()
    faults = list(Faults(catalogue).all(countries()))
    for fault in faults:
        print(fault)
    listed = {p.name: [actor_of(e).id for e in yaml_entries(p.read_text("utf-8"), p.name)] for p in data_files()}
    total: Counter[str] = Counter()
    for name, kinds in counts(catalogue, listed):
        total += kinds
        print(f"{name.removesuffix('.yaml'):28}{kinds.total():5}  {_told(kinds)}")
    print(f"{'all but states':28}{total.total():5}  {_told(total)}")
    states = len(catalogue.actors) - total.total()
    links = Counter(link["type"] for a in catalogue.actors.values() for link in a.lineage)
    services = {a.country for a in catalogue.actors.values() if a.kind in {"state_force", "intelligence_service"}}
    print(f"{'states':28}{states:5}\n{'links':28}{links.total():5}  {_told(links)}")
    print(f"{'countries with own forces':28}{len(services - {None}):5}")
    print(f"{'names':28}{sum(1 for _ in catalogue.names()):5}\n{len(faults)} faults")
    return 1 if faults else 0


def _told(kinds: Counter[str]) -> str:
    return ", ".join(f"{kind} {n}" for kind, n in kinds.most_common())


if __name__ == "__main__":
    sys.exit(main())
