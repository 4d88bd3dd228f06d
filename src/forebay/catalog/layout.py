"""Where everything lies; `root` is always the project folder, ``places`` knows its two roots."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Literal

from forebay.catalog.places import OWN_FOLDER, places
from forebay.errors import EngineError

if TYPE_CHECKING:
    from forebay.catalog.version import DataFile

UNSEALED = ".unsealed"  # ends the name of a model folder that is still being written

_PLAIN = frozenset(b"abcdefghijklmnopqrstuvwxyz0123456789_-.")
_LONGEST = 180  # bytes; file systems stop at 255, and suffixes are added


def folder_name(name: str) -> str:
    """Return a node or environment name as a folder name, percent-encoded (SEMANTICS 5).

    Names that differ only by case share a folder. A name that would be too long for a file system
    ends in a part of its SHA-256.

    Examples
    --------
    >>> folder_name("shop.Orders"), folder_name("../etc"), folder_name("Zürich")
    ('shop.orders', '%2E.%2Fetc', 'z%C3%BCrich')

    """
    return _encode(name.casefold())


def _encode(name: str) -> str:
    data = name.encode()
    parts = [chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in data]
    if parts and parts[0] == ".":
        parts[0] = "%2E"
    encoded = "".join(parts)
    if len(encoded) <= _LONGEST:
        return encoded
    return f"{encoded[: _LONGEST - 34]}--{hashlib.sha256(data).hexdigest()[:32]}"


def data_root(root: Path) -> Path:
    """Return the folder that `DataFile.path` counts from."""
    return places(root).data


def catalog_file(root: Path) -> Path:
    """Return the SQLite file."""
    return places(root).catalog


def lock_file(root: Path) -> Path:
    """Return the file on which a build holds its lock: whoever shares the catalog shares it."""
    return catalog_file(root).with_name("build.lock")


def owner_file(root: Path) -> Path | None:
    """Return the file that says whose the data root is; None if the catalog lies in it anyway."""
    found = places(root)
    return None if found.catalog.parent == found.data else found.data / "catalog.id"


def cache(root: Path) -> Path:
    """Return the folder of validation results and the like: may be deleted at any time."""
    return root / OWN_FOLDER / "cache"


def live_file(root: Path, env: str) -> Path:
    """Return the file that readers of an environment read."""
    return data_root(root) / "live" / f"{_encode(env)}.json"


def table_folder(root: Path, name: str) -> Path:
    """Return the folder of a table's or source's Parquet files."""
    return data_root(root) / "tables" / folder_name(name) / "data"


def model_folder(root: Path, name: str, number: int) -> Path:
    """Return the folder of a model version.

    Examples
    --------
    >>> model_folder(Path("/p"), "Late", 3).as_posix()
    '/p/.forebay/models/late/3'

    """
    return data_root(root) / "models" / folder_name(name) / str(number)


def signature_file(root: Path, name: str, number: int) -> Path:
    """Return the file of a model version's signature, beside the folders of models."""
    return data_root(root) / "signatures" / folder_name(name) / f"{number}.sig"


def card_file(root: Path, name: str, number: int) -> Path:
    """Return the model card of a version as JSON: beside its folder, which is sealed."""
    folder = model_folder(root, name, number)
    return folder.with_name(f"{folder.name}.card.json")


def live_signature_file(root: Path, env: str, name: str) -> Path:
    """Return the file of the signature that says which version of a model is live."""
    return data_root(root) / "signatures" / folder_name(name) / f"live-{_encode(env)}.sig"


def unsealed(folder: Path) -> Path:
    """Return the temporary name under which a model folder is written before it is sealed."""
    return folder.with_name(folder.name + UNSEALED)


def scratch(root: Path, run: int) -> Path:
    """Return the folder for a run's temporary files."""
    return data_root(root) / "scratch" / str(run)


def failed(root: Path, run: int) -> Path:
    """Return the folder for the rows that made a run fail."""
    return data_root(root) / "failed" / str(run)


def failed_file(root: Path, run: int, name: str, part: Literal["failed", "assert"]) -> Path:
    """Return the Parquet file for the rows of one node that made a run fail."""
    return failed(root, run) / f"{folder_name(name)}-{part}.parquet"


def relative(root: Path, path: Path) -> str:
    """Return a path below the data root in the form of `DataFile.path`."""
    return path.relative_to(data_root(root)).as_posix()


def resolve(root: Path, file: DataFile) -> Path:
    """Return where a file lies; EngineError ``damaged-file`` for a path that leads outside."""
    path = PurePosixPath(file.path)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise EngineError.of(
            "damaged-file",
            f'the path "{file.path}" leads out of the data folder',
            hint="the catalog was changed by hand: restore it, or build anew.",
        )
    return data_root(root) / path
