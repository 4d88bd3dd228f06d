"""A process that knows nothing but the files of a version, and is asked whether it answers.

Started before training, so that it is ready when it is needed: it imports, waits for the folder of
a version on its input, and prints JSON. LightGBM imports pandas and scikit-learn where it finds
them; predicting needs neither.
"""

from __future__ import annotations

import hashlib
import json
import socket
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from typing import Any

sys.modules |= dict.fromkeys(("pandas", "sklearn", "matplotlib", "pyarrow", "dask"))  # type: ignore[arg-type]

import lightgbm as lgb  # noqa: E402 - after what it must not find
import numpy as np  # noqa: E402

_REQUESTS, _SECONDS, _WARM, _CLOSE = 1_000, 0.2, 20, 1e-9


class Model:
    """A version as a server loads it, after the hashes of its files were compared."""

    def __init__(self, folder: Path) -> None:
        for name, sha256 in json.loads((folder / "files.json").read_text()).items():
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
            assert found == sha256, f"{name} is not what was written"
        self.booster = lgb.Booster(model_file=folder / "model.txt")
        self.inputs = json.loads((folder / "inputs.json").read_text())
        self.codes = {
            name: {word: float(code) for code, word in enumerate(words)}
            for name, words in self.inputs.items()
            if words is not None
        }

    def ask(self, rows: list[dict[str, Any]]) -> Any:
        """Return the chance of late of some raw rows; an unseen word is unknown."""
        values = np.empty((len(rows), len(self.inputs)), np.float32)
        for place, name in enumerate(self.inputs):
            codes = self.codes.get(name)
            for at, row in enumerate(rows):
                value = row[name]
                if codes is not None:
                    values[at, place] = codes.get(value, np.nan)
                else:
                    values[at, place] = np.nan if value is None else value
        return self.booster.predict(values, num_threads=1)


def prove(folder: Path) -> dict[str, Any]:
    """Ask the golden rows, bad ones, then single ones for a fifth of a second."""
    model = Model(folder)
    golden = json.loads((folder / "golden.json").read_text())
    rows, stored = golden["rows"], np.array(golden["answers"])
    differ = int((~np.isclose(model.ask(rows), stored, rtol=_CLOSE, atol=_CLOSE)).sum())
    taken = []
    for row in islice(cycle(rows), _WARM):
        model.ask([row])
    stop = time.perf_counter() + _SECONDS
    for row in islice(cycle(rows), _REQUESTS):
        began = time.perf_counter()
        model.ask([row])
        taken.append(time.perf_counter() - began)
        if time.perf_counter() >= stop:
            break
    half, most = np.quantile(taken, [0.5, 0.95]) * 1000
    times = {"requests": len(taken), "p50_ms": float(half), "p95_ms": float(most)}
    return {"rows": len(rows), "differ": differ, "bad_rows": _bad_rows(model, rows), **times}


def _bad_rows(model: Model, rows: list[dict[str, Any]]) -> int:
    """Ask what nobody should send; return how many kinds were answered properly."""
    first, cases = rows[0], 0
    for name in model.inputs:
        bad = [None, "no such word"] if name in model.codes else [None, np.nan, np.inf, -np.inf]
        for value in bad:
            assert np.isfinite(model.ask([{**first, name: value}])).all()
            cases += 1
    for broken in ({}, {**first, "hour": "ten"}):
        try:
            model.ask([broken])
        except (KeyError, ValueError):
            cases += 1
    return cases


def _no_network(*_: object, **__: object) -> None:
    raise OSError("no network here")


def main() -> None:
    """Wait for a folder, answer."""
    socket.socket = _no_network  # type: ignore[assignment,misc]
    line = sys.stdin.readline().strip()
    if line:
        print(json.dumps(prove(Path(line))), flush=True)


if __name__ == "__main__":
    main()
