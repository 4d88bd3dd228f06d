"""Read the file of an imported model again, when it is made."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from forebay.algorithms.declared_fields import declared_inputs, declared_outputs
from forebay.algorithms.imported_features import imported_features
from forebay.algorithms.imported_file import imported_algorithm
from forebay.errors import EngineError, InternalError

if TYPE_CHECKING:
    from forebay.algorithms.imported_file import ImportedFile
    from forebay.algorithms.imported_output import ImportedOutput
    from forebay.build.walk import Walk
    from forebay.features.frozen_features import FrozenFeatures
    from forebay.project import Node
    from forebay.sql.statement import CreateModel


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """What a file holds, its columns as the statement names them, and where it came from."""

    file: ImportedFile
    features: FrozenFeatures
    outputs: tuple[ImportedOutput, ...]
    facts: dict[str, Any]


def open_model_file(walk: Walk, node: Node, statement: CreateModel) -> OpenedFile:
    """Return what the file of a node holds; its bytes must be those that validation read.

    Raises
    ------
    EngineError
        ``source-changed``: they are not.

    """
    known = node.file
    if known is None:
        raise InternalError.of("no-model-file", f'"{node.name}" has no file')
    data = (walk.root / known.path).read_bytes()
    if hashlib.sha256(data).hexdigest() != known.sha256:
        raise EngineError.of(
            "source-changed", f'"{known.path}" changed while the build ran', hint="build again."
        )
    file = imported_algorithm(str(statement.options["model_type"].value)).read(data)
    at = statement.name.span
    return OpenedFile(
        file,
        imported_features(declared_inputs(file, statement.inputs, at)),
        declared_outputs(file, statement.outputs, at),
        {
            "file": {
                "path": known.path,
                "sha256": known.sha256,
                "size_bytes": len(data),
                **file.about,
            }
        },
    )
