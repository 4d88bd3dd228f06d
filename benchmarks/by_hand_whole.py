"""The flights example by hand with all that a build delivers beside the scores, to be measured.

``by_hand.py`` leaves out what a build of ``examples/flights`` does beside reading, joining,
training and scoring. Here it is, part for part, with the library that is best known for it, by one
who wants it fast; ``README.md`` has a table of what is where. With ``--report`` also what
``forebay report`` computes of a model. ``run.py`` compares the outcome with the build's.

Prints what ``by_hand.py`` prints, and what was found.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
from by_hand import KEY, Clock, cpu_seconds
from by_hand import arguments as common_arguments
from whole_job import checks, learn, tables, version
from whole_job.audit import audit
from whole_job.judge import judge
from whole_job.kept_tables import KeptTables, column_hash
from whole_job.look import look_at_rows
from whole_job.read_strict import TYPES, read_strict, signature
from whole_job.replay import Sources, replay
from whole_job.report import write_report
from whole_job.unit_tests import run_unit_tests

if TYPE_CHECKING:
    import argparse

    from numpy.typing import NDArray
    from whole_job.learn import Frame, Trained

    Floats = NDArray[np.float32]
    Prover = subprocess.Popen[str]
    Words = dict[str, list[str]]

HERE = Path(__file__).resolve().parent


class Job:
    """The steps in their order, and what they found."""

    frame: Frame
    score: NDArray[np.float64]

    def __init__(self, given: argparse.Namespace) -> None:
        self.began = time.perf_counter()
        self.given = given
        self.clock = Clock()
        self.told: dict[str, Any] = {}
        self.kept = KeptTables(given.out, given.threads)
        pa.set_cpu_count(given.threads)

    def read(self) -> dict[str, pd.DataFrame]:
        """Read and keep the sources; look for what is odd in them, and whether they change."""
        files = {name: self.given.data / f"{name}.csv" for name in TYPES}
        with ThreadPoolExecutor(self.given.threads) as pool:
            before = pool.map(signature, files.values())
            found = {name: read_strict(file, name) for name, file in files.items()}
            self.told["sources"] = dict(zip(files, before, strict=True))
        frames = {name: table.to_pandas() for name, table in found.items()}
        frames["flights"] = flights = tables.with_schedule(frames["flights"])
        for name in ("sched_dep", "left_at"):
            computed = pa.array(flights[name], from_pandas=True)
            found["flights"] = found["flights"].append_column(name, computed)
        now = pd.Timestamp.now()
        for name, frame in frames.items():
            self.kept.keep(name, frame, table=found[name])
            self.told["sources"][name]["oddities"] = checks.oddities(frame, now)
            told = self.told["sources"][name]
            assert told["mtime_ns"] == files[name].stat().st_mtime_ns, f"{name} changed"
        for name, key in (("airports", "faa"), ("planes", "tailnum")):
            checks.apply(
                name, frames[name], [checks.unique("PRIMARY KEY", frames[name], [key])], self.kept
            )
        return frames

    def prepare(self, frames: dict[str, pd.DataFrame]) -> tuple[pd.DataFrame, NDArray[np.uint64]]:
        """Make, check and keep both tables; return the departures and the hashes of their keys."""
        weather = tables.clean_weather(frames["weather"])
        weather, found = checks.apply(
            "clean_weather", weather, checks.of_weather(weather), self.kept
        )
        self.told["clean_weather"] = found
        self.kept.keep("clean_weather", weather)
        rows = tables.departures(frames["flights"], frames["planes"], weather)
        key_hash = column_hash(rows[KEY])
        constraints = checks.of_departures(rows, frames["airports"], key_hash)
        stay, found = checks.apply("departures", rows, constraints, self.kept)
        key_hash = key_hash[stay.index]
        self.told["departures"] = {**found, "asserted": checks.asserted(stay)}
        self.kept.keep("departures", stay, known={KEY: key_hash})
        return stay, key_hash

    def learn(self, rows: pd.DataFrame, frames: dict[str, pd.DataFrame], x: Floats) -> Trained:
        """Replay and look at the rows, train if nothing is wrong, judge, audit."""
        clock, told, frame = self.clock, self.told, self.frame
        with clock.step("replay"):
            sources = Sources(frames["flights"], frames["planes"], frames["weather"])
            told["replay"] = replay(sources, rows, self.began)
        with clock.step("look"):
            told["look"] = look_at_rows(frame, x, self.kept.digests_of("departures"))
        with clock.step("train"):
            trained = learn.train(x, frame, self.given.threads)
        with clock.step("store"):
            live = version.live_model()
        with clock.step("judge"):
            self.score, told["judged"] = self.judged(trained, x, live)
        with clock.step("audit"):
            told["audit"] = audit(trained.booster, frame, x)
        return trained

    def judged(self, trained: Trained, x: Floats, live: Any) -> Any:
        """Return scores and verdict on the gate rows, beside those of the live model."""
        at = self.frame.places["gate"]
        score = trained.booster.predict(x[at])
        origin = self.frame.rows["origin"].cat
        codes = origin.codes.to_numpy()[at]
        origins = {name: codes == code for code, name in enumerate(origin.categories)}
        champion = live.predict(x[at]) if live is not None else None
        return score, judge(score, self.frame.label[at], origins, champion)

    def finish(
        self,
        prover: subprocess.Popen[str],
        trained: Trained,
        words: dict[str, list[str]],
        x: Floats,
    ) -> int:
        """Keep and prove the version, score December with it, publish; return the scored rows."""
        clock, told, out = self.clock, self.told, self.given.out
        told["audit"]["costs"] = dict(clock.steps)
        with clock.step("version"):
            folder = out / "version"
            version.write_version(folder, trained, self.frame, x, words, self.score)
            version.seal(folder, told)
            answer, _ = prover.communicate(f"{folder}\n")
            told["served"] = json.loads(answer)
            assert told["served"]["differ"] == 0, "it does not answer as it did"
        with clock.step("keep"):
            uri = version.register(folder, out, trained, told)
        if not told["judged"]["passed"]:
            self.kept.publish({"sources": told["sources"]})
            raise SystemExit(f"refused: {told['judged']['standards']}")
        with clock.step("score"):
            scored = version.scored(self.frame.rows, x, uri)
            assert scored["p_late"].notna().all()
            assert scored[KEY].is_unique
            self.kept.keep("arrivals_scored", scored)
        with clock.step("publish"):
            kept = self.kept.publish({"model": uri, "sources": told["sources"]})
            told["published"] = kept["tables"]
        return len(scored)


def main() -> None:
    """Do the whole job, print what it took."""
    with_report = "--report" in sys.argv
    sys.argv = [word for word in sys.argv if word != "--report"]
    job = Job(common_arguments())
    clock, told = job.clock, job.told
    version.open_store(job.given.out)
    with clock.step("unit tests"):
        told["unit_tests"] = run_unit_tests()
    with clock.step("read"):
        frames = job.read()
    with clock.step("prepare"):
        rows, key_hash = job.prepare(frames)
    with clock.step("frame"):
        job.frame = learn.make_frame(rows, key_hash)
        words = learn.vocabularies(job.frame)
        x = learn.matrix(rows, words)
    # Its imports are over when the version is written.
    prover = subprocess.Popen(
        [sys.executable, HERE / "whole_job" / "clean_process.py"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd="/",
        env={"OMP_NUM_THREADS": "1", "PATH": os.environ["PATH"]},
    )  # fmt: skip
    trained = job.learn(rows, frames, x)
    n_scored = job.finish(prover, trained, words, x)
    if with_report:
        with clock.step("report"):
            told["losses"] = trained.losses
            told["report"] = write_report(
                job.given.out, trained.booster, job.frame, x, told, threads=job.given.threads
            )
    parts = {name: len(places) for name, places in job.frame.places.items()}
    print(_said(clock, parts | {"scored": n_scored}, len(trained.losses), told))


def _said(clock: Clock, rows: dict[str, int], rounds: int, told: dict[str, Any]) -> str:
    peak = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    found = {
        "steps": clock.steps,
        "cpu_seconds": round(cpu_seconds(), 3),
        "peak_mb": peak // 1024,
        "rows": rows,
        "rounds": rounds,
        "figures": told["judged"]["figures"],
        "found": told,
    }
    return json.dumps(found, default=_plain)


def _plain(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else str(value)


if __name__ == "__main__":
    main()
