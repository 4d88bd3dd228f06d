"""The files of a model version, and the version in MLflow."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import mlflow
import numpy as np
import pyarrow as pa
from by_hand import CATEGORIES, FEATURES, KEY
from pyarrow import parquet

from whole_job import learn

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from numpy.typing import NDArray

    from whole_job.learn import Frame, Trained

NAME, ALIAS = "late_arrival", "champion"
_GOLDEN, _PROFILED, _TOP, _BINS = 100, 50_000, 50, 10


def write_version(
    folder: Path,
    trained: Trained,
    frame: Frame,
    x: NDArray[np.float32],
    words: dict[str, list[str]],
    score: NDArray[np.float64],
) -> None:
    """Write what a version keeps from its first day, but for the card.

    The model, its words, 100 golden rows with their answers, the keys that it was trained on, the
    rows that judge it with their scores, the statistics of its features, and a profile of them.
    """
    folder.mkdir()
    trained.booster.save_model(folder / "model.txt", num_iteration=len(trained.losses))
    inputs = {name: words.get(name) for name in FEATURES}
    (folder / "inputs.json").write_text(json.dumps(inputs))
    first = np.argpartition(frame.key_hash, _GOLDEN)[:_GOLDEN]
    rows = frame.rows[FEATURES].iloc[first]
    golden = {
        "rows": json.loads(rows.to_json(orient="records")),
        "answers": trained.booster.predict(x[first]).tolist(),
    }
    (folder / "golden.json").write_text(json.dumps(golden))
    seen = frame.key_hash[np.concatenate([frame.places["train"], frame.places["tune"]])]
    parquet.write_table(pa.table({"key": seen}), folder / "trained_keys.parquet")
    gate = frame.rows.iloc[frame.places["gate"]].assign(score=score)
    gate["baseline"] = frame.label[frame.places["train"]].mean()
    gate.to_parquet(folder / "gate.parquet", index=False)
    told = {
        "features": feature_info(frame, x),
        "profile": profile(frame.rows.iloc[frame.some(_PROFILED, "train", "tune")]),
    }
    (folder / "profile.json").write_text(json.dumps(told, indent=1))


def feature_info(frame: Frame, x: NDArray[np.float32]) -> list[dict[str, Any]]:
    """Return the statistics of each feature over all training rows, as ML.FEATURE_INFO gives."""
    at = frame.places["train"]
    found = []
    for name in FEATURES:
        if name in CATEGORIES:
            codes = x[at, FEATURES.index(name)]
            n = len(np.unique(codes[~np.isnan(codes)]))
            found.append({"name": name, "nulls": int(np.isnan(codes).sum()), "categories": n})
            continue
        values = frame.rows[name].to_numpy(np.float64)[at]
        known = values[~np.isnan(values)]
        found.append(
            {
                "name": name,
                "nulls": len(values) - len(known),
                "minimum": float(known.min()),
                "maximum": float(known.max()),
                "mean": float(known.mean()),
                "median": float(np.median(known)),
                "deviation": float(known.std(ddof=1)),
            }
        )
    return found


def profile(rows: pd.DataFrame) -> dict[str, Any]:
    """Return how the values of each feature are spread over some rows."""
    found: dict[str, Any] = {}
    for name in FEATURES:
        if name in CATEGORIES:
            counted = rows[name].value_counts()
            top = {str(word): int(n) for word, n in counted.head(_TOP).items()}
            other = int(counted.iloc[_TOP:].sum())
            found[name] = {"nulls": int(rows[name].isna().sum()), "top": top, "other": other}
            continue
        values = rows[name].to_numpy(np.float64)
        known = np.sort(values[~np.isnan(values)])
        edges = np.unique(known[(len(known) * np.arange(1, _BINS)) // _BINS])
        counts = np.diff(np.searchsorted(known, edges, "right"), prepend=0, append=len(known))
        found[name] = {
            "nulls": len(values) - len(known),
            "mean": float(known.mean()),
            "deviation": float(known.std()),
            "edges": edges.tolist(),
            "counts": counts.tolist(),
        }
    return found


def seal(folder: Path, card: dict[str, Any]) -> None:
    """Write the card, then the hashes of all files, by which a reader knows them."""
    (folder / "card.json").write_text(json.dumps(card, indent=1, default=float))
    hashes = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.iterdir())
    }
    (folder / "files.json").write_text(json.dumps(hashes, indent=1))


def open_store(out: Path) -> None:
    """Use a store in the folder; what was live before is in it."""
    mlflow.set_tracking_uri(f"sqlite:///{out / 'mlflow.sqlite'}")


def live_model() -> Any:
    """Return the booster that is live; None if none is."""
    try:
        return mlflow.lightgbm.load_model(f"models:/{NAME}@{ALIAS}")
    except mlflow.exceptions.MlflowException:
        return None


def register(folder: Path, out: Path, trained: Trained, card: dict[str, Any]) -> str:
    """Log the version, register it, make it live if it passed; return where to load it from."""
    experiment = mlflow.create_experiment("flights", artifact_location=(out / "runs").as_uri())
    numbers = {
        name: value for name, value in card["judged"]["figures"].items() if isinstance(value, float)
    }
    with mlflow.start_run(experiment_id=experiment):
        mlflow.log_params({**learn.PARAMETERS, "rounds": len(trained.losses)})
        mlflow.log_metrics(numbers)
        mlflow.log_artifacts(str(folder), "version")
        mlflow.log_dict(json.loads(json.dumps(card, default=float)), "card.json")
        # Named requirements spare MLflow the search for them, which takes seconds.
        logged = mlflow.lightgbm.log_model(
            trained.booster, name="model", registered_model_name=NAME, pip_requirements=["lightgbm"]
        )
    if card["judged"]["passed"] and card["served"]["differ"] == 0:
        client = mlflow.MlflowClient()
        client.set_registered_model_alias(NAME, ALIAS, logged.registered_model_version)
    return str(logged.model_uri)


def scored(rows: pd.DataFrame, x: NDArray[np.float32], uri: str) -> pd.DataFrame:
    """Return the December flights with what the model, as it was kept, says of them."""
    model = mlflow.lightgbm.load_model(uri)
    at = np.flatnonzero(rows["sched_dep"].to_numpy() >= np.datetime64("2013-12-01"))
    told = rows[[KEY, "sched_dep", *CATEGORIES]].iloc[at]
    return told.assign(p_late=model.predict(x[at])).reset_index(drop=True)
