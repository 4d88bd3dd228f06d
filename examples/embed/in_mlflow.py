"""The model as MLflow loads it; `mlflow models serve -m FOLDER` answers over HTTP with the same."""

import os
import sys
import tempfile
from pathlib import Path

import forebay

os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"

with tempfile.TemporaryDirectory() as folder:
    with forebay.connect(sys.argv[1]) as fb:
        fb.export("churn", "mlflow", Path(folder, "churn"))
    import mlflow.pyfunc
    import pandas as pd

    model = mlflow.pyfunc.load_model(str(Path(folder, "churn")))
row = {"plan": "basic", "city": "Utrecht", "monthly_fee": 9, "tickets": 2}
pairs = model.predict(pd.DataFrame([row]))["predicted_has_left_probs"][0]
print(f"{next(pair['prob'] for pair in pairs if pair['label']):.9f}")
