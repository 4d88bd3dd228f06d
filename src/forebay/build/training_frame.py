"""The frozen input of a training: the rows of the AS SELECT and hashes of their keys, in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.engine import Schema
from forebay.features.frame import frame_columns, frame_query

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


def frame_schema(schema: Schema, roles: Roles | None = None) -> Schema:
    """Return the columns of a frame over an AS SELECT with these columns.

    Without `roles` the hash of the groups is left out: only the split reads it.
    """
    return Schema((*frame_columns(roles), *schema.columns))
