"""A file of rows scored by the command line."""

import json
import subprocess
import sys
from pathlib import Path

FOREBAY = Path(sys.executable).with_name("forebay")
ROWS = '{"plan": "basic", "city": "Utrecht", "monthly_fee": 9, "tickets": 2}\n'

done = subprocess.run(  # noqa: S603
    [
        FOREBAY, "-C", sys.argv[1], "predict", "churn",
        "--input", "-", "--input-format", "json", "--output-format", "json",
    ],
    input=ROWS, capture_output=True, text=True, check=True,
)  # fmt: skip
answer = json.loads(done.stdout)
share = next(pair["prob"] for pair in answer["predicted_has_left_probs"] if pair["label"])
print(f"{share:.9f}")
