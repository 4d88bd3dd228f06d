"""Measure `forebay build` of the flights example against the same job written by hand.

Each repetition runs all, in turns, each as a process of its own on an empty state: from raw CSV to
a judged model and scored flights. By hand is written twice: by one who knows each library well
(``by_hand.py``), and as their guides do it (``by_hand_pipeline.py``). Figures are ratios within a
repetition; below 1, Forebay took less. At scale N every flight stands N times in the file, under N
flight numbers.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

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
BY_HAND = {"by hand": "by_hand.py", "pipeline": "by_hand_pipeline.py"}
PUBLISHED = (0, 4)  # 4: the tables are live, the model was refused


def main() -> None:
    """Measure each scale, print the table."""
    given = arguments()
    print(f"{machine()}; {given.threads} threads; {given.repeat} repetitions", flush=True)
    taken: dict[int, list[dict[str, Reading]]] = {}
    for scale in given.scale:
        data = scaled(given.work / f"data-{scale}", scale)
        taken[scale] = [in_turn(given, data, turn) for turn in range(given.repeat)]
        for name in BY_HAND:
            print(f"scale {scale}: {name} {figures(taken[scale][-1][name])}", flush=True)
        heads = [head for name in BY_HAND for head in (name, "ratio")]
        print(table(["scale", "cost", "Forebay", *heads], list(rows(scale, taken[scale]))))
    shutil.rmtree(given.work / "run", ignore_errors=True)


def arguments() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--forebay", type=Path, required=True, help="the program")
    parser.add_argument("--python", type=Path, required=True, help="the one with pandas and MLflow")
    parser.add_argument("--scale", type=int, nargs="+", default=[1], metavar="N")
    parser.add_argument("--repeat", type=int, default=3, metavar="N")
    parser.add_argument("--threads", type=int, default=os.cpu_count(), metavar="N")
    parser.add_argument("--work", type=Path, default=HERE / ".work", help="a folder to work in")
    given = parser.parse_args()
    given.work = given.work.resolve()
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
    """Run each once; who begins changes with the turn."""
    names = ["Forebay", *BY_HAND]
    begins = turn % len(names)
    return {
        name: by_hand(given, data, BY_HAND[name]) if name in BY_HAND else forebay(given, data)
        for name in names[begins:] + names[:begins]
    }


def forebay(given: argparse.Namespace, data: Path) -> Reading:
    """Build a fresh copy of the example."""
    project = empty(given.work / "run" / "forebay")
    ignored = shutil.ignore_patterns(".forebay", "data", "__pycache__")
    shutil.copytree(EXAMPLE, project, ignore=ignored, dirs_exist_ok=True)
    settings = project / "forebay.toml"
    settings.write_text(f"threads = {given.threads}\n" + settings.read_text())
    (project / "data").mkdir()
    for file in data.glob("*.csv"):
        os.link(file, project / "data" / file.name)
    return measure([given.forebay, "-C", project, "build", "--json"], accept=PUBLISHED)


def by_hand(given: argparse.Namespace, data: Path, script_name: str) -> Reading:
    """Run a script that does the same job."""
    out = empty(given.work / "run" / "by_hand")
    script = [given.python, HERE / script_name, "--data", data, "--out", out]
    return measure([*script, "--threads", str(given.threads)])


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


def rows(scale: int, taken: list[dict[str, Reading]]) -> Iterator[tuple[str, ...]]:
    """Yield a line of the table for each cost."""
    for cost, (title, of) in COSTS.items():
        mine = [of(turn["Forebay"]) for turn in taken]
        digits = 0 if cost == "peak" else 2
        cells = []
        for name in BY_HAND:
            theirs = [of(turn[name]) for turn in taken]
            ratios = [one / other for one, other in zip(mine, theirs, strict=True)]
            cells += [spread(theirs, digits), spread(ratios)]
        yield str(scale), title, spread(mine, digits), *cells


if __name__ == "__main__":
    main()
