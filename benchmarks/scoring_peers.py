"""What others do with the rows of scoring.py, in an environment of their own.

    python scoring_peers.py train FOLDER ROWS       LightGBM learns; MLflow keeps it
    python scoring_peers.py by_hand|mlflow FOLDER   a file in chunks to a file of predictions
    python scoring_peers.py serve NAME FOLDER N     rows in memory; scores them for every line read

The last prints a line for each line that it reads, so that sides can take turns.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd
    from numpy.typing import NDArray

CHUNK_ROWS = 500_000
SMALL_CHUNK_ROWS = 100_000  # of 10,000, 30,000, 100,000 and 300,000 the fastest for scikit-learn
CATEGORIES = {"c0": 16, "c1": 3, "c2": 104, "c3": 36, "c4": 128}
NUMBERS = [f"x{i}" for i in range(18)]


def as_categories(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the features as LightGBM wants them: texts as categories of training."""
    import pandas as pd

    features = rows[[*NUMBERS, *CATEGORIES]].copy()
    for name, n in CATEGORIES.items():
        features[name] = pd.Categorical(features[name], [f"v{i}" for i in range(n)])
    return features


def train(folder: Path, n_rows: int) -> None:
    """Write ``model.txt``, of 100 trees x 31 leaves, and the same as a model of MLflow."""
    import lightgbm
    import mlflow.lightgbm
    import pyarrow.parquet

    file = pyarrow.parquet.ParquetFile(folder / "rows.parquet")
    rows = next(file.iter_batches(n_rows)).to_pandas()
    options = {"objective": "binary", "num_leaves": 31, "verbosity": -1, "seed": 1}
    data = lightgbm.Dataset(as_categories(rows), rows["y"])
    booster = lightgbm.train(options, data, 100)
    booster.save_model(folder / "model.txt")
    mlflow.lightgbm.save_model(booster, folder / "mlflow", pip_requirements=[])


def by_chunks(
    folder: Path, predict: Callable[[pd.DataFrame], Any], target: Path, chunk_rows: int = CHUNK_ROWS
) -> None:
    """Read, predict and write the rows, a chunk at a time, so that any number of them fits."""
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet

    file = pyarrow.parquet.ParquetFile(folder / "rows.parquet")
    columns = ["id", *NUMBERS, *CATEGORIES]
    writer = None
    for batch in file.iter_batches(chunk_rows, columns=columns):
        rows = batch.to_pandas()
        answers = np.asarray(predict(rows))
        kept = {"id": rows["id"]}
        if answers.ndim == 1:
            kept["prediction"] = answers
        else:
            kept |= {f"prediction_{i}": answers[:, i] for i in range(answers.shape[1])}
        found = pd.DataFrame(kept)
        chunk = pa.Table.from_pandas(found, preserve_index=False)
        writer = writer or pyarrow.parquet.ParquetWriter(target, chunk.schema)
        writer.write_table(chunk)
    if writer is not None:
        writer.close()


def by_hand(folder: Path) -> None:
    """Score as a person writes it with pandas and LightGBM."""
    import lightgbm

    booster = lightgbm.Booster(model_file=folder / "model.txt")
    by_chunks(folder, lambda rows: booster.predict(as_categories(rows)), folder / "by_hand.parquet")


def by_mlflow(folder: Path) -> None:
    """Score with the model that MLflow kept, as a pyfunc."""
    import mlflow.pyfunc

    model = mlflow.pyfunc.load_model(str(folder / "mlflow"))
    by_chunks(folder, lambda rows: model.predict(as_categories(rows)), folder / "by_mlflow.parquet")


def serve(name: str, folder: Path, threads: int) -> None:
    """Score the rows once for each line of standard input."""
    known, apart = PEERS[name](folder, threads), 0.0
    does = known if isinstance(known, dict) else {"again": known}
    expected = folder / "expected.npy"
    if expected.exists():
        found = np.asarray(does["again"](), np.float64).ravel()
        if name != "XGBoost":  # which has another model
            apart = float(np.abs(found - np.load(expected)).max())
    print(json.dumps({"ready": name, "apart": apart}), flush=True)
    for line in sys.stdin:
        wall, cpu = time.perf_counter(), time.process_time()
        does[line.strip()]()
        cost = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
        print(json.dumps(cost), flush=True)


