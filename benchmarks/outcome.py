"""Whether a script by hand found what the build found; a comparison of times is worth no more."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from measure import Reading

# LightGBM picks its bins from the first 100,000 rows, and each side has its own order by chance:
# areas of the same training differ by 0.002 to 0.004.
_AREA = 0.01
_CALIBRATION = 0.01
_TABLES = ("clean_weather", "departures")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one side found.

    Parameters
    ----------
    parts
        Rows of each part of the split, and scored ones.
    checks
        By constraint: rows that break it, rows that passed because a value was NULL.
    replayed
        Prediction times that were compared, and features that differ there.

    """

    parts: dict[str, int]
    checks: dict[str, tuple[int, int]]
    dropped: dict[str, int]
    standards: tuple[str, ...]
    replayed: tuple[int, int]
    roc_auc: float
    bound: float
    calibration_error: float


def of_build(reading: Reading, project: Path) -> Outcome:
    """Read the outcome of a build from what it said, and from the version that it kept."""
    events = [json.loads(line) for line in reading.output.splitlines()]
    results = [e["result"] for e in events if e["event"] == "check_finished"]
    steps = {e["node"]: e["rows"] for e in events if e["event"] == "step_finished"}
    verdict = next(e["verdict"] for e in events if e["event"] == "judged")
    model = json.loads((project / ".forebay/models/late_arrival/1/model.json").read_text())
    by_text = {standard["text"]: standard for standard in verdict["standards"]}
    area = by_text["roc_auc >= 0.66"]
    counts = model["facts"]["split"]["counts"]
    replayed = model["facts"]["evidence"]["replay"]
    return Outcome(
        {name: n for name, n in counts.items() if n}
        | {"scored": steps["arrivals_scored"]["rows_out"]},
        {
            f"{r['node']}: {r['label']}": (r["failing"], r["null_passed"])
            for r in results
            if r["node"] in _TABLES
        },
        {name: steps[name]["rows_dropped"] for name in _TABLES},
        tuple(standard["outcome"] for standard in verdict["standards"]),
        (replayed["cutoffs"], replayed["vanished"] + replayed["appeared"]),
        area["value"],
        area["bound"],
        by_text["calibration_error <= 0.05"]["value"],
    )


def of_script(reading: Reading) -> Outcome:
    """Read the outcome of ``by_hand_whole.py`` from its last line."""
    said = json.loads(reading.output.splitlines()[-1])
    found, figures = said["found"], said["figures"]
    standards = found["judged"]["standards"]
    area = standards[0]
    return Outcome(
        {name: n for name, n in said["rows"].items() if n},
        {
            f"{table}: {name}": (entry["broken"], entry["nulls"])
            for table in _TABLES
            for name, entry in found[table].items()
            if "broken" in entry
        },
        {table: found[table]["rows"]["dropped"] for table in _TABLES},
        tuple(standard["outcome"] for standard in standards),
        (found["replay"]["cutoffs"], found["replay"]["differences"]),
        figures["roc_auc"],
        area["bound"],
        figures["calibration_error"],
    )


def disagreements(build: Outcome, script: Outcome) -> Iterator[str]:
    """Yield what the two found differently, beyond what an order of rows explains."""
    exact: dict[str, tuple[Any, Any]] = {
        "rows of each part": (build.parts, script.parts),
        "constraints": (build.checks, script.checks),
        "rows dropped": (build.dropped, script.dropped),
        "standards": (build.standards, script.standards),
        "rows that differ in the replay": (build.replayed[1], script.replayed[1]),
    }
    yield from (f"{what}: {a} and {b}" for what, (a, b) in exact.items() if a != b)
    near = {
        "roc_auc": (build.roc_auc, script.roc_auc, _AREA),
        "its distance to its bound": (
            build.roc_auc - build.bound,
            script.roc_auc - script.bound,
            0.001,
        ),
        "calibration_error": (build.calibration_error, script.calibration_error, _CALIBRATION),
    }
    for what, (a, b, most) in near.items():
        if abs(a - b) > most:
            yield f"{what}: {a:.4f} and {b:.4f}"


def in_words(build: Outcome, script: Outcome) -> str:
    """Return what both found, or where they differ."""
    different = list(disagreements(build, script))
    if different:
        return "the whole job by hand found something else: " + "; ".join(different)
    return (
        "the whole job by hand found what the build found: the same rows of each part, rows that"
        f" break and pass {len(build.checks)} constraints, verdicts of {len(build.standards)}"
        f" standards; roc_auc {build.roc_auc:.4f} and {script.roc_auc:.4f}; no difference in"
        f" {build.replayed[0]} and {script.replayed[0]} replayed times"
    )
