"""``forebay export NAME --to FORMAT``, and ``Session.export``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from forebay.build.reading_workspace import reading_workspace
from forebay.catalog import layout, read_live
from forebay.catalog.places import OWN_FOLDER
from forebay.errors import Problem, ProjectError, nearest
from forebay.project.load_settings import load_settings
from forebay.query.live_model import load_live_model
from forebay.session.model_reference import model_reference
from forebay.session.model_version import model_version

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.catalog import Version
    from forebay.export import Exported
    from forebay.export.query_options import QueryOptions
    from forebay.query.live_model import LiveModel

_FORMATS: Final = {
    "sql": "query.sql", "onnx": "model.onnx", "xgboost": "model.json", "python": "model.py",
    "mlflow": "mlflow",
}  # fmt: skip


def export_file(
    root: Path, env: str, model: str, to: str, target: Path | None, options: QueryOptions | None
) -> Exported:
    """Write a model that is live, or a version of it, for other programs.

    Parameters
    ----------
    model
        A name, or one with a version: ``late_arrival@8``.
    target
        None: ``exports/<model>/`` in the folder of the project.

    Raises
    ------
    ProjectError
        Everything that is wrong with what was asked, or that the format cannot say.
    EngineError
        ``parity``: the file answers otherwise than the model; nothing is written.

    """
    from forebay.export import export_model

    problems = _problems(to, target, options)
    if problems:
        raise ProjectError(*problems)
    version = _version(root, env, model)
    live = load_live_model(root, version)
    path = target or root / "exports" / layout.folder_name(version.node) / _FORMATS[to]
    with reading_workspace(root, load_settings(root)) as workspace:
        folder = layout.model_folder(root, version.node, version.number)
        return export_model(live, folder, workspace, path, name=to, options=options)


def read_model(root: Path, env: str, model: str) -> LiveModel:
    """Return a model that is live, or a version of it; its files are verified."""
    return load_live_model(root, _version(root, env, model))


def _version(root: Path, env: str, model: str) -> Version:
    try:
        return model_version(root, env, read_live(root, env), model_reference(model))
    except ProjectError as error:
        # The query is ours: its places say nothing to anybody.
        raise ProjectError(*(replace(p, span=None) for p in error.problems)) from error


def _problems(to: str, target: Path | None, options: QueryOptions | None) -> list[Problem]:
    from forebay.export.sql_dialect import DIALECTS

    problems = []
    if to not in _FORMATS:
        problems.append(_unknown("format", to, list(_FORMATS)))
    if options is not None and to != "sql":
        problems.append(
            Problem(
                "bad-arguments",
                f'a dialect, a table and a key are for SQL, not for "{to}"',
                hint="leave them out, or write --to sql.",
            )
        )
    if options is not None and options.dialect not in DIALECTS:
        problems.append(_unknown("dialect", options.dialect, list(DIALECTS)))
    if target is not None and OWN_FOLDER in target.parts:
        problems.append(
            Problem(
                "bad-arguments",
                f'"{target}" lies in the folder {OWN_FOLDER}, which is Forebay\'s own',
                hint="choose another folder.",
            )
        )
    return problems


def _unknown(kind: str, word: str, known: list[str]) -> Problem:
    near = nearest(word, known)
    told = f"they are: {', '.join(known)}."
    hint = f'did you mean "{near}"?' if near else told
    return Problem("bad-arguments", f'there is no {kind} "{word}"', detail=told, hint=hint)
