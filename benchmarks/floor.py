"""The least that the flights job can cost with Forebay's engine and trainer, to be measured.

DuckDB runs the SQL of ``examples/flights`` over the CSV files and writes its three tables, LightGBM
is fed out of the engine and trains with the settings of the build, one area under the curve judges.
Nothing is checked, tested, counted, hashed, replayed, explained or remembered; no file of a source
is kept. What a build takes more than this is
what its promises cost; what this takes is what no build with this engine can go below.

Prints what ``by_hand.py`` prints. Run by the Python that has Forebay.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import resource
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import nanoarrow
import numpy as np

from forebay.algorithms.lightgbm_booster import LightGBMBooster
from forebay.algorithms.lightgbm_dataset import SAMPLE_ROWS, StreamedDataset
from forebay.algorithms.lightgbm_library import FLOAT32, call
from forebay.algorithms.row_blocks import RowBlock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

CATEGORIES = ["carrier", "origin", "dest"]
NUMBERS = ["distance", "hour", "weekday", "sched_arr_time", "seats", "temp", "dewp", "humid"]
NUMBERS += ["wind_dir", "wind_speed", "precip", "pressure", "visib"]
ROUNDS, LEAST_PROGRESS = 20, 0.01
# As the build tells LightGBM (``algorithms/tree_parameters.py``), for these options and rows.
PARAMETERS: dict[str, Any] = {
    "objective": "binary", "metric": "binary_logloss", "learning_rate": 0.3, "max_depth": 6,
    "num_leaves": 64, "min_sum_hessian_in_leaf": 1.0, "min_data_in_leaf": 1, "min_data_in_bin": 1,
    "lambda_l2": 1.0, "min_data_per_group": 200, "cat_smooth": 100.0, "cat_l2": 50.0,
    "deterministic": True, "force_col_wise": True, "seed": 1, "feature_pre_filter": False,
    "verbosity": -1, "categorical_feature": "0,1,2",
}  # fmt: skip
FLIGHTS = """
    {'year': 'BIGINT', 'month': 'BIGINT', 'day': 'BIGINT', 'dep_time': 'BIGINT',
     'sched_dep_time': 'BIGINT', 'dep_delay': 'BIGINT', 'arr_time': 'BIGINT',
     'sched_arr_time': 'BIGINT', 'arr_delay': 'BIGINT', 'carrier': 'VARCHAR', 'flight': 'BIGINT',
     'tailnum': 'VARCHAR', 'origin': 'VARCHAR', 'dest': 'VARCHAR', 'air_time': 'BIGINT',
     'distance': 'BIGINT', 'hour': 'BIGINT', 'minute': 'BIGINT', 'time_hour': 'TIMESTAMP'}"""
WEATHER = """
    {'origin': 'VARCHAR', 'year': 'BIGINT', 'month': 'BIGINT', 'day': 'BIGINT', 'hour': 'BIGINT',
     'temp': 'DOUBLE', 'dewp': 'DOUBLE', 'humid': 'DOUBLE', 'wind_dir': 'BIGINT',
     'wind_speed': 'DOUBLE', 'wind_gust': 'DOUBLE', 'precip': 'DOUBLE', 'pressure': 'DOUBLE',
     'visib': 'DOUBLE', 'time_hour': 'TIMESTAMP'}"""
PLANES = """
    {'tailnum': 'VARCHAR', 'year': 'BIGINT', 'type': 'VARCHAR', 'manufacturer': 'VARCHAR',
     'model': 'VARCHAR', 'engines': 'BIGINT', 'seats': 'BIGINT', 'speed': 'BIGINT',
     'engine': 'VARCHAR'}"""
CLEAN_WEATHER = """
    SELECT origin, time_hour, temp, dewp, humid, wind_dir, wind_speed, wind_gust, precip, pressure,
           visib FROM weather WHERE wind_speed BETWEEN 0 AND 150"""
DEPARTURES = """
    SELECT f.carrier || '-' || f.flight || '-' || f.origin || '-'
             || strftime(f.sched_dep, '%Y%m%d%H%M') AS flight_key,
           f.sched_dep, f.carrier, f.origin, f.dest, f.distance, f.hour,
           dayofweek(f.sched_dep - INTERVAL 5 HOUR) AS weekday, f.sched_arr_time,
           p.year AS plane_year, p.manufacturer, p.seats, w.temp, w.dewp, w.humid, w.wind_dir,
           w.wind_speed, w.precip, w.pressure, w.visib, f.arr_delay, f.arr_delay > 15 AS is_late
    FROM (SELECT *, time_hour + minute * INTERVAL 1 MINUTE AS sched_dep FROM flights) AS f
    LEFT JOIN planes AS p ON p.tailnum = f.tailnum
    LEFT JOIN by_hour AS w
      ON w.origin = f.origin AND w.hour = date_trunc('hour', f.sched_dep - INTERVAL 3 HOUR)
    WHERE f.distance > 50"""
# The join to the last reading that was known. As an ASOF join it takes the engine ten times as long
# as all the rest, and a build rewrites it, too; readings are made on the hour, so that each can
# be given the hours in which it is the last one.
BY_HOUR = """
    SELECT * EXCLUDE (until), unnest(range(time_hour, until, INTERVAL 1 HOUR)) AS hour
    FROM (SELECT *, coalesce(lead(time_hour) OVER (PARTITION BY origin ORDER BY time_hour),
                             time_hour + INTERVAL 10 DAY) AS until FROM clean_weather)"""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the departures that meet a condition, as LightGBM's dataset walks them."""

    connection: duckdb.DuckDBPyConnection
    where: str
    n_rows: int
    relation: str = "departures"

    def __iter__(self) -> Iterator[RowBlock]:
        """Yield rows that chance picks, from which LightGBM makes its bins, then the others."""
        if self.n_rows <= SAMPLE_ROWS:
            yield from self._blocks("true")
            return
        picked = f"hash(flight_key) % {self.n_rows} < {SAMPLE_ROWS + SAMPLE_ROWS // 50}"
        yield from self._blocks(picked)
        yield from self._blocks(f"NOT {picked}")

    def _blocks(self, where: str) -> Iterator[RowBlock]:
        """Yield batches; the engine gives a row as one array of float32."""
        codes = [f"CAST(enum_code(CAST({name} AS of_{name})) AS FLOAT)" for name in CATEGORIES]
        plain = [f"coalesce(CAST({name} AS FLOAT), 'nan')" for name in NUMBERS]
        text = (
            f"SELECT array_value({', '.join(codes + plain)}) AS x,"
            f" CAST(coalesce(is_late, false) AS DOUBLE) AS y FROM {self.relation}"
            f" WHERE {self.where} AND {where}"
        )
        cursor = self.connection.cursor()
        for array in nanoarrow.c_array_stream(cursor.sql(text)):
            n = len(array)
            values = _numbers(array.child(0).child(0), np.float32).reshape(n, -1)
            yield RowBlock(values, _numbers(array.child(1), np.float64), np.ones(n))


