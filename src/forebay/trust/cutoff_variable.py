"""The engine variable that holds the instant at which the world is seen."""

from __future__ import annotations

from typing import Final

CUTOFF: Final = "__forebay_cutoff"
