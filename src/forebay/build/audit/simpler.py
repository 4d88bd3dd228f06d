"""A linear model on a sample of the same rows: what the trees have to beat (M5, rule 4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from forebay.algorithms import validate_options
from forebay.build.audit.drawn_rows import draw_rows
from forebay.build.audit.quality import difference, quality
from forebay.build.audit.small_training import COMPARABLE, is_short, train_small
from forebay.engine.quote import quote
from forebay.features.fit import fit

if TYPE_CHECKING:
    from forebay.build.audit.quality import Difference
    from forebay.build.learn import Learned
    from forebay.build.model_work import ModelWork

LINEAR: Final = frozenset({"LINEAR_REG", "LOGISTIC_REG"})


@dataclass(frozen=True, slots=True)
class Simpler:
    """What the linear model reaches on the judged rows, and how much better the model is.

    Parameters
    ----------
    rows, judged
        How many it was trained on, and how many judged both.

    """

    model_type: str
    rows: int
    judged: int
    value: float
    gain: Difference

    def to_json(self) -> dict[str, Any]:
        """Return it as a version keeps it."""
        return {
            "model_type": self.model_type,
            "rows": self.rows,
            "judged": self.judged,
            "value": round(self.value, 6),
            "gain": self.gain.to_json(),
        }


def simpler(work: ModelWork, learned: Learned, sample: str, judged_where: str) -> Simpler | None:
    """Train a linear model on a sample of the training rows; None if the model is one itself.

    Numbers are standardised, texts are categories, NULL is the mean or a category: what
    ``LINEAR_REG`` and ``LOGISTIC_REG`` do by default, with a little ridge so that nothing runs
    away.

    Parameters
    ----------
    sample
        A relation like the frame, of training rows only; a line through more of them would be the
        same line.
    judged_where
        Which gate rows judge both.

    """
    model, workspace = learned.model, work.workspace
    model_type = str(learned.options["model_type"])
    if model_type not in COMPARABLE or model_type in LINEAR:
        return None
    linear = "LINEAR_REG" if model.task == "regression" else "LOGISTIC_REG"
    features = fit(
        workspace, sample, "true", learned.roles,
        transform=work.statement.transform, encoding="linear",
    )  # fmt: skip
    if not is_short(linear, features):
        return None
    options = {**validate_options(linear, {})[0], "model_type": linear, "l2_reg": 1.0}
    ((count,),) = workspace.rows(f"SELECT count(*) FROM {quote(sample)}")
    trained = train_small(work, f"{quote(sample)} WHERE true", features, model.label, options)
    rows = draw_rows(workspace, judged_where, features, model.label)
    theirs = quality(trained.score(rows.columns), rows.labels, model.label.task)
    ours = quality(rows.scores, rows.labels, model.label.task)
    return Simpler(
        linear, int(str(count)), len(rows.labels), theirs.value, difference(ours, theirs)
    )
