"""Which versions of the libraries that matter are installed, without importing any."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

# Those that a result or a message can depend on.
_LIBRARIES: Final = ("duckdb", "forebay", "lightgbm", "numpy", "sqlglot", "xgboost", "xgboost_cpu")
_SAME: Final = {"xgboost_cpu": "xgboost"}  # two packages with one library
_DIST_INFO: Final = re.compile(rf"({'|'.join(_LIBRARIES)})-([^-]+)\.dist-info", re.IGNORECASE)


@cache
def installed() -> Mapping[str, str]:
    """Return versions by name; a library that is not there is missing.

    Forebay's own is empty where it runs from a folder without being installed.

    The names of the ``dist-info`` folders are read: ``importlib.metadata`` costs more than the
    whole rest of a build with nothing to do.

    Examples
    --------
    >>> "duckdb" in installed(), "forebay" in installed()
    (True, True)

    """
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            entries = list(Path(folder or ".").iterdir())
        except OSError:
            continue
        for entry in entries:
            match = _DIST_INFO.fullmatch(entry.name)
            # The first on the path is the one that an import finds.
            if match is not None:
                name = match[1].lower()
                found.setdefault(_SAME.get(name, name), match[2])
    return dict(sorted({"forebay": "", **found}.items()))
