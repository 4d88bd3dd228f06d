"""The model as one file, run by a Python that finds no package."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import forebay

ROW = {"plan": "basic", "city": "Utrecht", "monthly_fee": 9, "tickets": 2}

with tempfile.TemporaryDirectory() as folder:
    with forebay.connect(sys.argv[1]) as fb:
        fb.export("churn", "python", Path(folder, "model.py"))
    done = subprocess.run(
        [sys.executable, "-I", "-S", "model.py"],
        input=json.dumps(ROW), cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
answer = json.loads(done.stdout)
share = next(pair["prob"] for pair in answer["predicted_has_left_probs"] if pair["label"])
print(f"{share:.9f}")
