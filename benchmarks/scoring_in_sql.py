"""A logistic regression, scored by the engine as an expression, beside scikit-learn's pipeline."""

from __future__ import annotations

import time
from contextlib import ExitStack
from statistics import median
from typing import TYPE_CHECKING, Any

from measure import measure, spread, table
from peer import peer
from scoring_case import TRAINING_ROWS
from scoring_rows import FEATURES, SOURCE, write_rows

from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.query.engine_scored import engine_scored
from forebay.query.live_model import LiveModel

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

    from forebay.engine.protocol import Workspace

THEIRS = "scikit-learn"
PROJECT = (
    "CREATE MODEL late OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['y'])"
    " KEY (id) PREDICT AT NONE STANDARDS (roc_auc >= 0.4)"
    f" AS SELECT id, {FEATURES}, y FROM given WHERE id < {TRAINING_ROWS};\n"
)


def in_sql(folder: Path, given: argparse.Namespace) -> tuple[str, dict[str, Any]]:
    """Compare three ways of scoring in SQL with the pipeline's predict alone, rows in memory.

    The pipeline is asked for its answers and nothing else: its rows are a frame already, and the
    answers are not written. Ours reads the rows from a Parquet file and keeps keys and answers: in
    a table of the engine, which is the same task, or in a file, which is more. The third way
    has the rows in a table of the engine, where texts are not encoded as they are in a file.
    """
    root = folder / "linear"
    root.mkdir()
    write_rows(root, given.rows)
    (root / "forebay.toml").write_text('name = "bench"\ndefault_env = "prod"\n')
    (root / "given.sql").write_text(SOURCE)
    (root / "late.sql").write_text(PROJECT)
    measure([given.forebay, "-q", "-C", root, "build"])
    model = LiveModel.from_folder(root / ".forebay" / "models" / "late" / "1")
    with (
        ExitStack() as stack,
        DuckDBEngine().workspace(
            threads=given.threads, memory_limit=None, readable=[root], scratch=root / "scratch"
        ) as workspace,
    ):
        theirs, _ = peer(THEIRS, root, given, stack)
        from_file = f"SELECT id, {FEATURES} FROM read_parquet('{root / 'rows.parquet'}')"
        ways = {
            "file to table": (from_file, None),
            "file to file": (from_file, root / "scratch" / "scored.parquet"),
        }
        turns = {THEIRS: theirs} | {w: ours(workspace, model, *how) for w, how in ways.items()}
        cost: dict[str, list[tuple[float, float]]] = {side: [] for side in turns}
        for _ in range(given.repeat):
            for side, turn in turns.items():
                cost[side].append(turn())
        workspace._connection.execute(  # noqa: SLF001 - the engine itself, for what no query may do
            f"CREATE TABLE held AS {from_file}"  # not before: two gigabytes beside the others
        )
        from_table = ours(workspace, model, f"SELECT id, {FEATURES} FROM held", None)
        cost["table to table"] = [from_table() for _ in range(given.repeat)]
    return told(cost, given.rows)


def ours(
    workspace: Workspace, model: LiveModel, text: str, into: Path | None
) -> Callable[[], tuple[float, float]]:
    """Return what scores all rows once more: seconds on the wall, CPU seconds."""
    own = (workspace.describe(text).columns[0],)

    def turn() -> tuple[float, float]:
        wall, cpu = time.perf_counter(), time.process_time()
        assert engine_scored(workspace, model, text, own, name="scored", n_outputs=1, into=into)
        if into is None:
            workspace._connection.execute(  # noqa: SLF001 - the same
                "CREATE OR REPLACE TABLE kept AS SELECT * FROM scored"
            )
        cost = time.perf_counter() - wall, time.process_time() - cpu
        workspace.drop("scored")
        return cost

    return turn


def told(cost: dict[str, list[tuple[float, float]]], n_rows: int) -> tuple[str, dict[str, Any]]:
    """Return the table that a person reads, and the medians."""
    lines, found = [], {}
    for i, what in enumerate(("seconds", "CPU seconds")):
        theirs = [of[i] for of in cost[THEIRS]]
        lines.append([THEIRS, what, f"{min(theirs):.2f}", ""])
        for side in list(cost)[1:]:
            own = [of[i] for of in cost[side]]
            ratios = [a / b for a, b in zip(theirs, own, strict=True)]
            lines.append([f"{side}", what, f"{min(own):.2f}", spread(ratios, 1)])
            key = "linear_vs_sklearn" + ("_cpu" if i else "")
            found[f"{key}_{side.replace(' ', '_')}"] = round(median(ratios), 2)
    header = [f"logistic regression, {n_rows:,} rows", "", "least", "ratio"]
    return table(header, lines), found