def _numbers(array: Any, kind: type[Any]) -> NDArray[Any]:
    whole = np.frombuffer(array.view().buffer(1), kind)
    return whole[array.offset : array.offset + len(array)]


def open_engine(data: Path, threads: int) -> duckdb.DuckDBPyConnection:
    """Return an engine that sees the files as tables."""
    connection = duckdb.connect(config={"threads": threads, "preserve_insertion_order": False})
    for name, kinds in (("flights", FLIGHTS), ("weather", WEATHER), ("planes", PLANES)):
        connection.execute(
            f"CREATE VIEW {name} AS FROM read_csv('{data / f'{name}.csv'}', columns = {kinds},"
            " header = true, auto_detect = false, delim = ',', quote = '\"', nullstr = ['NA', ''])"
        )
    return connection


def build_tables(connection: duckdb.DuckDBPyConnection, out: Path) -> None:
    """Write the cleaned weather and the departures."""
    for name, text in (("clean_weather", CLEAN_WEATHER), ("departures", DEPARTURES)):
        file = out / f"{name}.parquet"
        connection.execute(f"COPY ({text}) TO '{file}' (FORMAT parquet)")
        connection.execute(f"CREATE VIEW {name} AS FROM '{file}'")
        if name == "clean_weather":
            connection.execute(f"CREATE TEMP TABLE by_hour AS {BY_HOUR}")
    for name in CATEGORIES:
        values = f"SELECT DISTINCT {name} FROM departures ORDER BY 1"
        connection.execute(f"CREATE TYPE of_{name} AS ENUM ({values})")


def split(connection: duckdb.DuckDBPyConnection) -> dict[str, Rows]:
    """Cut by time as the build does: a fifth judges, labels known by then train and tune."""
    known = "is_late IS NOT NULL"
    gate = _last(connection, 0.2, known)
    earlier = f"sched_dep < TIMESTAMP '{gate}' - INTERVAL 25 HOUR"
    tune = _last(connection, 0.1, f"{known} AND {earlier}")
    where = {
        "train": f"{known} AND {earlier} AND sched_dep < TIMESTAMP '{tune}'",
        "tune": f"{known} AND {earlier} AND sched_dep >= TIMESTAMP '{tune}'",
        "gate": f"{known} AND sched_dep >= TIMESTAMP '{gate}'",
    }
    counts = ", ".join(f"count(*) FILTER ({condition})" for condition in where.values())
    (n,) = connection.execute(f"SELECT {counts} FROM departures").fetchall()
    return {name: Rows(connection, where[name], n[i]) for i, name in enumerate(where)}


