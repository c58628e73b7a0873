"""GeoPackage for QGIS and R, after OGC 12-128r18: one SQLite file.

Rows whose coordinates are those of a site or settlement are points of the layer ``events``. Where they are the middle
of a district, a province or a country, a point would claim a place that nobody told: these rows stand in the table
``events_of_areas``, without geometry.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from grounds.events.engine import quoted

_APPLICATION, _VERSION = 0x47504B47, 10300
_BATCH = 10_000
_POINT = "place_precision IN ('site', 'settlement') AND lat IS NOT NULL"
_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],'
    'UNIT["degree",0.0174532925199433]]'
)
_SYSTEM = f"""
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {_VERSION};
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL), ('WGS 84', 4326, 'EPSG', 4326, '{_WGS84}', NULL);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL UNIQUE REFERENCES gpkg_contents(table_name),
  column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
  m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('events', 'features', 'events', 4326),
  ('events_of_areas', 'attributes', 'events_of_areas', NULL);
INSERT INTO gpkg_geometry_columns VALUES ('events', 'geom', 'POINT', 4326, 0, 0);
"""
_KINDS = {"BIGINT": "INTEGER", "INTEGER": "INTEGER", "DOUBLE": "DOUBLE", "BOOLEAN": "BOOLEAN", "DATE": "DATE"}


def write_geopackage(engine: duckdb.DuckDBPyConnection, path: Path, chosen: str, where: str) -> None:
    """Write what is chosen of the view ``events`` (SQL) into an empty file."""
    relation = engine.sql(f"SELECT {chosen} FROM events")
    columns = relation.columns
    kinds = [_KINDS.get(str(kind), "TEXT") for kind in relation.types]
    described = ", ".join(f"{quoted(name)} {kind}" for name, kind in zip(columns, kinds, strict=True))
    with closing(sqlite3.connect(path)) as file, file:
        file.executescript(_SYSTEM)
        file.execute(f"CREATE TABLE events (fid INTEGER PRIMARY KEY AUTOINCREMENT, geom POINT, {described})")
        file.execute(f"CREATE TABLE events_of_areas (fid INTEGER PRIMARY KEY AUTOINCREMENT, {described})")
        for rows in _batches(engine, chosen, where):
            points = [(_point(row[1], row[2]), *map(_plain, row[3:])) for row in rows if row[0]]
            areas = [tuple(map(_plain, row[3:])) for row in rows if not row[0]]
            file.executemany(_insert("events", ["geom", *columns]), points)
            file.executemany(_insert("events_of_areas", columns), areas)


def _batches(engine: duckdb.DuckDBPyConnection, chosen: str, where: str) -> Iterator[list[tuple[Any, ...]]]:
    """Whether a row is a point, its coordinates, and what is exported of it."""
    found = engine.execute(f"SELECT coalesce({_POINT}, false), lon, lat, {chosen} FROM events WHERE {where}")
    while rows := found.fetchmany(_BATCH):
        yield rows


def _insert(table: str, columns: Sequence[str]) -> str:
    named = ", ".join(map(quoted, columns))
    return f"INSERT INTO {table} ({named}) VALUES ({', '.join('?' * len(columns))})"


def _point(lon: float, lat: float) -> bytes:
    """A point: the header of GeoPackage (little-endian, no envelope, WGS 84), then well-known binary."""
    return b"GP" + struct.pack("<BBi", 0, 1, 4326) + struct.pack("<BIdd", 1, 1, lon, lat)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
