"""Sums of columns, scored by the engine as expressions, beside scikit-learn's pipelines.

A logistic regression, eight clusters, eight principal components; the same rows and features.
"""

from __future__ import annotations

import time
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any

from measure import measure, spread, table
from peer import peer
from scoring_case import TRAINING_ROWS
from scoring_peers import CATEGORIES, NUMBERS
from scoring_rows import FEATURES, SOURCE, write_rows

from forebay.engine.duckdb_engine import DuckDBEngine
from forebay.query.engine_scored import engine_scored
from forebay.query.live_model import LiveModel
from forebay.query.score import score_columns

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from forebay.engine.protocol import Column, Workspace

    Turn = Callable[[], tuple[float, float]]
    Cost = dict[str, list[tuple[float, float]]]

# What scikit-learn does, in words of `sklearn_peer`: the rows are a frame in memory, and nothing is
# written, but for the last, which is a job as ours.
WHOLE, CHUNKS, FILES = "predict", "predict, in chunks", "file to file, in chunks"
FLOOR = "no model, "
# The engine's own memory, where it compresses nothing, and a database with the tables of its files.
TABLES = {"memory": "in memory", "kept": "compressed"}
ONE_SUM = " + ".join([*NUMBERS, *(f"strlen({name})" for name in CATEGORIES)]) + " AS total"
# As many multiplications and sums of numbers as eight clusters or components need at the least.
EIGHT_SUMS = ", ".join(
    " + ".join(f"{name} * {i + j}e0" for i, name in enumerate(NUMBERS)) + f" AS total_{j}"
    for j in range(8)
)
ROWS = f"SELECT id, {FEATURES}, y FROM given WHERE id < {TRAINING_ROWS}"
PROJECT = (
    "CREATE MODEL late OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['y'])"
    f" KEY (id) PREDICT AT NONE STANDARDS (roc_auc >= 0.4) AS {ROWS};\n"
    "CREATE MODEL groups OPTIONS (model_type = 'KMEANS', num_clusters = 8)"
    f" KEY (id) PREDICT AT NONE AS {ROWS.replace(', y', '')};\n"
    "CREATE MODEL directions OPTIONS (model_type = 'PCA', num_principal_components = 8)"
    f" KEY (id) PREDICT AT NONE AS {ROWS.replace(', y', '')};\n"
)


@dataclass(frozen=True, slots=True)
class Case:
    """A model, what scikit-learn calls it, and how many numbers it gives for a row.

    Parameters
    ----------
    takes
        How many of the model's outputs are kept, from the first, as scikit-learn's are: of a
        clustering the number of the nearest centroid, of components the coordinates.

    """

    name: str
    key: str
    model: str
    takes: int


CASES = (
    Case("logistic regression", "linear", "late", 1),
    Case("k-means, 8 clusters", "kmeans", "groups", 1),
    Case("PCA, 8 components", "pca", "directions", 8),
)


def in_sql(folder: Path, given: argparse.Namespace) -> tuple[str, dict[str, Any]]:
    """Compare ways of scoring in SQL with the pipelines of scikit-learn, in turns.

    Ours reads the rows from a Parquet file or from a table of the engine and keeps keys and
    answers, in a table in memory or in a file. scikit-learn's predict has the rows in memory and
    keeps nothing, which is less; the last of its rows is the same job, from a file to a file.
    The floors read the same columns, add up numbers and lengths of texts, and keep keys and sums:
    what the engine needs when there is no model at all. Another has eight sums of products of the
    numbers, as clusters and components have.
    """
    root = folder / "linear"
    root.mkdir()
    write_rows(root, given.rows)
    (root / "forebay.toml").write_text('name = "bench"\ndefault_env = "prod"\n')
    (root / "given.sql").write_text(SOURCE)
    (root / "models.sql").write_text(PROJECT)
    measure([given.forebay, "-q", "-C", root, "build"])
    texts, found = [], {}
    engine = DuckDBEngine()
    with engine.workspace(
        threads=given.threads, memory_limit=None, readable=[root], scratch=root / "scratch"
    ) as workspace:
        for case in CASES:
            model = LiveModel.from_folder(root / ".forebay" / "models" / case.model / "1")
            with ExitStack() as stack:
                ask, _ = peer(f"scikit-learn, {case.key}", root, given, stack)
                turns: dict[str, Turn] = {w: partial(ask, w) for w in (WHOLE, CHUNKS, FILES)}
                turns |= ours(workspace, case, model, root)
                cost = in_turns(turns, given.repeat)
            # The rows in tables come last: two gigabytes that the others need not have beside them.
            for where in TABLES:
                ways = from_table(workspace, case, model, root / "rows.parquet", where)
                cost |= in_turns(ways, given.repeat)
                workspace._connection.execute(f"DROP TABLE {where}.given")  # noqa: SLF001
            workspace._connection.execute("DETACH kept")  # noqa: SLF001
            text, part = told(case, cost, given.rows)
            texts.append(text)
            found |= part
    return "\n\n".join(texts), found


