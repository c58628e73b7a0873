"""YAML that strangers write, looked through before it is built: what swells without end, or ends the process, is found.

References let a few lines stand for millions, and values nested thousands deep overrun the C parser's stack.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import yaml

#: How deep lists and mappings may lie in each other.
_DEEPEST = 20
_OPENING = (
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.FlowSequenceStartToken,
)
_CLOSING = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)


class Swelling(NamedTuple):
    """What is not plain, and the line (from 1) where it stands."""

    what: Literal["alias", "depth"]
    line: int


def find_swelling(text: str) -> Swelling | None:
    """The first reference or value that lies too deep; null where there is none. Raises ``yaml.YAMLError``."""
    depth = 0
    try:
        for token in yaml.scan(text, yaml.CSafeLoader):
            depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
            if isinstance(token, yaml.AliasToken):
                return Swelling("alias", token.start_mark.line + 1)
            if depth > _DEEPEST:
                return Swelling("depth", token.start_mark.line + 1)
    except yaml.MarkedYAMLError as error:
        # Later versions of libyaml have a bound of their own, and reach it first: they read ahead.
        if "nesting depth" not in str(error) or error.problem_mark is None:
            raise
        return Swelling("depth", error.problem_mark.line + 1)
    return None
