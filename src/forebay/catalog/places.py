"""Where a project keeps its data and its catalog: what ``forebay.toml`` says of it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

SETTINGS_FILE: Final = "forebay.toml"
OWN_FOLDER: Final = ".forebay"
_CATALOG: Final = "catalog.sqlite"


@dataclass(frozen=True, slots=True)
class Places:
    """The two roots of SEMANTICS rule 15.

    Parameters
    ----------
    data
        The folder that `DataFile.path` counts from: tables, models, ``live/<env>.json``.
    catalog
        The SQLite file. It needs a local disk; the lock of a build lies beside it.

    """

    data: Path
    catalog: Path


def places(root: Path) -> Places:
    """Return where the project in `root` keeps its versions.

    ``storage`` and ``catalog`` of the settings, relative to the project's folder; without them
    ``.forebay`` and ``.forebay/catalog.sqlite``. Whether the settings are right is not judged here:
    ``load_settings`` does that and says what is wrong.

    Examples
    --------
    >>> places(Path("/no/project")).catalog.as_posix()
    '/no/project/.forebay/catalog.sqlite'

    """
    path = root / SETTINGS_FILE
    try:
        found = path.stat()
    except OSError:
        return _places(root, {})
    return _read(root, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=64)
def _read(root: Path, mtime_ns: int, size: int) -> Places:
    del mtime_ns, size  # a changed file is read again
    try:
        settings = tomllib.loads((root / SETTINGS_FILE).read_bytes().decode("utf-8-sig"))
    except (OSError, ValueError):
        settings = {}
    return _places(root, settings)


def _places(root: Path, settings: dict[str, object]) -> Places:
    own = root / OWN_FOLDER
    return Places(
        _below(root, settings.get("storage")) or own,
        _below(root, settings.get("catalog")) or own / _CATALOG,
    )


def _below(root: Path, value: object) -> Path | None:
    return root / Path(value).expanduser() if isinstance(value, str) and value else None
