"""The gazetteer: countries, divisions, towns from packages; regions and former names of our own (``data/*.yaml``)."""

from grounds.places.gazetteer import ENGLISH, Gazetteer, load_gazetteer
from grounds.places.keys import place_key, split_kind
from grounds.places.precision import acled_precision, distance_km, ucdp_precision
from grounds.places.telling import with_place

__all__ = [
    "ENGLISH",
    "Gazetteer",
    "acled_precision",
    "distance_km",
    "load_gazetteer",
    "place_key",
    "split_kind",
    "ucdp_precision",
    "with_place",
]
