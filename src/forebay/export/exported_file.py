"""A file that was exported before: its format, its version, and what it answers."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from forebay.errors import ProjectError
from forebay.export.formats import format_of, load_format
from forebay.export.query_options import QueryOptions

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.engine.protocol import Workspace
    from forebay.query.live_model import LiveModel

_MLFLOW: Final = "MLmodel"
_SAYS_VERSION: Final = {
    "python": re.compile(rb"version (\d+)\."),
    "sql": re.compile(rb"version (\d+), as SQL of"),
}
_SAYS_OPTIONS: Final = re.compile(r"^-- (\{.*\})$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """What ``export_model`` wrote.

    Parameters
    ----------
    path
        The file; for MLflow its folder.
    version
        The version that the file says it is of; None if it says none.
    options
        Of SQL: the dialect, and what the query reads.

    """

    format: str
    path: Path
    data: bytes
    version: int | None
    options: QueryOptions | None = None

    @property
    def tolerance(self) -> float:
        """How far an answer may be, relative to the largest."""
        return load_format(self.format).TOLERANCE

    @classmethod
    def read(cls, path: Path) -> ExportedFile:
        """Return what lies at a path.

        Raises
        ------
        ProjectError
            ``bad-arguments`` for what is not there, ``not-supported`` for what is no export.

        """
        if path.is_dir() and (path / _MLFLOW).is_file():
            from forebay.export import mlflow_folder

            data = (path / mlflow_folder.FILE).read_bytes()
            told = json.loads((path / _MLFLOW).read_bytes()).get("metadata", {})
            return cls("mlflow", path, data, told.get("forebay_version"))
        if not path.is_file():
            raise ProjectError.of(
                "bad-arguments",
                f'there is no exported model at "{path}"',
                hint="name the file that forebay export wrote, or the folder for MLflow.",
            )
        name, data = format_of(path, ""), path.read_bytes()
        options = _options(data, path) if name == "sql" else None
        return cls(name, path, data, _version(name, data), options)

    def scores(self, model: LiveModel, workspace: Workspace, rows: str) -> Any:
        """Return what it answers for the rows of a relation, as ``Format.answers`` does.

        The code of a Python file or of MLflow's folder is run.

        Raises
        ------
        ProjectError
            ``not-supported``: the dialect is not run here.

        """
        if self.format == "mlflow":
            from forebay.export.mlflow_folder import folder_answers

            return folder_answers(self.path, model, workspace, rows)
        format_ = load_format(self.format, self.options)
        if self.options is not None:
            from forebay.export.sql_query import SqlQuery

            assert isinstance(format_, SqlQuery)  # noqa: S101 - of this name
            return format_.given_answers(self.data.decode(), model, workspace, rows)
        return format_.answers(self.data, model, workspace, rows)


def _version(name: str, data: bytes) -> int | None:
    if name == "onnx":
        from forebay.algorithms.onnx_model import onnx_session

        told = onnx_session(data).get_modelmeta().custom_metadata_map.get("version", "")
        return int(told) if told.isdecimal() else None
    says = _SAYS_VERSION.get(name)
    found = says.search(data[:4_000]) if says is not None else None
    return int(found[1]) if found else None


def _options(data: bytes, path: Path) -> QueryOptions:
    found = _SAYS_OPTIONS.search(data[:4_000].decode(errors="replace"))
    if found is None:
        raise ProjectError.of(
            "not-supported",
            f'"{path}" does not say which table it reads: an older Forebay wrote it',
            hint="export it again: forebay export NAME --to sql --key id.",
        )
    told = json.loads(found[1])
    return QueryOptions(told["dialect"], told["table"], tuple(told["key"]))
