"""The gazetteer: countries, divisions, towns from packages, and named regions of our own (``data/regions.yaml``)."""

from grounds.places.gazetteer import Gazetteer, load_gazetteer, place_key

__all__ = ["Gazetteer", "load_gazetteer", "place_key"]
