"""The flights example by hand as the guides of the libraries write it, to be measured.

Rows are read, cleaned, joined, split and judged as in ``by_hand.py``. The model is scikit-learn's
Pipeline around LightGBM, kept by MLflow with its signature and an example and asked through pyfunc:
what is trained is what answers, encoding included. ``by_hand.py`` is what is left once a person
who knows each library well has taken out all that costs time.

Prints what ``by_hand.py`` prints.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import mlflow
from by_hand import (
    CATEGORIES,
    FEATURES,
    KEY,
    LABEL,
    PARAMETERS,
    ROUNDS,
    Clock,
    arguments,
    judge,
    prepare,
    read,
    split,
    told,
)
from lightgbm import LGBMClassifier
from sklearn.compose import ColumnTransformer
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OrdinalEncoder

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

NUMBERS = [name for name in FEATURES if name not in CATEGORIES]
GIVEN = {"objective", "seed"}  # the classifier says the first, and calls the second otherwise


def train(parts: dict[str, pd.DataFrame], threads: int) -> Pipeline:
    """Fit encoder and trees; nothing stops early, as a Pipeline hands on no second set of rows."""
    codes = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
    encoded = ColumnTransformer([("codes", codes, CATEGORIES), ("numbers", "passthrough", NUMBERS)])
    settings = {name: value for name, value in PARAMETERS.items() if name not in GIVEN}
    trees = LGBMClassifier(n_estimators=ROUNDS, n_jobs=threads, random_state=1, **settings)
    pipeline = Pipeline([("encoded", encoded), ("trees", trees)])
    pipeline.set_output(transform="pandas")
    places = list(range(len(CATEGORIES)))
    return pipeline.fit(
        parts["train"][FEATURES], parts["train"][LABEL], trees__categorical_feature=places
    )


class _Scores:
    """The chance of late, asked as ``judge`` asks a booster."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline

    def predict(self, rows: pd.DataFrame) -> object:
        return self._pipeline.predict_proba(rows)[:, 1]


def keep(model: Pipeline, rows: pd.DataFrame, figures: dict[str, float], out: Path) -> str:
    """Log and register the model in a local SQLite store; return where to load it from."""
    mlflow.set_tracking_uri(f"sqlite:///{out / 'mlflow.sqlite'}")
    experiment = mlflow.create_experiment("flights", artifact_location=(out / "runs").as_uri())
    example = rows[FEATURES].head(5)
    with mlflow.start_run(experiment_id=experiment):
        mlflow.log_params(PARAMETERS | {"rounds": ROUNDS})
        mlflow.log_metrics(figures)
        logged = mlflow.sklearn.log_model(
            model,
            name="model",
            registered_model_name="late_arrival",
            input_example=example,
            pyfunc_predict_fn="predict_proba",
            serialization_format="cloudpickle",
        )
    return str(logged.model_uri)


def score(rows: pd.DataFrame, uri: str, out: Path) -> int:
    """Score the December flights with the model as it was kept; return their number."""
    model = mlflow.pyfunc.load_model(uri)
    december = rows[rows["sched_dep"] >= "2013-12-01"]
    scored = december[[KEY, "sched_dep", "carrier", "origin", "dest"]]
    scored = scored.assign(p_late=model.predict(december[FEATURES])[:, 1])
    scored.to_parquet(out / "arrivals_scored.parquet", index=False)
    return len(scored)


def main() -> None:
    """Do the whole job, print what it took."""
    given = arguments()
    clock = Clock()
    with clock.step("read"):
        tables = read(given.data)
    with clock.step("prepare"):
        rows = prepare(tables).astype(dict.fromkeys(CATEGORIES, "str"))
        parts = split(rows)
    with clock.step("train"):
        model = train(parts, given.threads)
    with clock.step("judge"):
        figures = judge(_Scores(model), parts)
    with clock.step("keep"):
        uri = keep(model, parts["train"], figures, given.out)
    with clock.step("score"):
        n_scored = score(rows, uri, given.out)
    print(told(clock, parts, n_scored, ROUNDS, figures))


if __name__ == "__main__":
    main()
