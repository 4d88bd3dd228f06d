"""``EXPORT MODEL m OPTIONS (uri = '...')`` of what is live."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

from forebay.build.reading_workspace import reading_workspace
from forebay.catalog import layout
from forebay.catalog.places import OWN_FOLDER
from forebay.engine import Column, Schema
from forebay.errors import Problem, ProjectError, nearest
from forebay.project.load_settings import load_settings
from forebay.query.literal_rows import literal_rows
from forebay.query.live_model import load_live_model
from forebay.session.model_version import model_version
from forebay.session.result import Result

if TYPE_CHECKING:
    from forebay.catalog import LiveState
    from forebay.export import Exported
    from forebay.sql.statement import ExportModel

_OPTIONS: Final = ("uri",)
_COLUMNS: Final = Schema(
    (
        Column("model", "VARCHAR"),
        Column("version", "BIGINT"),
        Column("format", "VARCHAR"),
        Column("file", "VARCHAR"),
        Column("rows_compared", "BIGINT"),
        Column("largest_difference", "DOUBLE"),
    )
)


def export_live(root: Path, state: LiveState, statement: ExportModel, base: Path) -> Result:
    """Write the model that the statement means; return one row for each file.

    Parameters
    ----------
    base
        The folder that a relative ``uri`` counts from.

    Raises
    ------
    ProjectError
        ``missing-option``, ``unknown-option``, ``not-supported``, ``unknown-model``.
    EngineError
        ``parity``: the file answers otherwise than the model; nothing is written.

    """
    from forebay.export import export_model

    target = _target(statement, base)
    version = model_version(root, state.env, state, statement.model)
    model = load_live_model(root, version)
    closing = ExitStack()
    try:
        workspace = closing.enter_context(reading_workspace(root, load_settings(root)))
        folder = layout.model_folder(root, version.node, version.number)
        exported = export_model(model, folder, workspace, target)
        rows = _rows(exported, version.node, version.number, base)
        return Result(workspace, literal_rows(_COLUMNS, rows), closing.close)
    except ProjectError as error:
        closing.close()
        raise ProjectError(*(_placed(p, statement) for p in error.problems)) from error
    except BaseException:
        closing.close()
        raise


def _rows(exported: Exported, name: str, number: int, base: Path) -> list[dict[str, object]]:
    return [
        {
            "model": name,
            "version": number,
            "format": exported.format,
            "file": str(path.relative_to(base) if path.is_relative_to(base) else path),
            "rows_compared": exported.rows,
            "largest_difference": exported.difference,
        }
        for path in exported.files
    ]


def _placed(problem: Problem, statement: ExportModel) -> Problem:
    from dataclasses import replace

    return problem if problem.span is not None else replace(problem, span=statement.span)


def _target(statement: ExportModel, base: Path) -> Path:
    """Return the file or folder to write, judged before anything is read."""
    problems = [
        Problem(
            "not-supported" if name == "trial_id" else "unknown-option",
            f'EXPORT MODEL does not support "{name}"'
            if name == "trial_id"
            else f'EXPORT MODEL has no option "{name}"',
            option.span,
            hint="the trial that serves is exported."
            if name == "trial_id"
            else f'did you mean "{near}"?'
            if (near := nearest(name, _OPTIONS))
            else "it has: uri.",
        )
        for name, option in statement.options.items()
        if name not in _OPTIONS
    ]
    uri = statement.options.get("uri")
    if uri is None:
        problems.append(
            Problem(
                "missing-option",
                'EXPORT MODEL needs the option "uri"',
                statement.span,
                hint="write OPTIONS (uri = 'exports/model.json'), or a folder.",
            )
        )
    elif not isinstance(uri.value, str) or not uri.value:
        problems.append(
            Problem(
                "bad-option",
                'option "uri" takes a text',
                uri.value_span,
                hint="write uri = 'folder/name'.",
            )
        )
    elif "://" in uri.value:
        problems.append(
            Problem(
                "not-supported",
                f'"{uri.value}" is an address on a network',
                uri.value_span,
                hint="export to a local folder, and copy it from there.",
            )
        )
    elif OWN_FOLDER in Path(uri.value).parts:
        problems.append(
            Problem(
                "bad-option",
                f'"{uri.value}" lies in the folder {OWN_FOLDER}, which is Forebay\'s own',
                uri.value_span,
                hint="choose another folder.",
            )
        )
    if problems or uri is None:
        raise ProjectError(*problems)
    return base / str(uri.value)
