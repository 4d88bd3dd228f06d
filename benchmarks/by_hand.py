"""The flights example as a competent person writes it by hand, to be measured against Forebay.

pandas reads and joins, LightGBM trains, scikit-learn judges, MLflow keeps the model. The columns,
filters, parts and settings are those of ``examples/flights``; what Forebay does beyond them (time
replay, intervals, quarantine, fingerprints, a ledger) is left out here, as it usually is.

Prints one JSON object: seconds of each step, CPU seconds, peak memory, rows, figures.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import lightgbm as lgb
import mlflow
import pandas as pd
from sklearn.metrics import brier_score_loss, confusion_matrix, log_loss, roc_auc_score

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "flight_key"
LABEL = "is_late"
CATEGORIES = ["carrier", "origin", "dest"]
PLANE = ["plane_year", "manufacturer", "seats"]
WEATHER = ["temp", "dewp", "humid", "wind_dir", "wind_speed", "precip", "pressure", "visib"]
SCHEDULE = ["carrier", "origin", "dest", "distance", "hour", "weekday", "sched_arr_time"]
FEATURES = [*SCHEDULE, "seats", *WEATHER]

# BigQuery ML's defaults of BOOSTED_TREE_CLASSIFIER; 63 leaves are what a depth of 6 allows.
ROUNDS = 20
PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.3,
    "max_depth": 6,
    "num_leaves": 63,
    "lambda_l2": 1.0,
    "deterministic": True,
    "seed": 1,
    "verbosity": -1,
}


class Clock:
    """Measures steps by name."""

    def __init__(self) -> None:
        self.steps = {"imports": {"cpu_seconds": round(cpu_seconds(), 3)}}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Measure the block, on the wall and of CPU."""
        wall, cpu = time.perf_counter(), cpu_seconds()
        yield
        self.steps[name] = {
            "seconds": round(time.perf_counter() - wall, 3),
            "cpu_seconds": round(cpu_seconds() - cpu, 3),
        }


def cpu_seconds() -> float:
    """Return the CPU time spent by this process and its children since they began."""
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in spent)


def read(data: Path) -> dict[str, pd.DataFrame]:
    """Read the three files, with times as UTC without a zone."""
    tables = {
        name: pd.read_csv(data / f"{name}.csv", na_values=["NA", ""], keep_default_na=False)
        for name in ("flights", "weather", "planes")
    }
    for name in ("flights", "weather"):
        times = pd.to_datetime(tables[name]["time_hour"], format="%Y-%m-%dT%H:%M:%SZ")
        tables[name]["time_hour"] = times
    return tables


