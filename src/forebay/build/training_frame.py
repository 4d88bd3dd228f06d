"""The frozen input of a training: the rows of the AS SELECT and hashes of their keys, in a file."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from forebay.engine import Schema
from forebay.engine.quote import quote
from forebay.features.alike_by_nature import alike_by_nature
from forebay.features.frame import KEY, frame_columns, frame_query, numbered

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.engine import Workspace
    from forebay.features.roles import Roles

FRAME = "__frame"


@dataclass(frozen=True, slots=True)
class TrainingFrame:
    """The rows of an AS SELECT in a file, attached under `name`."""

    name: str
    path: Path
    schema: Schema  # of the AS SELECT, without the columns that the frame adds
    rows: int


def write_frame(
    workspace: Workspace,
    text: str,
    roles: Roles,
    target: Path,
    *,
    name: str = FRAME,
    deterministic: bool = False,
) -> TrainingFrame:
    """Run an AS SELECT into `target` and attach it.

    Its rows have no order: a join gives another one at every run. Who needs one orders what he
    reads by ``__key``, which is less than the whole rows (SEMANTICS rule 11).

    Parameters
    ----------
    text
        The SELECT, ready for the engine.

    """
    schema = workspace.describe(text)
    written = workspace.write(
        frame_query(roles, f"(\n{text}\n)"), target, in_order=False, deterministic=deterministic
    )
    workspace.attach(name, [written.path], frame_schema(schema, roles))
    return TrainingFrame(name, written.path, schema, written.rows)


def numbered_frame(
    workspace: Workspace, frame: TrainingFrame, target: Path
) -> TrainingFrame | None:
    """Tell equal rows of a frame apart by a number, if they are alike by nature; else None.

    Where a model has no key and few columns of few values, most rows are equal to others. Kept
    together, all rows of one content would be in one part, so that the shares of the answers in the
    parts would be others than in life. The frame is written again into `target`.
    """
    contents = f"SELECT {KEY} AS h FROM {quote(frame.name)}"
    if not alike_by_nature(workspace, contents) or _is_copied(workspace, contents):
        return None
    schema = workspace.describe(f"SELECT * FROM {quote(frame.name)}")
    written = workspace.write(numbered(quote(frame.name)), target, in_order=False)
    workspace.attach(frame.name, [written.path], schema)
    return replace(frame, path=written.path)


def _is_copied(workspace: Workspace, contents: str) -> bool:
    """Return whether all rows were copied alike: how often each comes has a common divisor."""
    rows: Any = workspace.rows(
        f"SELECT DISTINCT n FROM (SELECT count(*) AS n FROM ({contents}) GROUP BY h)"
    )
    return math.gcd(*(int(n) for (n,) in rows)) > 1


def frame_schema(schema: Schema, roles: Roles | None = None) -> Schema:
    """Return the columns of a frame over an AS SELECT with these columns.

    Without `roles` the hash of the groups is left out: only the split reads it.
    """
    return Schema((*frame_columns(roles), *schema.columns))
