"""The event tables of one folder, and all that can be done with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grounds.events.links import Linked, catalogue_identity, counts, linked
from grounds.events.mapping_files import find_mapping
from grounds.events.store import Release, Store
from grounds.model.errors import GroundsError

if TYPE_CHECKING:
    import duckdb
    import ibis
    import pandas
    import polars
    import pyarrow

    from grounds.actors import Catalogue
    from grounds.events.differing import Difference
    from grounds.events.exporting import Exported
    from grounds.events.importing import Added


class EventTables:
    """Releases of datasets in a folder; ``catalogue`` are the files of actors that sides are linked by, besides what is
    shipped. Rows come as the event row (docs/event-data.md), the dataset's own columns in ``own``.

    ===================================  ================================================================
    ``tables.arrow("ucdp-ged")``         the latest release as an Arrow table; a release may be named
    ``tables.polars(…)``, ``.pandas(…)``  the same as frames
    ``tables.ibis(…, backend=con)``      as a table of an Ibis backend
    ``tables.query(sql, ged="ucdp-ged")``  SQL over releases, each under a name
    ===================================  ================================================================
    """

    def __init__(self, folder: Path | str, catalogue: Sequence[Path] = ()) -> None:
        self.store = Store(Path(folder))
        self.catalogue = tuple(catalogue)

    def add(
        self,
        path: Path | str,
        dataset: str,
        *,
        release: str | None = None,
        encoding: str | None = None,
        accessed: str | None = None,
    ) -> Added:
        """Import a file; ``dataset`` is one that Grounds knows, or a mapping file (see ``importing.import_file``)."""
        from grounds.events.importing import import_file

        mapping = find_mapping(dataset)
        return import_file(self.store, Path(path), mapping, release=release, encoding=encoding, accessed=accessed)

    def releases(self) -> list[Release]:
        """What is imported, with terms and citation."""
        return self.store.releases()

    def links(self, release: Release) -> Linked:
        """The actors and countries of a release's names, by the catalogue as it is now."""
        return linked(release, lambda: self._actors, catalogue_identity(self.catalogue))

    def named(self, release: Release) -> dict[str, int]:
        """How many names of parties and countries a release has (``names``, ``countries``), and how many are known
        (``linked``, ``countries_known``)."""
        return counts(self.links(release))

    @cached_property
    def _actors(self) -> Catalogue:
        from grounds.actors import load_catalogue

        return load_catalogue(self.catalogue)

    # ------------------------------------------------------------------------------------------------ asking

    @contextmanager
    def rows(self, **named: Release) -> Iterator[duckdb.DuckDBPyConnection]:
        """A DuckDB connection with releases as views under these names."""
        from grounds.events.engine import connected
        from grounds.events.views import show

        with connected() as engine:
            for name, release in named.items():
                show(engine, name, release, self.links(release))
            yield engine

    def query(self, sql: str, **named: str | tuple[str, str]) -> pyarrow.Table:
        """The answer to SQL over releases: ``query("SELECT … FROM ged", ged=("ucdp-ged", "25.1"))``."""
        import duckdb

        found = {n: self._release(r) for n, r in named.items()}
        with self.rows(**found) as engine:
            try:
                return engine.sql(sql).to_arrow_table()
            except duckdb.Error as error:
                told = str(error).splitlines()[0]
                raise GroundsError(f"the query fails ({told})", remedy="check it; see docs/event-data.md") from error

    def arrow(self, dataset: str, release: str | None = None) -> pyarrow.Table:
        """All rows of a release as an Arrow table."""
        with self.rows(events=self.store.release(dataset, release)) as engine:
            return engine.table("events").to_arrow_table()

    def polars(self, dataset: str, release: str | None = None) -> polars.DataFrame:
        """All rows of a release as a Polars frame."""
        import polars

        frame: polars.DataFrame = polars.DataFrame(self.arrow(dataset, release))
        return frame

    def pandas(self, dataset: str, release: str | None = None) -> pandas.DataFrame:
        """All rows of a release as a pandas frame of Arrow types; own columns begin with "own."."""
        try:
            import pandas
        except ImportError as error:
            remedy = "install it with `pip install 'grounds[frames]'`"
            raise GroundsError("this frame needs pandas", remedy=remedy) from error
        frame: pandas.DataFrame = self.arrow(dataset, release).flatten().to_pandas(types_mapper=pandas.ArrowDtype)
        return frame

    def ibis(self, dataset: str, release: str | None = None, *, backend: Any = None) -> ibis.Table:
        """A release as a table of an Ibis backend, DuckDB where none is given: the same analysis runs on any."""
        try:
            import ibis
        except ImportError as error:
            remedy = "install it with `pip install 'ibis-framework[duckdb,polars]'`"
            raise GroundsError("this needs Ibis", remedy=remedy) from error
        name = f"{dataset}_{self.store.release(dataset, release).release}".replace("-", "_").replace(".", "_")
        path = self.parquet(dataset, release)
        read: ibis.Table = (backend or ibis.duckdb.connect()).read_parquet(path, table_name=name)
        return read

    def parquet(self, dataset: str, release: str | None = None) -> Path:
        """The event rows of a release as a Parquet file, for engines that read it themselves; made where there is none.
        It is Grounds' own and goes when the release or the catalogue changes: `export` writes one to keep."""
        from grounds.events.engine import quoted
        from grounds.outputs import placing

        found = self.store.release(dataset, release)
        goal = self.links(found).rows
        if not goal.exists():
            with placing(goal) as part, self.rows(events=found) as engine:
                to = quoted(str(part), "'")
                engine.execute(f"COPY (SELECT * FROM events) TO {to} (FORMAT parquet, COMPRESSION zstd)")
        return goal

    def difference(self, dataset: str, old: str, new: str) -> Difference:
        """What changed from one release of a dataset to another."""
        from grounds.events.differing import difference

        before, after = self.store.release(dataset, old), self.store.release(dataset, new)
        with self.rows(old=before, new=after) as engine:
            return difference(engine, before, after)

    def export(self, path: Path | str, dataset: str, release: str | None = None, **how: Any) -> Exported:
        """Write rows in the format of the path's ending (parquet, csv, jsonl, gpkg), with their terms beside them.

        ``shape`` is rows, ged, acled or esd; ``country``, ``since`` and ``until`` choose rows. Raises
        :class:`UsageError` where the terms do not allow to give rows on and ``own_use`` is not said.
        """
        from grounds.events.exporting import Export, Exported, check_terms, export

        own_use = bool(how.pop("own_use", False))
        found = self.store.release(dataset, release)
        note = check_terms(found, "redistribute", own_use=own_use)
        with self.rows(events=found) as engine:
            return Exported(export(engine, found, Export(**how), Path(path)), found, note)

    def _release(self, named: str | tuple[str, str]) -> Release:
        return self.store.release(named) if isinstance(named, str) else self.store.release(*named)
