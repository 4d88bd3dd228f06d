"""Measure `forebay build` of the flights example against the same job written by hand.

Each repetition runs all, in turns, each as a process of its own on an empty state: from raw CSV to
a judged model and scored flights. By hand is written three times, between two ends (decision 0063):

- ``lean``: by one who knows each library well and leaves out the rest (``by_hand.py``);
- ``guides``: the same as the libraries' guides do it (``by_hand_pipeline.py``);
- ``whole``: with all that a build delivers (``by_hand_whole.py``); its outcome is compared;
- ``floor``: the least that it can cost with this engine and trainer (``floor.py``).

Ratios are within a repetition: Forebay's cost by that of each; below 1, Forebay took less. A second
table has the floor by each script: no build can have a lower ratio. At scale N every flight stands
N times in the file, under N flight numbers. With ``--report`` the build is followed by
``forebay report``, and the whole job computes what that shows.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import outcome
from measure import Reading, machine, measure, spread, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = Path(__file__).resolve().parent
EXAMPLE = HERE.parent / "examples" / "flights"
FLIGHT_NUMBER = 10  # its position in a line of flights.csv; numbers end at 8500
COSTS: dict[str, tuple[str, Callable[[Reading], float]]] = {
    "seconds": ("seconds", lambda reading: reading.seconds),
    "rest": ("seconds but for training", lambda reading: reading.seconds - training(reading)),
    "cpu": ("CPU seconds", lambda reading: reading.cpu_seconds),
    "peak": ("peak MB", lambda reading: reading.peak_mb),
}
SCRIPTS = {
    "lean": "by_hand.py",
    "guides": "by_hand_pipeline.py",
    "whole": "by_hand_whole.py",
    "floor": "floor.py",
}
PUBLISHED = (0, 4)  # 4: the tables are live, the model was refused


def main() -> None:
    """Measure each scale, print the tables."""
    given = arguments()
    print(f"{machine()}; {given.threads} threads; {given.repeat} repetitions", flush=True)
    taken: dict[int, list[dict[str, Reading]]] = {}
    for scale in given.scale:
        data = scaled(given.work / f"data-{scale}", scale)
        taken[scale] = [in_turn(given, data, turn) for turn in range(given.repeat)]
        for name in given.scripts:
            print(f"scale {scale}: {name} {figures(taken[scale][-1][name])}", flush=True)
        heads = [head for name in given.scripts for head in (name, "Forebay to it")]
        print(table(["scale", "cost", "Forebay", *heads], list(rows(given, scale, taken[scale]))))
        if "floor" in given.scripts:
            others = [name for name in given.scripts if name != "floor"]
            heads = ["scale", "cost", *(f"floor to {name}" for name in others)]
            print(table(heads, list(possible(others, scale, taken[scale]))), flush=True)
    shutil.rmtree(given.work / "run", ignore_errors=True)


def arguments() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--forebay", type=Path, required=True, help="the program")
    parser.add_argument("--python", type=Path, required=True, help="the one with pandas and MLflow")
    parser.add_argument("--scale", type=int, nargs="+", default=[1], metavar="N")
    parser.add_argument("--repeat", type=int, default=3, metavar="N")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), metavar="N")
    parser.add_argument(
        "--leave-out", choices=SCRIPTS, nargs="+", default=[], help="what is not measured"
    )
    parser.add_argument(
        "--report", action="store_true", help="with `forebay report`, and what it shows by hand"
    )
    parser.add_argument("--work", type=Path, default=HERE / ".work", help="a folder to work in")
    given = parser.parse_args()
    given.work = given.work.resolve()
    given.scripts = [name for name in SCRIPTS if name not in given.leave_out]
    return given


def scaled(folder: Path, scale: int) -> Path:
    """Return a folder with the example's data in which every flight stands `scale` times."""
    source = EXAMPLE / "data"
    if not (source / "flights.csv").exists():
        raise SystemExit("no data yet; hint: python examples/flights/get_data.py")
    if (folder / "flights.csv").exists():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    for file in source.glob("*.csv"):
        if file.name != "flights.csv":
            shutil.copy2(file, folder)
    partial = folder / "flights.partial"
    # A line at a time: what this process holds at a fork would count as its children's peak.
    with partial.open("wb") as target:
        for copy in range(scale):
            with (source / "flights.csv").open("rb") as lines:
                header = next(lines)
                target.write(header if copy == 0 else b"")
                for line in lines:
                    cells = line.split(b",", FLIGHT_NUMBER + 1)
                    cells[FLIGHT_NUMBER] = b"%d" % (int(cells[FLIGHT_NUMBER]) + copy * 10_000)
                    target.write(b",".join(cells))
    partial.replace(folder / "flights.csv")
    return folder


