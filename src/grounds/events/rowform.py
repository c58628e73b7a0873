"""The event row: the columns that every dataset shares. A contract; columns may be added, never renamed."""

from __future__ import annotations

#: The columns of the event row, in order; the row's own columns stand in ``own`` behind them.
EVENT_ROW = (
    *("dataset", "release", "source_id", "type", "violence_type", "sides", "directed", "from", "to", "date_precision"),
    *("lat", "lon", "place_precision", "country", "admin1", "killed_low", "killed_best", "killed_high", "killed"),
    *("clarity", "licence", "own"),
)
#: Those of them that a mapping gives.
FIELDS = (
    *("source_id", "type", "violence_type", "directed", "from", "to", "date_precision", "lat", "lon"),
    *("place_precision", "country", "admin1", "killed_low", "killed_best", "killed_high", "clarity"),
)
#: What a row's types may be: those of event claims (PLOVER).
TYPES = frozenset(
    [
        *("agree", "consult", "endorse", "concede", "cooperate", "aid", "retreat", "request", "accuse", "reject"),
        *("threaten", "protest", "sanction", "mobilize", "coerce", "assault"),
    ]
)
VIOLENCE = frozenset({"state_based", "non_state", "one_sided", "unclear"})
DATE_PRECISION = frozenset({"day", "week", "month", "quarter", "season", "year", "decade", "vague"})
PLACE_PRECISION = frozenset({"site", "settlement", "admin2", "admin1", "country", "region", "border", "vague"})
#: Whose deaths ``killed`` tells apart: the categories of a claim's casualties.
KILLED = (
    *("side_a", "side_b", "civilians", "security_forces", "militants", "leaders", "women", "children", "aid_workers"),
    *("peacekeepers", "foreigners", "unknown"),
)
#: Kinds of those who do what a dataset takes up.
DOERS = frozenset({"state", "non_state"})
SIDES = ("a", "b", "supporter", "recipient", "opponent")
