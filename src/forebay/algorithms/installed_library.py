"""The forest library of this installation, tried before it is used."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from forebay.algorithms.forest_library import ForestLibrary
from forebay.algorithms.sound_library import scores_as_numpy

INSTALLED: Final = Path(__file__).with_name("native") / "forest.so"


@cache
def installed_library() -> ForestLibrary | None:
    """Return the installed library; None where there is none, or it does not score as NumPy does.

    It is compiled when Forebay is installed on a machine with a C compiler.
    """
    if not INSTALLED.exists():
        return None
    try:
        library = ForestLibrary(INSTALLED)
    except OSError:  # for another processor or system
        return None
    return library if scores_as_numpy(library) else None