def prepare(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Clean, join the planes and the weather known three hours before departure, label."""
    rows = tables["flights"]
    rows = rows[rows["distance"] > 50].copy()
    rows["sched_dep"] = rows["time_hour"] + pd.to_timedelta(rows["minute"], unit="min")
    rows["weekday"] = (rows["sched_dep"] - pd.Timedelta(hours=5)).dt.day_of_week
    when = rows["sched_dep"].dt.strftime("%Y%m%d%H%M")
    rows[KEY] = rows["carrier"].str.cat([rows["flight"].astype(str), rows["origin"], when], sep="-")
    assert rows[KEY].is_unique, "one row a flight"

    planes = tables["planes"].rename(columns={"year": "plane_year"})[["tailnum", *PLANE]]
    rows = rows.merge(planes, on="tailnum", how="left", validate="many_to_one")

    weather = tables["weather"]
    weather = weather[weather["wind_speed"].between(0, 150)]
    assert not weather.duplicated(["origin", "time_hour"]).any(), "one reading an hour"
    weather = weather[["origin", "time_hour", *WEATHER]].rename(columns={"time_hour": "seen_at"})
    rows["known_at"] = rows["sched_dep"] - pd.Timedelta(hours=3)
    rows = pd.merge_asof(
        rows.sort_values("known_at", kind="stable"),
        weather.sort_values("seen_at"),
        left_on="known_at",
        right_on="seen_at",
        by="origin",
    )
    assert rows["temp"].notna().mean() > 0.99, "nearly every flight finds its weather"

    rows[LABEL] = (rows["arr_delay"] > 15).where(rows["arr_delay"].notna())
    rows[CATEGORIES] = rows[CATEGORIES].astype("category")
    return rows[[KEY, "sched_dep", *FEATURES, LABEL]]


def split(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Cut by time: the last fifth of the labelled rows tests, a tenth of the rest stops early."""
    labelled = rows[rows[LABEL].notna()].astype({LABEL: "int8"})
    tune_from, test_from = labelled["sched_dep"].quantile([0.72, 0.8])
    when = labelled["sched_dep"]
    return {
        "train": labelled[when < tune_from],
        "tune": labelled[(when >= tune_from) & (when < test_from)],
        "test": labelled[when >= test_from],
    }


def train(parts: dict[str, pd.DataFrame], threads: int) -> lgb.Booster:
    """Train, and stop early where five rounds gain nothing on the tune part."""
    learn, tune = (
        lgb.Dataset(parts[name][FEATURES], label=parts[name][LABEL]) for name in ("train", "tune")
    )
    return lgb.train(
        PARAMETERS | {"num_threads": threads},
        learn,
        num_boost_round=ROUNDS,
        valid_sets=[tune],
        callbacks=[lgb.early_stopping(5, verbose=False)],
    )


def judge(model: lgb.Booster, parts: dict[str, pd.DataFrame]) -> dict[str, float]:
    """Return the figures on the test part, overall and by origin, beside the majority class."""
    test = parts["test"]
    late, score = test[LABEL].to_numpy(), model.predict(test[FEATURES])
    right = confusion_matrix(late, score > 0.5)
    figures = {
        "roc_auc": roc_auc_score(late, score),
        "log_loss": log_loss(late, score),
        "brier": brier_score_loss(late, score),
        "accuracy": right.trace() / right.sum(),
        "baseline_accuracy": max(late.mean(), 1 - late.mean()),
    }
    for origin in sorted(test["origin"].unique()):
        rows = (test["origin"] == origin).to_numpy()
        figures[f"roc_auc_{origin}"] = roc_auc_score(late[rows], score[rows])
    assert figures["roc_auc"] > 0.6, "good enough to go live"
    return {name: round(float(value), 4) for name, value in figures.items()}


def keep(model: lgb.Booster, figures: dict[str, float], out: Path) -> str:
    """Log and register the model in a local SQLite store; return where to load it from."""
    mlflow.set_tracking_uri(f"sqlite:///{out / 'mlflow.sqlite'}")
    experiment = mlflow.create_experiment("flights", artifact_location=(out / "runs").as_uri())
    with mlflow.start_run(experiment_id=experiment):
        mlflow.log_params(PARAMETERS | {"rounds": model.best_iteration})
        mlflow.log_metrics(figures)
        # Named requirements spare MLflow the search for them, which takes seconds.
        logged = mlflow.lightgbm.log_model(
            model, name="model", registered_model_name="late_arrival", pip_requirements=["lightgbm"]
        )
    return str(logged.model_uri)


def score(rows: pd.DataFrame, uri: str, out: Path) -> int:
    """Score the December flights with the model as it was kept; return their number."""
    model = mlflow.lightgbm.load_model(uri)
    december = rows[rows["sched_dep"] >= "2013-12-01"]
    scored = december[[KEY, "sched_dep", "carrier", "origin", "dest"]]
    scored = scored.assign(p_late=model.predict(december[FEATURES]))
    scored.to_parquet(out / "arrivals_scored.parquet", index=False)
    return len(scored)


def arguments() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the CSV files")
    parser.add_argument("--out", type=Path, required=True, help="an empty folder")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    given = parser.parse_args()
    given.out = given.out.resolve()
    os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
    return given


def told(
    clock: Clock, parts: dict[str, pd.DataFrame], n_scored: int, rounds: int, figures: object
) -> str:
    """Return what the job took and found, as JSON."""
    return json.dumps(
        {
            "steps": clock.steps,
            "cpu_seconds": round(cpu_seconds(), 3),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "rows": {name: len(part) for name, part in parts.items()} | {"scored": n_scored},
            "rounds": rounds,
            "figures": figures,
        }
    )


def main() -> None:
    """Do the whole job, print what it took."""
    given = arguments()
    clock = Clock()
    with clock.step("read"):
        tables = read(given.data)
    with clock.step("prepare"):
        rows = prepare(tables)
        parts = split(rows)
    with clock.step("train"):
        model = train(parts, given.threads)
    with clock.step("judge"):
        figures = judge(model, parts)
    with clock.step("keep"):
        uri = keep(model, figures, given.out)
    with clock.step("score"):
        n_scored = score(rows, uri, given.out)
    print(told(clock, parts, n_scored, model.best_iteration, figures))


if __name__ == "__main__":
    main()
