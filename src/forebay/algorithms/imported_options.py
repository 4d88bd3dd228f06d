"""Options of models that were trained elsewhere."""

from __future__ import annotations

from typing import Final

from forebay.algorithms.option_rule import OptionRule
from forebay.algorithms.shared_options import SHARED_OPTIONS

_KEPT: Final = frozenset({"description", "tags"})
_REFUSED: Final = tuple(rule for rule in SHARED_OPTIONS if not rule.is_supported)

IMPORTED_OPTIONS: Final[tuple[OptionRule, ...]] = (
    OptionRule("model_type", layer="project", acts="what the file is of"),
    OptionRule(
        "model_path",
        layer="project",
        acts="the file, relative to the project; a pattern (`*`) must match exactly one",
    ),
    OptionRule(
        "input_label_cols",
        "texts",
        default=("label",),
        layer="features",
        acts="with AS SELECT: the column to compare predictions with",
    ),
    *(rule for rule in SHARED_OPTIONS if rule.name in _KEPT),
    *_REFUSED,
)
