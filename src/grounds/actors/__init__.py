"""The catalogue: who is reported on, with names, kinds, countries, years and sources.

Reviewed data files by region (``data/actors/*.yaml``) hold groups, forces and organisations, with sources by key
(``sources.yaml``); states are built from the country table of a package, with adjectives and short names of our own
(``states.yaml``); forces that a text names only by a state's adjective are composed from ``forces.yaml``. Users add or
extend entries in YAML of the same form (``overlay.py``).
"""

from grounds.actors.catalogue import Catalogue
from grounds.actors.loading import load_catalogue

__all__ = ["Catalogue", "load_catalogue"]
