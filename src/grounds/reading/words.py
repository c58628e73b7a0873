"""The reader's data files (``data/``), and the small closed classes of words among them (``data/words.yaml``)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from grounds.model.errors import LexiconError


class _Once(yaml.CSafeLoader):
    """A loader that refuses a key written twice: the first entry would silently be lost."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """The mapping, where each of its keys stands once."""
        keys = [key.value for key, _ in node.value]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise yaml.constructor.ConstructorError(None, None, f"written twice: {', '.join(twice)}", node.start_mark)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return mapping


def read_yaml(name: str) -> Any:
    """A data file of this package, parsed; ``name`` may lead into a folder (``rules/ties.yaml``)."""
    path = files("grounds.reading").joinpath("data", *name.split("/"))
    try:
        return yaml.load(path.read_text("utf-8"), _Once)
    except yaml.YAMLError as error:
        raise LexiconError(str(error).replace("\n", " "), place=f"reading/data/{name}") from error


@cache
def words(use: str) -> frozenset[str]:
    """The words of one use, such as ``habitual`` or ``struggles``; every use stands in the data with its meaning."""
    return frozenset(_small_classes()[use])


@cache
def taking_up(use: str) -> frozenset[str]:
    """The words of one use by which a statement takes up an earlier one, such as ``events``."""
    return frozenset(read_yaml("taking_up.yaml")[use])


@cache
def _small_classes() -> dict[str, list[str]]:
    found: dict[str, list[str]] = read_yaml("words.yaml")
    return found


def by_word(listed: dict[str, list[str]]) -> dict[str, str]:
    """Value → words, turned round: word → value."""
    return {word: value for value, words_ in listed.items() for word in words_}
