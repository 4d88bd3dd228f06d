"""Versions: what was built, where it lies, and whether it may be used again."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from forebay.catalog.checksum import checksum
from forebay.catalog.clock import utc_now
from forebay.catalog.integrity import is_intact, verify_files
from forebay.catalog.manifest import from_manifest, to_manifest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from forebay.catalog.store import Store
    from forebay.catalog.version import Version, VersionState

_COLUMNS = (
    "id, node_key, number, fingerprint, state, run, superseded_at, marked_at, gone_at, manifest"
)
_REUSABLE = ("built", "live", "superseded")


class Versions:
    """The versions of one catalog. What ``gc`` deleted is never returned."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def next_number(self, node: str) -> int:
        """Return the number that the next version of a node gets, from 1; never used twice."""
        sql = "SELECT coalesce(max(number), 0) + 1 FROM versions WHERE node_key = ?"
        return int(self._store.rows(sql, (node.casefold(),))[0][0])

    def add(self, version: Version) -> Version:
        """Record a complete version, state ``built``; return it with its id and number.

        Its files must lie there in full length: a manifest never promises what is not on disk.
        """
        verify_files(self._store.root, (*version.files, *version.rejected), contents=False)
        with self._store.transaction():
            number = version.number or self.next_number(version.node)
            last = self._store.rows("SELECT coalesce(max(id), 0) FROM versions")[0][0]
            added = replace(
                version,
                id=last + 1,
                number=number,
                state="built",
                created_at=version.created_at or utc_now(),
            )
            self._insert(added)
        return added

    def find(self, node: str, fingerprint: str) -> Version | None:
        """Return the newest version with that fingerprint that may be used again, else None.

        May be used: it is built, live or superseded and its files are there, so that an
        interrupted build repeats no finished node.
        """
        sql = (
            f"SELECT {_COLUMNS}, seal FROM versions WHERE node_key = ? AND fingerprint = ?"
            " AND gone_at = '' ORDER BY number DESC"
        )
        for row in self._store.rows(sql, (node.casefold(), fingerprint)):
            version = self._read(row)
            files = (*version.files, *version.rejected)
            if version.state in _REUSABLE and is_intact(self._store.root, files):
                return version
        return None

    def with_id(self, version_id: int, *, gone: bool = False) -> Version | None:
        """Return the version with that id, with `gone` even one that was deleted; else None."""
        alive = "" if gone else " AND gone_at = ''"
        sql = f"SELECT {_COLUMNS}, seal FROM versions WHERE id = ?{alive}"
        rows = self._store.rows(sql, (version_id,))
        return self._read(rows[0]) if rows else None

    def numbered(self, node: str, number: int) -> Version | None:
        """Return ``node@number``; None if there is none."""
        sql = (
            f"SELECT {_COLUMNS}, seal FROM versions"
            " WHERE node_key = ? AND number = ? AND gone_at = ''"
        )
        rows = self._store.rows(sql, (node.casefold(), number))
        return self._read(rows[0]) if rows else None

    def of(self, node: str) -> tuple[Version, ...]:
        """Return every version of a node, oldest first."""
        sql = (
            f"SELECT {_COLUMNS}, seal FROM versions"
            " WHERE node_key = ? AND gone_at = '' ORDER BY number"
        )
        return tuple(self._read(row) for row in self._store.rows(sql, (node.casefold(),)))

    def all(self) -> tuple[Version, ...]:
        """Return every version of every node, oldest first."""
        sql = f"SELECT {_COLUMNS}, seal FROM versions WHERE gone_at = '' ORDER BY id"
        return tuple(self._read(row) for row in self._store.rows(sql))

    # For the modules of this package that change a version, inside their transaction.

    def save(self, version: Version, **marks: str) -> None:
        """Write back a version whose state or details changed; `marks` are the time columns."""
        sql = "SELECT superseded_at, marked_at, gone_at FROM versions WHERE id = ?"
        names = ("superseded_at", "marked_at", "gone_at")
        times = dict(zip(names, self._store.rows(sql, (version.id,))[0], strict=True)) | marks
        values = _values(version, **times)
        columns = _COLUMNS.split(", ")
        self._store.run(
            f"UPDATE versions SET {', '.join(f'{c} = ?' for c in columns)}, seal = ? WHERE id = ?",
            (*values, checksum("versions", *values), version.id),
        )

    def set_state(self, version_id: int, state: VersionState, **marks: str) -> None:
        """Change the state of a version that exists."""
        version = self.with_id(version_id)
        if version is not None:
            self.save(replace(version, state=state), **marks)

    def marks(self) -> dict[int, tuple[str, str]]:
        """Return when each version was superseded and when marked for deletion, by id."""
        sql = "SELECT id, superseded_at, marked_at FROM versions WHERE gone_at = ''"
        return {
            number: (superseded, marked) for number, superseded, marked in self._store.rows(sql)
        }

    def _insert(self, version: Version) -> None:
        values = _values(version)
        self._store.run(
            f"INSERT INTO versions ({_COLUMNS}, seal) VALUES ({'?, ' * 10}?)",
            (*values, checksum("versions", *values)),
        )

    def _read(self, row: tuple[Any, ...]) -> Version:
        manifest = json.loads(self._store.unsealed("versions", row)[-1])
        return from_manifest(manifest)


def _values(
    version: Version, *, superseded_at: str = "", marked_at: str = "", gone_at: str = ""
) -> tuple[object, ...]:
    return (
        *(version.id, version.key, version.number, version.fingerprint, version.state),
        *(version.run, superseded_at, marked_at, gone_at),
        json.dumps(to_manifest(version), separators=(",", ":")),
    )


def by_key(versions: Iterable[Version]) -> dict[str, Version]:
    """Return versions by node key, in order of key."""
    return {version.key: version for version in sorted(versions, key=lambda v: v.key)}
