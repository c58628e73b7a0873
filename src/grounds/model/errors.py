"""Every error that Grounds raises on purpose.

::

    GroundsError
    ├── UsageError            what was asked for makes no sense (exit code 2)
    ├── InputError            a file, folder or stream that could not be read
    │   ├── UnreadableFile    missing, no rights, a folder where a file was meant
    │   ├── EmptyFile         nothing in it
    │   ├── UnsupportedFile   binary or of a kind that no reader takes
    │   ├── BrokenFile        truncated or damaged
    │   ├── TooLarge          over a limit of size, depth or expansion, which can be set
    │   ├── TooCostly         over the limit of time or memory, which can be set
    │   └── Refused           an address that must not be fetched from, or an answer that is no document
    ├── CatalogueError        an actor or place file that breaks its schema
    ├── VocabularyError       a value outside its closed list, or a broken vocabulary file
    ├── RecordError           a claim record that breaks the contract
    ├── LexiconError          a reading rule or lexicon entry that breaks its schema
    ├── MappingError          a mapping of an event dataset that breaks its schema
    ├── ModelError            trained models that are not there, or not as they should be
    └── LedgerError           the ledger cannot be used
        ├── LedgerVersionError  made by a newer Grounds
        ├── LedgerBusy          another process holds it
        ├── Contested           a decision that another one, or a later reading, stands against; both are named
        └── NotFound            no such claim, actor or document

Each says what is wrong, where, and what to do about it; ``str(error)`` is one line fit for a terminal.
"""

from __future__ import annotations


class GroundsError(Exception):
    """The base of all errors: ``place`` (file, line or field), ``problem`` and ``remedy``, each one short phrase."""

    def __init__(self, problem: str, *, place: str | None = None, remedy: str | None = None) -> None:
        self.problem = problem
        self.place = place
        self.remedy = remedy
        super().__init__(problem, place, remedy)

    def __str__(self) -> str:
        head = f"{self.place}: {self.problem}" if self.place else self.problem
        text = f"{head}; {self.remedy}" if self.remedy else head
        return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


class UsageError(GroundsError):
    """What was asked for makes no sense: an unknown value, a day that is none, the ledger as output."""


class InputError(GroundsError):
    """A file, folder or stream that could not be read."""


class UnreadableFile(InputError):
    """The file is missing, no rights are given, or it is a folder."""


class EmptyFile(InputError):
    """The file holds no bytes, or nothing but white space."""


class UnsupportedFile(InputError):
    """The file is binary or of a kind that no reader takes."""


class BrokenFile(InputError):
    """The file is truncated or damaged."""


class TooLarge(InputError):
    """The file is over a limit of size, depth or expansion, which can be set."""


class TooCostly(InputError):
    """Taking the file apart needs more time or memory than the limits, which can be set."""


class Refused(InputError):
    """An address that must not be fetched from, or an answer that is no document."""


class CatalogueError(GroundsError):
    """An actor or place file breaks its schema."""


class VocabularyError(GroundsError):
    """A value is outside its closed list, or a vocabulary file is broken."""


class RecordError(GroundsError):
    """A claim record breaks the contract."""


class LexiconError(GroundsError):
    """A reading rule or a lexicon entry breaks its schema."""


class MappingError(GroundsError):
    """A mapping of an event dataset breaks its schema, or a table does not fit it."""


class ModelError(GroundsError):
    """Trained models are not there, or are not as they should be."""


class LedgerError(GroundsError):
    """The ledger cannot be used."""


class LedgerVersionError(LedgerError):
    """The ledger was made by a newer Grounds."""


class LedgerBusy(LedgerError):
    """Another process holds the ledger."""


class Contested(LedgerError):
    """A decision that another one stands against, or whose claim is no longer shown: both are named, and nothing was
    written. ``standing`` are the ids of what stands against it."""

    standing: tuple[str, ...] = ()


class NotFound(LedgerError):
    """No such claim, actor or document."""
