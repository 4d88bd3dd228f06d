"""The columns that every file of a request log begins with."""

from __future__ import annotations

from typing import Final

# When (UTC), which model and version, which request and which of its rows, and by which route.
LOG_COLUMNS: Final = (
    ("__at", "TIMESTAMP"),
    ("__model", "VARCHAR"),
    ("__version", "BIGINT"),
    ("__request", "VARCHAR"),
    ("__row", "BIGINT"),
    ("__route", "VARCHAR"),
)