def xgboost_peer(folder: Path, threads: int) -> Callable[[], NDArray[Any]]:
    """XGBoost cannot read LightGBM's model: it learns one of the same size from the same rows."""
    import xgboost

    rows, label = np.load(folder / "rows.npy"), np.load(folder / "label.npy")
    told = json.loads((folder / "case.json").read_text())
    options = {"objective": "binary:logistic", "tree_method": "hist", "max_depth": 0}
    options |= {"grow_policy": "lossguide", "max_leaves": told["leaves"], "nthread": threads}
    few = xgboost.QuantileDMatrix(rows[: len(label)], label)
    booster = xgboost.train(options, few, told["trees"])
    booster.set_param({"nthread": threads})
    return lambda: booster.inplace_predict(rows)


def onnx_peer(folder: Path, threads: int) -> Callable[[], NDArray[Any]]:
    """ONNX Runtime, with the graph that onnxmltools makes of the booster."""
    import lightgbm
    import onnxmltools
    import onnxruntime
    from onnxmltools.convert.common.data_types import FloatTensorType

    booster = lightgbm.Booster(model_file=folder / "model.txt")
    shape = [("rows", FloatTensorType([None, booster.num_feature()]))]
    graph = onnxmltools.convert_lightgbm(booster, initial_types=shape, zipmap=False)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(
        graph.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    rows = np.load(folder / "rows.npy").astype(np.float32)
    return lambda: session.run(["probabilities"], {"rows": rows})[0][:, 1]


def treelite_peer(folder: Path, threads: int) -> Callable[[], NDArray[Any]]:
    """Treelite's own inference library."""
    import treelite

    model = treelite.frontend.load_lightgbm_model(folder / "model.txt")
    rows = np.load(folder / "rows.npy")
    return lambda: treelite.gtil.predict(model, rows, nthread=threads)


def sklearn_peer(folder: Path, what: str) -> dict[str, Callable[[], Any]]:
    """Scale, encode and predict with scikit-learn's pipeline; only the prediction is measured.

    All rows in one call, which is what one writes; and in chunks, whose rows stay in the caches of
    the processor, as one who has measured it would. The third is a job: read, predict, write.
    """
    import pandas as pd
    from sklearn.cluster import KMeans
    from sklearn.compose import ColumnTransformer
    from sklearn.decomposition import PCA
    from sklearn.impute import SimpleImputer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import OneHotEncoder, StandardScaler

    rows = pd.read_parquet(folder / "rows.parquet", columns=["id", *NUMBERS, *CATEGORIES, "y"])
    texts = OneHotEncoder(handle_unknown="ignore")
    numbers = make_pipeline(SimpleImputer(), StandardScaler())
    features = ColumnTransformer([("n", numbers, NUMBERS), ("c", texts, list(CATEGORIES))])
    last = {"linear": LogisticRegression(), "kmeans": KMeans(8, n_init=1), "pca": PCA(8)}[what]
    pipeline = make_pipeline(features, last)
    few = rows[:60_000]
    pipeline.fit(few, few["y"])

    def predict(part: pd.DataFrame) -> Any:
        if what == "linear":
            return pipeline.predict_proba(part)[:, 1]
        return pipeline.transform(part) if what == "pca" else pipeline.predict(part)

    def in_chunks() -> list[Any]:
        n = SMALL_CHUNK_ROWS
        return [predict(rows[first : first + n]) for first in range(0, len(rows), n)]

    def job() -> None:
        by_chunks(folder, predict, folder / "by_sklearn.parquet", SMALL_CHUNK_ROWS)

    return {
        "predict": lambda: predict(rows),
        "predict, in chunks": in_chunks,
        "file to file, in chunks": job,
    }


PEERS = {
    "XGBoost": xgboost_peer,
    "ONNX Runtime": onnx_peer,
    "Treelite": treelite_peer,
    "scikit-learn, linear": lambda folder, _: sklearn_peer(folder, "linear"),  # it has one thread
    "scikit-learn, kmeans": lambda folder, _: sklearn_peer(folder, "kmeans"),
    "scikit-learn, pca": lambda folder, _: sklearn_peer(folder, "pca"),
}


def main(what: str, *given: str) -> None:
    """Do what the first word says."""
    if what == "serve":
        serve(given[0], Path(given[1]), int(given[2]))
    elif what == "train":
        train(Path(given[0]), int(given[1]))
    else:
        {"by_hand": by_hand, "mlflow": by_mlflow}[what](Path(given[0]))


if __name__ == "__main__":
    main(*sys.argv[1:])
