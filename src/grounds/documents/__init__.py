"""Bytes → ``Document``: canonical text decoded once, passages to read, pages, facts about the document, hashes.

One module a format. Each draws the text and says which stretches are to be read (``Passage``); ``reader`` chooses the
module, ``facts`` finds title, publisher, date and language, ``files`` walks folders, ``members`` takes mailboxes and
feeds apart.
"""

from grounds.documents.files import find_files
from grounds.documents.members import read_all, read_url
from grounds.documents.options import ReadOptions
from grounds.documents.reader import read_bytes, read_file, read_stream
from grounds.documents.web import is_url

__all__ = ["ReadOptions", "find_files", "is_url", "read_all", "read_bytes", "read_file", "read_stream", "read_url"]
