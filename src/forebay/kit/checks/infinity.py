"""An infinite number is refused by name in training, and harms no other row afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.kit.odd_number import odd_number

if TYPE_CHECKING:
    from forebay.kit.bench import Bench


def infinity(bench: Bench) -> str:
    """Put both infinities into a row."""
    return odd_number(bench, "inf") or odd_number(bench, "-inf")
