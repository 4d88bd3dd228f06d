"""What a row of a model's AS SELECT is for."""

from __future__ import annotations

from typing import Literal, TypeAlias

Part: TypeAlias = Literal[
    "train", "tune", "gate", "calibrate", "unlabelled", "immature", "undated", "embargo"
]

PARTS: tuple[Part, ...] = (
    "train", "tune", "gate", "calibrate", "unlabelled", "immature", "undated", "embargo",
)  # fmt: skip
# The parts from which a model was made; what it is judged on must be none of them.
SEEN_PARTS: tuple[Part, ...] = ("train", "tune", "calibrate")
