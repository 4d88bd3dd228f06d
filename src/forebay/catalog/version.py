"""An immutable state of a node: which files it is, what it was made from, what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

VersionKind: TypeAlias = Literal["source", "table", "view", "model", "macro"]
VersionState: TypeAlias = Literal["building", "built", "live", "superseded", "refused", "orphan"]


@dataclass(frozen=True, slots=True)
class DataFile:
    """One immutable file of a version.

    Parameters
    ----------
    path
        Relative to the data root (``.forebay``), with forward slashes.
    rows
        The rows in a Parquet file; 0 for a file that holds no rows.

    """

    path: str
    size_bytes: int
    sha256: str
    rows: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """An immutable state of a node: a manifest of files (SEMANTICS 15).

    Parameters
    ----------
    id
        The catalog's own number, unique over all nodes; 0 until the catalog has recorded it.
    node
        The name as written; compared without regard to case (see `key`).
    number
        1, 2, 3, ... for each node; 0 means that the catalog gives the next one.
    fingerprint
        What it was built from: SQL, options, variables, input contents (SEMANTICS 7).
    judge_fingerprint
        What it was judged by: standards, waivers, champion (SEMANTICS 8); empty if never judged.
    content_id
        The order-free checksum of its values; two versions with the same values share it.
    columns
        Name and type of every column, in order.
    files, rejected
        The rows that it holds, and the rows that its constraints dropped.
    rejected_columns
        Name and type of every column of the rejected rows; empty if nothing was dropped.
    rows
        The rows in `files`.
    run
        The run that built it.
    created_at
        UTC, ISO 8601; empty until the catalog has recorded it.
    state
        ``building`` and ``built`` were never live; ``refused`` missed a standard; ``orphan`` is
        marked for deletion though it never was live.
    inputs
        The exact version id of every node that it read, by node key (SEMANTICS 2).
    seconds
        How long it took to build.
    details
        Whatever else is worth keeping, as JSON values: view text, verdict, checks, versions of
        engine and libraries, ``definition`` (what a pin compares).

    """

    id: int
    node: str
    kind: VersionKind
    number: int
    fingerprint: str
    judge_fingerprint: str = ""
    content_id: str = ""
    columns: tuple[tuple[str, str], ...] = ()
    files: tuple[DataFile, ...] = ()
    rejected: tuple[DataFile, ...] = ()
    rejected_columns: tuple[tuple[str, str], ...] = ()
    rows: int = 0
    run: int = 0
    created_at: str = ""
    state: VersionState = "built"
    inputs: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The node's name as it is compared: names are case-insensitive."""
        return self.node.casefold()

    @property
    def label(self) -> str:
        """``late_arrival@3``, the form that ``promote`` takes."""
        return f"{self.node}@{self.number}"
