"""What more rows would bring, and whether a linear model is as good: a version trained again."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from forebay.algorithms import validate_options
from forebay.build.learn import Lesson, learn
from forebay.build.open_workspace import answered
from forebay.build.parted import Parted, part_rows
from forebay.build.training_frame import write_frame
from forebay.engine.quote import literal, quote
from forebay.errors import ForebayError
from forebay.evaluate import ScoredRows, main_metric
from forebay.evaluate.estimate import estimate
from forebay.evaluate.evidence import Evidence
from forebay.evaluate.figures import figures
from forebay.evaluate.intervals import intervals
from forebay.evaluate.metric_names import METRICS
from forebay.evaluate.quantity import Formula, Quantity
from forebay.features.frame import GROUP, KEY
from forebay.features.roles import resolve_roles
from forebay.query.score import score

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.build.model_work import ModelWork
    from forebay.evaluate.interval import Estimate, Interval
    from forebay.query.live_model import LiveModel

SHARES: Final = (1 / 16, 1 / 8, 1 / 4, 1 / 2)  # of the training rows, nested; all were trained on
_PIECES: Final = 8_192  # by the last bits of the hash of its key a row is in so many of the shares
_FEWEST: Final = 100  # training rows
_SCORED: Final = 20_000  # rows on which figures are computed: a ROC AUC is known to 0.005
_SECONDS: Final = 60.0
_LINEAR: Final = {
    "regression": "LINEAR_REG",
    "binary": "LOGISTIC_REG",
    "multiclass": "LOGISTIC_REG",
}
# What a linear model has in common with the one that it is compared with.
_SHARED: Final = ("input_label_cols", "seed", "auto_class_weights", "class_weights")
# What is not done again: it does not move the main metric, or would take many trainings.
_PLAIN: Final[dict[str, Any]] = {
    "calibration_method": "NONE",
    "prediction_interval_level": None,
    "costs": None,
    "num_trials": None,
    "warm_start": False,
}
_LABEL: Final = "__label"
_THEIRS: Final = "__theirs"
_JUDGED: Final = "__curve_judged"
_NAME: Final = "__curve"


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A model that was trained on a share of the rows.

    Parameters
    ----------
    judged
        The main metric on judged rows, with its 95 % interval.
    trained
        The same on the rows that it was trained on.

    """

    rows: int
    judged: Interval
    trained: float


@dataclass(frozen=True, slots=True)
class Simpler:
    """A linear model, trained on the same rows and features.

    Parameters
    ----------
    figure
        Its main metric on judged rows.
    lead
        By how much the version is better, with its 95 % interval; paired.
    is_as_good
        Whether it surely is not worse than by the margin of the gate: 5 % one-sided.

    """

    model_type: str
    figure: float
    lead: Interval
    is_as_good: bool


@dataclass(frozen=True, slots=True)
class LearningCurve:
    """What came of training again.

    Parameters
    ----------
    points
        By rising number of rows; the last one is the version itself.
    simpler
        None for a linear model.
    words
        Why there is no curve, or not all of it; empty if nothing is missing.

    """

    metric: str
    points: tuple[CurvePoint, ...] = ()
    simpler: Simpler | None = None
    words: str = ""


def learning_curve(work: ModelWork, model: LiveModel) -> LearningCurve:
    """Train on a sixteenth to a half of a version's rows and judge on the rows that judged it.

    The rows are read again, from the versions of tables that the model was trained on. Each share
    holds the smaller ones: which rows, the hash of their keys decides. Features are fitted on the
    share; tune and judged rows stay what they are. Training again takes about as long as training
    did, and no new one is begun that might end after a minute.

    Parameters
    ----------
    work
        Its workspace sees what the model read.

    """
    metric = main_metric(model.label.task)
    try:
        pupil = _Pupil(work, model, metric)
    except ForebayError as error:
        return LearningCurve(metric, words=error.problems[0].message)
    if pupil.words:
        return LearningCurve(metric, words=pupil.words)
    points = list(pupil.points())
    words = pupil.words if points else "each share of the rows is too small to learn from"
    return LearningCurve(metric, (*points, pupil.whole()), pupil.simpler(), words)


