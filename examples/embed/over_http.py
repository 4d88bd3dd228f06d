"""A running server asked with nothing but the standard library."""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path

FOREBAY = Path(sys.executable).with_name("forebay")
ROW = {"plan": "basic", "city": "Utrecht", "monthly_fee": 9, "tickets": 2}

server = subprocess.Popen(  # noqa: S603
    [FOREBAY, "-C", sys.argv[1], "serve", "churn", "--port", "0"], stdout=subprocess.PIPE, text=True
)
assert server.stdout is not None  # noqa: S101
try:
    address = next(line.split()[-1] for line in server.stdout if line.startswith("listening on"))
    request = urllib.request.Request(  # noqa: S310
        f"{address}/models/churn/predict",
        json.dumps({"rows": [ROW]}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as found:  # noqa: S310
        (answer,) = json.load(found)["predictions"]
finally:
    server.terminate()
    server.wait()
share = next(pair["prob"] for pair in answer["predicted_has_left_probs"] if pair["label"])
print(f"{share:.9f}")