def in_turns(turns: Mapping[str, Turn], repeat: int) -> Cost:
    """Return seconds on the wall and CPU seconds of every turn."""
    cost: Cost = {side: [] for side in turns}
    for i in range(repeat):
        for side, turn in turns.items() if i % 2 == 0 else reversed(turns.items()):
            cost[side].append(turn())
    return cost


def ours(workspace: Workspace, case: Case, model: LiveModel, root: Path) -> dict[str, Turn]:
    """Return the ways that begin with a file."""
    rows = f"read_parquet('{root / 'rows.parquet'}')"
    target = root / "scratch" / "scored.parquet"
    ways: dict[str, Turn] = {
        f"{kind}file to {what}": Way(workspace, case, model, rows, into, floor)
        for kind, floor in (("", ""), (FLOOR, ONE_SUM))
        for what, into in (("table", None), ("file", target))
    }
    if case.key != "linear":
        name = f"{FLOOR}eight sums of products, file to table"
        ways[name] = Way(workspace, case, model, rows, None, EIGHT_SUMS)
    return ways


def from_table(
    workspace: Workspace, case: Case, model: LiveModel, file: Path, where: str
) -> dict[str, Turn]:
    """Return the ways from a table, as rows lie in memory or as the engine keeps them on disk."""
    run = workspace._connection.execute  # noqa: SLF001 - the engine itself, for what no query may do
    if where == "kept":
        run("ATTACH ':memory:' AS kept (COMPRESS)")
    run(f"CREATE TABLE {where}.given AS SELECT id, {FEATURES} FROM read_parquet('{file}')")
    if where == "kept":
        run("CHECKPOINT kept")  # which compresses
    return {
        f"{kind}table, {TABLES[where]}, to table": Way(
            workspace, case, model, f"{where}.given", None, floor
        )
        for kind, floor in (("", ""), (FLOOR, ONE_SUM))
    }


@dataclass(frozen=True, slots=True)
class Way:
    """Scores all rows once more when it is called; or keeps what `floor` says instead."""

    workspace: Workspace
    case: Case
    model: LiveModel
    rows: str
    into: Path | None
    floor: str

    def __call__(self) -> tuple[float, float]:
        """Return seconds on the wall and CPU seconds."""
        text = f"SELECT id, {FEATURES} FROM {self.rows}"
        own = (self.workspace.describe(text).columns[0],)
        wall, cpu = time.perf_counter(), time.process_time()
        if self.floor:
            kept = f"SELECT {self.floor}, id FROM {self.rows}"
        else:
            kept = self._scored(text, own)
        if self.into is None:
            self.workspace._connection.execute(  # noqa: SLF001 - as above
                f"CREATE OR REPLACE TABLE memory.answers AS {kept}"
            )
        else:
            self.workspace.write(kept, self.into)
        cost = time.perf_counter() - wall, time.process_time() - cpu
        if not self.floor:
            self.workspace.drop("scored")
        return cost

    def _scored(self, text: str, own: tuple[Column, ...]) -> str:
        n = self.model.scorer.n_outputs
        takes = n if self.case.key == "kmeans" else self.case.takes
        found = engine_scored(
            self.workspace, self.model, text, own, name="scored", n_outputs=takes, into=None
        )
        assert found is not None
        names = score_columns(n)[: self.case.takes]
        return f"SELECT {', '.join(names)}, id FROM scored"


def told(case: Case, cost: Cost, n_rows: int) -> tuple[str, dict[str, Any]]:
    """Return the table that a person reads, and the medians."""
    lines, found = [], {}
    for side, readings in cost.items():
        line = [side, *(f"{min(of[i] for of in readings):.2f}" for i in (0, 1))]
        for against in (WHOLE, CHUNKS, FILES):
            is_asked = side not in {WHOLE, CHUNKS, FILES} and not side.startswith(FLOOR)
            if not is_asked or (against == FILES and side != "file to file"):
                line.append("")
                continue
            ratios = [
                [a[i] / b[i] for a, b in zip(cost[against], readings, strict=True)] for i in (0, 1)
            ]
            line.append(f"{spread(ratios[0], 1)}; CPU {median(ratios[1]):.1f}")
            if against == WHOLE:
                for end, of in zip(("", "_cpu"), ratios, strict=True):
                    way = side.replace(",", "").replace(" ", "_")
                    found[f"{case.key}_vs_sklearn{end}_{way}"] = round(median(of), 2)
        lines.append(line)
    against = [f"{WHOLE} / ours", f"{CHUNKS} / ours", f"{FILES} / ours"]
    header = [f"{case.name}, {n_rows:,} rows", "least seconds", "least CPU seconds", *against]
    return table(header, lines), found
