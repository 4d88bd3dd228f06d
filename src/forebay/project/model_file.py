"""The file that an imported model is read from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forebay.errors import Problem, ProjectError
from forebay.project.source_files import source_files

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.sql.statement import CreateModel


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of the project as it was when the project was validated.

    Parameters
    ----------
    path
        Relative to the project.
    sha256
        Of its bytes, 64 hex digits.

    """

    path: str
    sha256: str


def read_model_file(root: Path, model: CreateModel) -> tuple[ModelFile, bytes]:
    """Return the file that ``model_path`` means, and its bytes.

    Raises
    ------
    ProjectError
        ``missing-option``; ``no-files``, ``outside-project``, ``several-files``; ``not-supported``
        for an address on a network.

    """
    option = model.options.get("model_path")
    if option is None:
        raise ProjectError.of(
            "missing-option",
            f'model "{model.name.text}" needs the option "model_path"',
            model.name.span,
            hint="add model_path = 'models/file', relative to the project.",
        )
    found = source_files(root, [str(option.value)], option.value_span)
    if isinstance(found, Problem):
        raise ProjectError(found)
    if len(found) > 1:
        names = ", ".join(path.relative_to(root).as_posix() for path in found[:5])
        raise ProjectError.of(
            "several-files",
            f'"{option.value}" matches {len(found)} files, and a model is one',
            option.value_span,
            detail=f"the first are {names}.",
            hint="name one of them.",
        )
    (path,) = found
    data = path.read_bytes()
    return ModelFile(path.relative_to(root).as_posix(), hashlib.sha256(data).hexdigest()), data
