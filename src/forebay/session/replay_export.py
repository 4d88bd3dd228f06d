"""Ask an exported model what a server was asked: the request log against the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.build.reading_workspace import reading_workspace
from forebay.engine.quote import literal, quote_list
from forebay.errors import ForebayError, ProjectError
from forebay.export.exported_file import ExportedFile
from forebay.export.mlflow_folder import scores_of
from forebay.project.load_settings import load_settings
from forebay.query.target import Imported
from forebay.serve.log_columns import LOG_COLUMNS
from forebay.session.export_file import read_model
from forebay.session.logged_files import files_by_version, log_folders
from forebay.session.replayed_version import Difference, ReplayedVersion

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from forebay.engine.protocol import Workspace
    from forebay.query.live_model import LiveModel

_ROWS: Final = "__export_logged"
_SHOWN: Final = 20  # differences of one version


def replay_export(root: Path, env: str, log: Path, name: str, path: Path) -> list[ReplayedVersion]:
    """Return for each version of a model in a request log whether a file gives its answers again.

    Values and shares of classes are compared, each as far as the file's format promises: relative
    to the largest number of the row, or absolutely where that is below 1.

    Parameters
    ----------
    path
        What ``forebay export`` wrote for the model. Rows of another version than the file says it
        is of are not asked.

    Raises
    ------
    ProjectError
        ``no-request-log``; ``bad-arguments``, ``not-supported``, ``missing-option`` for a file that
        cannot be asked.
    EngineError
        ``damaged-log``, or what the file itself raises.

    """
    exported = ExportedFile.read(path)
    found = []
    log = log.resolve()
    settings = load_settings(root)
    for folder in log_folders(log, (name,)):
        with reading_workspace(root, settings, folder) as workspace:
            for (model, number), files in files_by_version(folder, workspace).items():
                label = f"{model}@{number}"
                asked = _Asked(root, env, label, number, exported)
                found.append(asked.replayed(files, workspace))
    return found


class _Asked:
    """One version that a file is asked for."""

    def __init__(
        self, root: Path, env: str, label: str, number: int, exported: ExportedFile
    ) -> None:
        self._root, self._env, self._label = root, env, label
        self._number, self._exported = number, exported

    def replayed(self, files: Sequence[Path], workspace: Workspace) -> ReplayedVersion:
        """Return what came of its rows, file after file."""
        listed = ", ".join(literal(str(file)) for file in files)
        counted: Any = workspace.rows(
            f"SELECT __route, count(*) FROM read_parquet([{listed}]) GROUP BY 1 ORDER BY 1"
        )
        routes = {str(route): int(n) for route, n in counted}
        total = sum(routes.values())
        told = self._exported.version
        if told is not None and told != self._number:
            why = f"the file is of version {told}"
            return ReplayedVersion(self._label, total, routes, why=why)
        try:
            live = read_model(self._root, self._env, self._label)
        except ForebayError as error:
            return ReplayedVersion(self._label, total, routes, why=error.problems[0].message)
        _require_comparable(live)
        limit = self._exported.tolerance
        different, largest, shown = 0, 0.0, list[Difference]()
        for file in files:
            keys, before, after = self._both(live, file, workspace)
            apart = _apart(before, after)
            wrong = ~(apart <= limit)  # NaN is wrong too
            different += int(wrong.sum())
            largest = max(largest, float(apart.max(initial=0.0)))
            for i in np.flatnonzero(wrong)[: _SHOWN - len(shown)].tolist():
                shown.append(_difference(live, keys[i], before[i], after[i]))
        return ReplayedVersion(
            self._label, total, routes, different, tuple(shown), against=self._exported.format,
            largest=largest, tolerance=limit,
        )  # fmt: skip

    def _both(
        self, live: LiveModel, file: Path, workspace: Workspace
    ) -> tuple[list[tuple[Any, ...]], NDArray[Any], NDArray[Any]]:
        """Return key columns of a file's rows, the logged numbers, and those of the export."""
        text = f"SELECT * FROM read_parquet({literal(str(file))})"
        schema = workspace.describe(text)
        inputs = {column.name for column in live.features.inputs}
        own = inputs | {name for name, _ in LOG_COLUMNS}
        answers = [column.name for column in schema.columns if column.name not in own]
        workspace.attach(_ROWS, [file], schema)
        try:
            keys = [*workspace.rows(f"SELECT __request, __row, __at FROM {_ROWS}")]
            told = workspace.rows(f"SELECT {quote_list(answers)} FROM {_ROWS}")
            after = self._exported.scores(live, workspace, _ROWS)
        finally:
            workspace.drop(_ROWS)
        logged = [_logged(dict(zip(answers, row, strict=True)), live) for row in told]
        before = np.array(logged, np.float64).reshape(len(keys), -1)
        return keys, before, np.asarray(after, np.float64)[:, : before.shape[1]]


def _require_comparable(live: LiveModel) -> None:
    target = live.signature.target
    if isinstance(target, Imported) and any(output.is_class for output in target.outputs):
        raise ProjectError.of(
            "not-supported",
            f'"{live.name}" answers with classes alone, and their shares are not logged',
            hint="forebay replay without --against compares them.",
        )


def _logged(answer: dict[str, Any], live: LiveModel) -> list[float]:
    """Return the numbers of a logged answer, as the scorer gives them."""
    match live.signature.target:
        case Imported(outputs):
            found: list[Any] = []
            for output in outputs:
                value = answer[output.name]
                found += value if isinstance(value, list) else [value]
            return [np.nan if v is None else float(v) for v in found]
        case _ if live.task == "reduction":
            n = live.components.n_components
            names = [f"principal_component_{i + 1}" for i in range(n)]
            return [np.nan if answer[name] is None else answer[name] for name in names]
        case _:
            return list(scores_of(answer, live))


def _apart(before: NDArray[Any], after: NDArray[Any]) -> NDArray[Any]:
    """Return how far each row is from what was logged, relative to its own largest number."""
    known = np.isfinite(before)
    if len(after) != len(before) or after.ndim != before.ndim:
        return np.full(len(before), np.inf)
    largest = np.maximum(1.0, np.abs(np.where(known, before, 0.0)).max(axis=1, keepdims=True))
    with np.errstate(invalid="ignore"):
        apart = np.where(known, np.abs(after - before) / largest, 0.0)
    apart[known != np.isfinite(after)] = np.inf
    return np.asarray(np.where(np.isnan(apart), np.inf, apart).max(axis=1, initial=0.0))


def _difference(
    live: LiveModel, key: tuple[Any, ...], before: NDArray[Any], after: NDArray[Any]
) -> Difference:
    request, row, at = key
    column = "scores" if len(before) > 1 or live.task != "regression" else live.signature.predicted
    logged, found = (", ".join(map(repr, values.tolist())) for values in (before, after))
    return Difference(str(request), int(row), str(at), column, logged, found)
