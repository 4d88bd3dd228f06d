"""The rows on which a candidate is judged, with its scores, the baseline's and the champion's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from forebay.build.champion import SCORES
from forebay.build.choose_threshold import costs_of
from forebay.build.ticking import counting
from forebay.engine import Column, Schema
from forebay.engine.quote import literal, quote, quote_list
from forebay.evaluate.exact_sum import exact_sum
from forebay.evaluate.scored_rows import ScoredRows
from forebay.features.frame import KEY
from forebay.features.key_hash import key_hash
from forebay.query.interval_columns import inside_sql
from forebay.query.live_model import GATE_FILE, TRAINING_FILE
from forebay.query.score import ScoredInput, score

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from forebay.build.champion import Champion
    from forebay.build.learn import Learned
    from forebay.build.model_work import ModelWork
    from forebay.engine import Workspace
    from forebay.features.part import Part
    from forebay.query.live_model import LiveModel
    from forebay.sql.statement import Standard

_TRAINING_ROWS: Final = 50_000
SCORED = "__scored"  # the relation under which gate rows are attached once they are written


def write_gate_rows(work: ModelWork, learned: Learned, champion: Champion, folder: Path) -> None:
    """Write ``gate.parquet``: every column of the gate rows, label, block and all scores.

    The champion's scores are joined by the hash of the key; a key that is not unique has one. The
    rows have no order, which no judgement depends on. If there are no gate rows, training rows are
    written into a file of another name (``_write_training_rows``).
    """
    walk, workspace, frame = work.walk, work.workspace, learned.frame
    if not learned.split.counts["gate"]:
        _write_training_rows(work, learned, folder)
        return
    join, compared = "", "NULL"
    if champion.compared:
        theirs = ScoredInput(SCORES, (), 0, learned.model.scorer.n_outputs).score_sql
        score_sql = theirs.replace("__score", "c.__score")
        compared = f"CASE WHEN c.{KEY} IS NOT NULL THEN {score_sql} END"
        join = (
            f" LEFT JOIN (FROM {quote(SCORES)} SELECT DISTINCT ON ({KEY}) *"
            f" ORDER BY {KEY}, COLUMNS('__score.*')) AS c ON c.{KEY} = s.{KEY}"
        )
    kind = score_type(learned.model)
    columns = [
        f"s.{KEY}",
        f"CAST({learned.model.label.index_sql()} AS DOUBLE) AS __label",
        f"CAST({_baseline(workspace, learned)} AS {kind}) AS __baseline",
        f"CAST({compared} AS {kind}) AS __champion",
        f"{_block(learned)} AS __block",
        *(f"s.{quote(name)}" for name in frame.schema.names),
    ]
    rows = f"(SELECT * FROM {quote(frame.name)} WHERE {learned.split.where('gate')}) AS s{join}"
    score(
        workspace,
        learned.model,
        f"SELECT {', '.join(columns)} FROM {rows}",
        folder / GATE_FILE,
        name=SCORED,
        as_lists=True,
        on_rows=counting(walk, work.node, "score", learned.split.counts["gate"]),
    )


def _write_training_rows(work: ModelWork, learned: Learned, folder: Path) -> None:
    """Write ``training.parquet``: the first 50,000 training rows by hash of the key, with scores.

    BigQuery ML answers ML.EVALUATE from the training rows where there are no others.
    """
    if not learned.split.counts["train"]:
        return
    columns = [
        f"CAST({learned.model.label.index_sql()} AS DOUBLE) AS __label",
        *(quote(name) for name in learned.frame.schema.names),
    ]
    score(
        work.workspace,
        learned.model,
        f"SELECT {', '.join(columns)} FROM {quote(learned.frame.name)}"
        f" WHERE {learned.split.where('train')} ORDER BY {KEY} LIMIT {_TRAINING_ROWS}",
        folder / TRAINING_FILE,
        name="__trained",
        as_lists=True,
    )


def score_type(model: LiveModel) -> str:
    """Return the type in which a score is stored."""
    return "DOUBLE[]" if model.task == "multiclass" else "DOUBLE"


def gate_schema(model: LiveModel, schema: Schema) -> Schema:
    """Return the columns of ``gate.parquet`` for an AS SELECT with these columns."""
    kind = score_type(model)
    return Schema(
        (
            Column(KEY, "UBIGINT"),
            Column("__label", "DOUBLE"),
            *(Column(name, kind) for name in ("__score", "__baseline", "__champion")),
            Column("__block", "BIGINT"),
            *schema.columns,
        )
    )


def scored_rows(
    workspace: Workspace,
    model: LiveModel,
    relation: str,
    standards: Iterable[Standard],
    champion_threshold: float | None = None,
) -> ScoredRows:
    """Return attached gate rows as evaluation reads them, with the columns that slices need.

    The champion answers by its own threshold, the baseline by the one that is right for its
    probabilities, the cheapest that it can do.
    """
    slices = {s.for_each for s in standards if s.for_each}
    slices |= {s.percent_of[1] for s in standards if s.percent_of}
    ours = ("label", "score", "baseline", "champion", "block")
    columns = [f"__{name} AS {name}" for name in ours]
    inside = inside_sql(model, "__label", "__score")
    columns += [f"{inside} AS inside"] if inside is not None else []
    if slices:
        columns.append(quote_list(sorted(slices)))
    return ScoredRows(
        workspace,
        f"(SELECT {', '.join(columns)} FROM {quote(relation)} WHERE __label IS NOT NULL)",
        model.label.task,
        model.classes,
        model.threshold,
        block="block",
        costs=costs_of(model),
        inside="inside" if inside is not None else None,
        thresholds=(
            ("champion", model.threshold if champion_threshold is None else champion_threshold),
            ("baseline", costs_of(model).threshold),
        ),
    )


def _block(learned: Learned) -> str:
    groups = learned.roles.groups
    if not groups:
        return "CAST(NULL AS BIGINT)"
    return f"CAST({key_hash(groups, 'block')} >> 1 AS BIGINT)"


def _baseline(workspace: Workspace, learned: Learned) -> str:
    """Return SQL of what the trivial model says: class shares, or the mean, of training.

    Of a model that was trained elsewhere no training row is known: then of the gate rows
    themselves, which makes the trivial model no worse.

    Shares are ratios of counts and the mean is an exact sum, so that they never depend on threads.
    """
    label = learned.model.label
    part: Part = "train" if learned.split.counts["train"] else "gate"
    rows = f"{quote(learned.frame.name)} WHERE {learned.split.where(part)}"
    index = label.index_sql()
    if label.task == "regression":
        bound: Any = workspace.rows(f"SELECT max(abs({index})), count(*) FROM {rows}")[0]
        largest, n = float(bound[0]), int(bound[1])
        total: Any = workspace.rows(f"SELECT {exact_sum(index, largest * n or 1.0)} FROM {rows}")
        return literal(float(total[0][0]) / n)
    counted: Any = workspace.rows(f"SELECT {index} AS y, count(*) FROM {rows} GROUP BY ALL")
    by_class = {int(y): int(n) for y, n in counted}
    all_rows = sum(by_class.values())
    shares = [by_class.get(i, 0) / all_rows for i in range(label.n_classes)]
    return literal(shares[1]) if label.task == "binary" else literal(shares)
