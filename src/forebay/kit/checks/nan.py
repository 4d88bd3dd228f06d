"""NaN is refused by name in training, and harms no other row afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.kit.odd_number import odd_number

if TYPE_CHECKING:
    from forebay.kit.bench import Bench


def nan(bench: Bench) -> str:
    """Put NaN into a row."""
    return odd_number(bench, "nan")
