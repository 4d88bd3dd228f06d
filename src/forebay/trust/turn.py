"""What is done with the label of the rows that are predicted: shown, or turned to another value."""

from __future__ import annotations

from typing import Literal, TypeAlias

Turn: TypeAlias = Literal["", "high", "low"]
