"""The fact of a version that holds what was looked at beside its training."""

from __future__ import annotations

from typing import Final

# No part of what a model is: how much was looked at depends on how fast the machine was.
EVIDENCE: Final = "evidence"
