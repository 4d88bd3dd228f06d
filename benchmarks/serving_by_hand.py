"""The same model as a person would serve it: a scikit-learn pipeline around LightGBM, in MLflow."""

from __future__ import annotations

import sys
from pathlib import Path

import mlflow.sklearn
import pandas as pd
from lightgbm import LGBMClassifier
from sklearn.compose import ColumnTransformer
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OrdinalEncoder, StandardScaler


def main(rows: Path, target: Path) -> None:
    """Train on the rows of a CSV file and save the pipeline as a model of MLflow."""
    data = pd.read_csv(rows)
    features = data.drop(columns=["id", "y"])
    texts = [name for name in features if not pd.api.types.is_numeric_dtype(features[name])]
    numbers = [name for name in features if name not in texts]
    encoder = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
    pipeline = Pipeline(
        [
            (
                "features",
                ColumnTransformer([("n", StandardScaler(), numbers), ("c", encoder, texts)]),
            ),
            ("trees", LGBMClassifier(n_estimators=100, num_leaves=31, verbose=-1)),
        ]
    )
    pipeline.fit(features, data["y"])
    mlflow.sklearn.save_model(
        pipeline, target, pip_requirements=[], serialization_format="cloudpickle"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