def _last(connection: duckdb.DuckDBPyConnection, share: float, where: str) -> Any:
    """Return the first time from which on there are at most a share of the rows."""
    times = (
        "SELECT sched_dep AS t, sum(count(*)) OVER (ORDER BY sched_dep DESC) AS later,"
        f" sum(count(*)) OVER () AS n FROM departures WHERE {where} GROUP BY sched_dep"
    )
    found = connection.execute(f"SELECT min(t) FROM ({times}) WHERE later <= {share} * n")
    return found.fetchall()[0][0]


@dataclass(frozen=True, slots=True)
class Trained:
    """A booster with the areas that it reached."""

    booster: LightGBMBooster
    rounds: int
    roc_auc: float


def train(parts: dict[str, Rows], threads: int) -> Trained:
    """Train, stop where a round gains less than a hundredth on the tune part, judge."""
    params = {**PARAMETERS, "num_threads": threads}
    train_rows = StreamedDataset(parts["train"], params)  # type: ignore[arg-type]
    others = [
        StreamedDataset(parts[name], params, reference=train_rows)  # type: ignore[arg-type]
        for name in ("tune", "gate")
    ]
    for rows in (train_rows, *others):
        rows.set_target(rows.label, None)
    booster = LightGBMBooster(params, [train_rows, *others])
    losses: list[float] = []
    while len(losses) < ROUNDS:
        booster.update()
        losses.append(booster.metric(1))
        if len(losses) > 1 and losses[-2] - losses[-1] < LEAST_PROGRESS * losses[-2]:
            break
    return Trained(booster, len(losses), area(booster.predicted(2), others[1].label))


def area(score: NDArray[np.float64], label: NDArray[np.float64]) -> float:
    """Return the area under the ROC curve; ties count half."""
    _, place, counts = np.unique(score, return_inverse=True, return_counts=True)
    ranks = np.cumsum(counts) - (counts - 1) / 2
    positive = label.sum()
    pairs = ranks[place][label == 1].sum() - positive * (positive + 1) / 2
    return float(pairs / (positive * (len(label) - positive)))


def score(connection: duckdb.DuckDBPyConnection, trained: Trained, out: Path) -> int:
    """Write the December flights with what the model says of them; return their number."""
    where = "sched_dep >= TIMESTAMP '2013-12-01'"
    # A table keeps its order, so that answers can be put beside its rows.
    connection.execute("SET preserve_insertion_order = true")
    connection.execute(f"CREATE TABLE december AS FROM departures WHERE {where}")
    rows = Rows(connection, "true", 0, "december")
    scores = np.concatenate([_predicted(trained.booster, block.values) for block in rows])
    connection.register("scores", {"p_late": scores})
    told = "flight_key, sched_dep, carrier, origin, dest, p_late"
    file = out / "arrivals_scored.parquet"
    connection.execute(
        f"COPY (SELECT {told} FROM december POSITIONAL JOIN scores) TO '{file}' (FORMAT parquet)"
    )
    return len(scores)


def _predicted(booster: LightGBMBooster, values: NDArray[Any]) -> NDArray[np.float64]:
    found, length = np.empty(len(values)), ctypes.c_int64()
    values = np.ascontiguousarray(values)
    handle = booster._handle  # noqa: SLF001 - the build scores with a forest of its own
    of_all = (0, 0, -1, b"", ctypes.byref(length), found)
    asked = (handle, values, FLOAT32, *values.shape, 1, *of_all)
    call("BoosterPredictForMat", *asked, threads=booster._threads)  # noqa: SLF001 - the same
    return found


def cpu_seconds() -> float:
    """Return the CPU time of this process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Do the job, print what it took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the CSV files")
    parser.add_argument("--out", type=Path, required=True, help="an empty folder")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    given = parser.parse_args()
    steps: dict[str, dict[str, float]] = {"imports": {"cpu_seconds": round(cpu_seconds(), 3)}}

    @contextmanager
    def step(name: str) -> Iterator[None]:
        wall, cpu = time.perf_counter(), cpu_seconds()
        yield
        taken = (time.perf_counter() - wall, cpu_seconds() - cpu)
        steps[name] = dict(zip(("seconds", "cpu_seconds"), map(_rounded, taken), strict=True))

    with step("tables"):
        connection = open_engine(given.data.resolve(), given.threads)
        build_tables(connection, given.out)
        parts = split(connection)
    with step("train"):
        trained = train(parts, given.threads)
    with step("score"):
        n_scored = score(connection, trained, given.out)
    found = {
        "steps": steps,
        "cpu_seconds": _rounded(cpu_seconds()),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "rows": {name: part.n_rows for name, part in parts.items()} | {"scored": n_scored},
        "rounds": trained.rounds,
        "figures": {"roc_auc": round(trained.roc_auc, 4)},
    }
    print(json.dumps(found))


def _rounded(seconds: float) -> float:
    return round(seconds, 3)


if __name__ == "__main__":
    main()
