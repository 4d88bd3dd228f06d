"""Data signatures: has a source changed? Size and time first, contents only in doubt."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.catalog.checksum import checksum, file_sha256
from forebay.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from forebay.catalog.store import Store

# A file may change twice within one tick of a file system's clock; the second change is then
# invisible to size and time. Two seconds is the coarsest tick in use (FAT).
_DOUBT_NS = 2_000_000_000
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class SignedFile:
    """One file as it was when it was signed; `path` is relative to the project where it can be."""

    path: str
    size_bytes: int
    mtime_ns: int
    sha256: str


@dataclass(frozen=True, slots=True)
class SourceSignature:
    """The files of a source; `digest` changes when a name or a content does, not with a time."""

    digest: str
    files: tuple[SignedFile, ...]


class Signatures:
    """The remembered signatures of one catalog."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def sign(self, files: Sequence[Path]) -> SourceSignature:
        """Return the signature of files, in the given order (SEMANTICS 13).

        A file whose size and time are those of its last signature is not read again, unless it
        changed within two seconds of that signature. When nothing changed this costs one ``stat``
        for each file and one SELECT.

        Raises
        ------
        EngineError
            ``source-missing`` for a file that cannot be read; ``source-changed`` for one that does
            not hold still while it is read.

        """
        names = [self._name(file) for file in files]
        known = self._known(names)
        signed, fresh = [], []
        for name, file in zip(names, files, strict=True):
            one = _unchanged(name, file, known.get(name))
            if one is None:
                at = time.time_ns()
                one = _read(name, file)
                fresh.append((one, at))
            signed.append(one)
        if fresh:
            self._remember(fresh)
        digest = checksum([(one.path, one.size_bytes, one.sha256) for one in signed])
        return SourceSignature(digest, tuple(signed))

    def changed(self, signature: SourceSignature) -> tuple[str, ...]:
        """Return the paths whose size or time is no longer that of the signature."""
        return tuple(
            one.path
            for one in signature.files
            if _stat(self._store.root / one.path) != (one.size_bytes, one.mtime_ns)
        )

    def _name(self, file: Path) -> str:
        try:
            return file.relative_to(self._store.root).as_posix()
        except ValueError:
            return file.as_posix()

    def _known(self, names: Sequence[str]) -> dict[str, tuple[SignedFile, int]]:
        columns = "path, size, mtime_ns, sha256, signed_at_ns, seal"
        if len(names) == 1:
            rows = self._store.rows(f"SELECT {columns} FROM signatures WHERE path = ?", names)
        else:
            rows = self._store.rows(f"SELECT {columns} FROM signatures")
        known = {}
        for *values, seal in rows:
            # A cache: a row that does not match its checksum is only a file to read again.
            if checksum("signatures", *values) == seal:
                known[values[0]] = (SignedFile(*values[:4]), values[4])
        return known

    def _remember(self, fresh: Sequence[tuple[SignedFile, int]]) -> None:
        with self._store.transaction():
            for one, at in fresh:
                values = (one.path, one.size_bytes, one.mtime_ns, one.sha256, at)
                self._store.run(
                    "INSERT OR REPLACE INTO signatures VALUES (?, ?, ?, ?, ?, ?)",
                    (*values, checksum("signatures", *values)),
                )


def _unchanged(name: str, file: Path, known: tuple[SignedFile, int] | None) -> SignedFile | None:
    if known is None:
        return None
    one, signed_at = known
    if _stat(file) != (one.size_bytes, one.mtime_ns) or one.path != name:
        return None
    return one if one.mtime_ns + _DOUBT_NS < signed_at else None


def _read(name: str, file: Path) -> SignedFile:
    for _ in range(_ATTEMPTS):
        before = _stat(file)
        if before is None:
            break
        try:
            digest = file_sha256(file)
        except OSError as error:
            raise EngineError.of(
                "source-missing",
                f'"{name}" cannot be read',
                detail=f"{error.strerror}.",
                hint="give yourself the right to read it.",
            ) from error
        if _stat(file) == before:
            return SignedFile(name, *before, digest)
    else:
        raise EngineError.of(
            "source-changed",
            f'"{name}" changes while it is read',
            detail=f"It was read {_ATTEMPTS} times and was another file afterwards each time.",
            hint="build when whatever writes it is done.",
        )
    raise EngineError.of(
        "source-missing", f'"{name}" is not there', hint="put it back, or change uris."
    )


def _stat(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