def in_turn(given: argparse.Namespace, data: Path, turn: int) -> dict[str, Reading]:
    """Run each once, compare outcomes; who begins changes with the turn."""
    names = ["Forebay", *given.scripts]
    begins = turn % len(names)
    found: dict[str, Reading] = {}
    built: outcome.Outcome | None = None
    for name in names[begins:] + names[:begins]:
        if name == "Forebay":
            found[name], built = forebay(given, data)
        else:
            found[name] = by_hand(given, data, name)
    if "whole" in found and built is not None:
        print(outcome.in_words(built, outcome.of_script(found["whole"])), flush=True)
    return found


def forebay(given: argparse.Namespace, data: Path) -> tuple[Reading, outcome.Outcome]:
    """Build a fresh copy of the example; return its cost and what came of it."""
    project = empty(given.work / "run" / "forebay")
    ignored = shutil.ignore_patterns(".forebay", "data", "__pycache__")
    shutil.copytree(EXAMPLE, project, ignore=ignored, dirs_exist_ok=True)
    settings = project / "forebay.toml"
    settings.write_text(f"threads = {given.threads}\n" + settings.read_text())
    (project / "data").mkdir()
    for file in data.glob("*.csv"):
        os.link(file, project / "data" / file.name)
    reading = measure([given.forebay, "-C", project, "build", "--json"], accept=PUBLISHED)
    built = outcome.of_build(reading, project)
    if given.report:
        report = measure([given.forebay, "-C", project, "report"])
        reading = replace(
            reading,
            seconds=reading.seconds + report.seconds,
            cpu_seconds=reading.cpu_seconds + report.cpu_seconds,
            peak_mb=max(reading.peak_mb, report.peak_mb),
        )
    return reading, built


def by_hand(given: argparse.Namespace, data: Path, name: str) -> Reading:
    """Run a script that does the same job; the floor with the libraries of Forebay."""
    out = empty(given.work / "run" / "by_hand")
    python = sys.executable if name == "floor" else given.python
    script = [python, HERE / SCRIPTS[name], "--data", data, "--out", out]
    more = ["--report"] if given.report and name == "whole" else []
    return measure([*script, "--threads", str(given.threads), *more])


def training(reading: Reading) -> float:
    """Return the seconds in which LightGBM was given rows and trained.

    Of a build they lie between the first and the last event of the stage; what it does beside is
    counted with them. The script says what its step took.
    """
    said = [json.loads(line) for line in reading.output.splitlines()]
    if "steps" in said[-1]:
        return float(said[-1]["steps"]["train"]["seconds"])
    at = [
        came
        for came, event in zip(reading.arrived, said, strict=True)
        if event["event"] == "progress" and event["stage"] == "train"
    ]
    return at[-1] - at[0]


def empty(folder: Path) -> Path:
    """Return the folder, made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def figures(reading: Reading) -> str:
    """Return what the script by hand found, so that a reader sees that it did the job."""
    said = json.loads(reading.output.splitlines()[-1])
    return json.dumps({key: said[key] for key in ("rows", "rounds", "figures")})


def rows(
    given: argparse.Namespace, scale: int, taken: list[dict[str, Reading]]
) -> Iterator[tuple[str, ...]]:
    """Yield a line of the table for each cost."""
    for cost, (title, of) in COSTS.items():
        digits = 0 if cost == "peak" else 2
        cells = []
        for name in given.scripts:
            theirs = [of(turn[name]) for turn in taken]
            cells += [spread(theirs, digits), spread(ratios(of, "Forebay", name, taken))]
        mine = [of(turn["Forebay"]) for turn in taken]
        yield str(scale), title, spread(mine, digits), *cells


def possible(
    others: list[str], scale: int, taken: list[dict[str, Reading]]
) -> Iterator[tuple[str, ...]]:
    """Yield a line for each cost of what the floor takes of it.

    Of memory it takes what the engine does unless told otherwise, which is no floor.
    """
    for title, of in (COSTS[cost] for cost in COSTS if cost != "peak"):
        cells = [spread(ratios(of, "floor", name, taken)) for name in others]
        yield str(scale), title, *cells


def ratios(
    of: Callable[[Reading], float], one: str, other: str, taken: list[dict[str, Reading]]
) -> list[float]:
    """Return what one took by what another took, in each turn."""
    return [of(turn[one]) / of(turn[other]) for turn in taken]


if __name__ == "__main__":
    main()
