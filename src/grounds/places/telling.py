"""A place of the gazetteer as a claim tells it."""

from __future__ import annotations

from dataclasses import replace

from grounds.model.claim import Where
from grounds.model.place import Place
from grounds.places.precision import acled_precision, ucdp_precision


def with_place(told: Where, place: Place) -> Where:
    """The words that a claim has for a place, with what is known of it and how exactly, in UCDP's and ACLED's terms."""
    near, inferred = told.role == "near", place.basis == "inferred"
    level = place.level
    return replace(
        told,
        name=place.name,
        level=level,
        country=place.country,
        admin1=place.admin1,
        admin2=place.admin2,
        ids=dict(place.ids),
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km,
        precision={
            "ucdp": ucdp_precision(level, near=near, inferred=inferred),
            "acled": acled_precision(level, near=near, inferred=inferred),
        },
        basis=place.basis,
    )