class _Pupil:
    """The rows of a training, and what is learned of shares of them."""

    def __init__(self, work: ModelWork, model: LiveModel, metric: str) -> None:
        self.work, self.model, self.metric = work, model, metric
        self.words = ""
        workspace, statement = work.workspace, work.statement
        text = answered(work.walk, workspace, statement.rows)
        schema = workspace.describe(text)
        self.roles = resolve_roles(statement, schema, labelled=True)
        self.options, _ = validate_options(model.signature.model_type, statement.options)
        self.frame = write_frame(workspace, text, self.roles, work.walk.scratch / "curve.parquet")
        self.parted = part_rows(work, self.frame, self.roles, self.options)
        if dict(self.parted.split.counts) != dict(model.facts["split"]["counts"]):
            self.words = "its rows are not those of its training any more"
            return
        self._attach(_JUDGED, self._part("gate"))

    def points(self) -> Iterator[CurvePoint]:
        """Yield what shares of the rows teach, as long as there is time."""
        began = last = time.monotonic()
        for share in SHARES:
            taken = time.monotonic() - last
            last = time.monotonic()
            if last - began + 3.0 * taken > _SECONDS:
                self.words = f"no larger share was tried after {last - began:.0f} seconds"
                return
            found = self._of_share(share)
            if found is not None:
                yield found

    def whole(self) -> CurvePoint:
        """Return the version itself."""
        rows = self.parted.split.counts["train"]
        return self._judged(self.model, rows, self._part("train"))

    def simpler(self) -> Simpler | None:
        """Train a linear model on all rows and compare it with the version, row by row."""
        kind = _LINEAR[self.model.label.task]
        if self.model.signature.model_type == kind:
            return None
        options = dict(validate_options(kind, {})[0])
        options |= {name: self.options[name] for name in _SHARED if name in self.options}
        try:
            linear = self._learned(self.frame.name, self.parted, options)
        except ForebayError:
            return None
        lead = self._lead(linear)
        margin = METRICS[self.metric].margin
        found = lead.interval()
        figure = self._figure(linear, _JUDGED)
        return Simpler(kind, figure, found, is_as_good=lead.upper(0.05) < margin)

    def _of_share(self, share: float) -> CurvePoint | None:
        workspace, split = self.work.workspace, self.parted.split
        train, name = split.where("train"), f"{_NAME}_{round(1 / share)}"
        # Rows of one group stay together, as the split keeps them.
        by = GROUP if self.roles.groups else KEY
        kept = f"{by} % {_PIECES} < {round(share * _PIECES)}"
        frame = quote(self.frame.name)
        workspace.define_view(name, f"SELECT * FROM {frame} WHERE {kept} OR NOT ({train})")
        ((n,),) = workspace.rows(f"SELECT count(*) FROM {quote(name)} WHERE {train}")
        rows = int(str(n))
        if rows < _FEWEST:
            return None
        parted = replace(self.parted, split=replace(split, counts={**split.counts, "train": rows}))
        try:
            model = self._learned(name, parted, self.options)
        except ForebayError:
            return None  # a class, or every value of a feature, is missing
        return self._judged(model, rows, f"(SELECT * FROM {quote(name)} WHERE {train})")

    def _learned(self, frame: str, parted: Parted, options: dict[str, Any]) -> LiveModel:
        """Return a model of the rows of a relation; nothing is calibrated or searched."""
        options = {**options, **{k: v for k, v in _PLAIN.items() if k in options}}
        lesson = Lesson(replace(self.frame, name=frame), self.roles, options, 0, parted)
        return learn(self.work, lesson).model

    def _judged(self, model: LiveModel, rows: int, trained: str) -> CurvePoint:
        scored = self._scored(model, f"SELECT * FROM {_JUDGED}")
        judged = intervals(scored, [self.metric])[self.metric]
        own = f"{_NAME}_own"
        self._attach(own, trained)
        return CurvePoint(rows, judged, self._figure(model, own))

    def _figure(self, model: LiveModel, relation: str) -> float:
        scored = self._scored(model, f"SELECT * FROM {quote(relation)}")
        return figures(scored, [self.metric])[self.metric]

    def _lead(self, other: LiveModel) -> Estimate:
        """Return by how much the version is better than another model, on the same rows."""
        self._score(self.model, f"SELECT * FROM {_JUDGED}", f"{_NAME}_one", None)
        columns = f"* EXCLUDE (__score), __score AS {_THEIRS}"
        text = f"SELECT {columns} FROM {_NAME}_one"
        self._score(other, text, f"{_NAME}_two", [_LABEL, _THEIRS])
        relation = f"(SELECT {_LABEL} AS label, {_THEIRS} AS score, __score AS champion"
        rows = self._rows(f"{relation} FROM {_NAME}_two)")
        ours, theirs = Quantity(self.metric), Quantity(self.metric, "champion")
        formula = Formula(
            (ours, theirs), lambda values: values[ours] - values[theirs], {ours: 1.0, theirs: -1.0}
        )
        return estimate(Evidence(rows, [ours, theirs]), formula)

    def _scored(self, model: LiveModel, text: str) -> ScoredRows:
        self._score(model, text, f"{_NAME}_scored", [_LABEL])
        return self._rows(f"(SELECT {_LABEL} AS label, __score AS score FROM {_NAME}_scored)")

    def _rows(self, relation: str) -> ScoredRows:
        model = self.model
        return ScoredRows(
            self.work.workspace, relation, model.label.task, model.classes, model.threshold
        )

    def _score(self, model: LiveModel, text: str, name: str, carried: list[str] | None) -> None:
        workspace = self.work.workspace
        workspace.drop(name)
        target = self.work.walk.scratch / f"{name}.parquet"
        as_lists = self.model.task == "multiclass"
        score(workspace, model, text, target, name=name, carried=carried, as_lists=as_lists)

    def _part(self, part: Any) -> str:
        return f"(SELECT * FROM {quote(self.frame.name)} WHERE {self.parted.split.where(part)})"

    def _attach(self, name: str, rows: str) -> None:
        """Write the first rows by the hash of their keys, with their labels as numbers."""
        workspace = self.work.workspace
        label = f"CAST({self.parted.label.index_sql()} AS DOUBLE) AS {_LABEL}"
        text = f"SELECT *, {label} FROM {rows} ORDER BY {KEY} LIMIT {literal(_SCORED)}"
        schema = workspace.describe(text)
        target = self.work.walk.scratch / f"{name}.parquet"
        workspace.drop(name)
        workspace.attach(name, [workspace.write(text, target).path], schema)
