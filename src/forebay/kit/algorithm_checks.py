"""Every check of the kit, by name."""

from __future__ import annotations

from typing import Final

# Strings, not functions: asking for the names imports no engine.
ALGORITHM_CHECKS: Final[dict[str, str]] = {
    "same_seed_same_bytes": "forebay.kit.checks.same_seed_same_bytes:same_seed_same_bytes",
    "save_and_load": "forebay.kit.checks.save_and_load:save_and_load",
    "null": "forebay.kit.checks.null:null",
    "nan": "forebay.kit.checks.nan:nan",
    "infinity": "forebay.kit.checks.infinity:infinity",
    "unseen_category": "forebay.kit.checks.unseen_category:unseen_category",
    "one_class": "forebay.kit.checks.one_class:one_class",
    "constant_column": "forebay.kit.checks.constant_column:constant_column",
    "one_row": "forebay.kit.checks.one_row:one_row",
    "zero_rows": "forebay.kit.checks.zero_rows:zero_rows",
    "many_categories": "forebay.kit.checks.many_categories:many_categories",
    "weights": "forebay.kit.checks.weights:weights",
    "permuted_columns": "forebay.kit.checks.permuted_columns:permuted_columns",
    "hostile_names": "forebay.kit.checks.hostile_names:hostile_names",
    "memory": "forebay.kit.checks.memory:memory",
}
