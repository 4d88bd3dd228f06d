"""The whole pipeline as an ONNX graph, run by ONNX Runtime."""

import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime

import forebay

with tempfile.TemporaryDirectory() as folder:
    with forebay.connect(sys.argv[1]) as fb:
        done = fb.export("churn", "onnx", Path(folder, "churn.onnx"))
    session = onnxruntime.InferenceSession(done.files[0].read_bytes())
given = {
    "plan": np.array([["basic"]], dtype=object),
    "city": np.array([["Utrecht"]], dtype=object),
    "monthly_fee": np.array([[9.0]]),
    "tickets": np.array([[2.0]]),
}
shares = session.run(["predicted_has_left_probs"], given)[0]
print(f"{shares[0][1]:.9f}")
