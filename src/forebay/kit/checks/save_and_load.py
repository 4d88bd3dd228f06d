"""A model that was stored and loaded is the model that was trained."""

from __future__ import annotations

import json
import math
import shutil
from typing import TYPE_CHECKING, Any

from forebay.algorithms import load_model
from forebay.catalog import layout
from forebay.features.task import LABEL_TASKS
from forebay.kit.bench import PLAIN
from forebay.query.live_model import GOLDEN_FILE
from forebay.query.score import SCORE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from forebay.kit.bench import Bench


def save_and_load(bench: Bench) -> str:
    """Compare what training stored of its answers with what the loaded model answers.

    What a model without a label stored is compared before it goes live: see ``build.serves``.
    Loading must also give back every number that is stored, and no array may hold objects.
    """
    bench.plain()
    live = bench.loaded(PLAIN)
    arrays, described = live.learned.arrays(), json.dumps(live.learned.describe(), sort_keys=True)
    objects = [name for name, array in arrays.items() if array.dtype.hasobject]
    if objects:
        return f"arrays of objects are stored: {', '.join(objects)}"
    again = load_model(bench.subject.model_type, json.loads(described), arrays)
    if json.dumps(again.describe(), sort_keys=True) != described:
        return "describe() differs once the model is loaded from it"
    kept = again.arrays()
    for name in arrays.keys() | kept.keys():
        if name not in kept or name not in arrays or not _same(arrays[name], kept[name]):
            return f'array "{name}" differs once the model is loaded from it'
    return _stored_answers(bench) if live.task in LABEL_TASKS else ""


def _same(one: NDArray[Any], other: NDArray[Any]) -> bool:
    return (
        one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
    )


def _alike(stored: object, found: object) -> bool:
    """To 1e-12: the engine scores linear models itself, and has an exponential of its own."""
    if isinstance(stored, float) and isinstance(found, float):
        return math.isclose(stored, found, rel_tol=1e-12)
    return repr(stored) == repr(found)


def _stored_answers(bench: Bench) -> str:
    version = bench.version(PLAIN)
    folder = layout.model_folder(bench.session.root, version.node, version.number)
    shutil.copy2(folder / GOLDEN_FILE, bench.session.root / "data" / GOLDEN_FILE)
    options = f"format = 'PARQUET', uris = ['data/{GOLDEN_FILE}']"
    bench.session.sql(f"CREATE EXTERNAL TABLE golden OPTIONS ({options})")
    predicted = f"predicted_{bench.subject.label}"
    if bench.subject.task == "classification":
        predicted = f"ML.PROBABILITY({predicted}_probs, 'yes')"
    rows = f"SELECT {SCORE} AS stored, * EXCLUDE ({SCORE}) FROM golden"
    asked = f"SELECT stored, {predicted} FROM ML.PREDICT(MODEL {PLAIN}, ({rows}))"
    pairs = bench.session.sql(asked).fetchall()
    wrong = [pair for pair in pairs if not _alike(*pair)]
    if not pairs or wrong:
        first = f", such as {wrong[0][1]} for {wrong[0][0]}" if wrong else ""
        return f"{len(wrong)} of {len(pairs)} stored answers are not given again{first}"
    return ""
