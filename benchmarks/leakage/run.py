"""Measure the leakage lint: recall, false alarms and time, each part apart.

``python benchmarks/leakage/run.py [first | second | ... | eighteenth]``; with ``-v`` what a person
reads. With ``--build`` each model is built too, in about 2.3 s of CPU: what the lint leaves to the
replay is decided there, and the rows are looked at.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from build_case import build_case  # noqa: E402
from data import write_data  # noqa: E402

from forebay.project.load import load  # noqa: E402
from forebay.trust.lint import lint  # noqa: E402
from forebay.trust.suspicions import suspicions  # noqa: E402

HALVES = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
)
_REPEATS = 3
# What a rule is called in the head of a case ("S2 or S3": either may tell), and by which names it
# tells of the leak.
RULES = {
    "S1": {"answer-in-feature", "rows-chosen-by-answer"},
    "S2": {"known-too-late", "answer-in-feature", "sounds-like-outcome"},
    "S3": {"known-too-late", "undated-join"},
    "S4": {"later-rows", "all-rows-statistic", "answer-in-feature"},
    "S5": {"all-rows-statistic"},
    "S7": {"filtered-by-answer"},
    "S8": {"copied-rows", "torn-groups"},  # copies of a row that the split tears apart
    "S9": {"judged-on-training-rows"},
    "L3.2": {"torn-groups", "copied-rows"},
}
# What the replay and the look at the rows say of the same leaks. A warning that a feature is
# suspicious is counted apart: some honest ones are as good.
_IN_FEATURES = {"leakage", "suspicious-feature"}
IN_BUILD = {
    "S1": _IN_FEATURES,
    "S2": _IN_FEATURES,
    "S3": _IN_FEATURES,
    "S4": _IN_FEATURES,
    "S5": _IN_FEATURES,
    "S7": {"selection-by-future"},
    "S8": {"repeated-rows", "repeated-entities"},
    "S9": set[str](),
    "L3.2": {"repeated-rows", "repeated-entities"},
}


@dataclass(frozen=True)
class Outcome:
    """What the lint said of one case.

    ``names`` are the problems found; ``expected`` those of which one must be among them, empty for
    a clean case; ``seconds`` is the least processor time of several runs. ``told`` is what the
    lint and the build say together, ``warned`` whether a feature was only called suspicious;
    ``left`` is what the lint leaves to the replay.
    """

    case: str
    kind: str  # of Kapoor and Narayanan: L1.1 ... L3.3; "clean"
    names: tuple[str, ...]
    expected: frozenset[str]
    seconds: float
    texts: tuple[str, ...]
    left: tuple[str, ...] = ()
    told: tuple[str, ...] | None = None
    warned: bool = False
    ended: str = ""
    build_seconds: float = 0.0

    @property
    def is_right(self) -> bool:
        """Whether the leak was found by the right rule, or nothing was said of a clean case."""
        return bool(self.expected & set(self.names)) if self.expected else not self.names

    @property
    def is_left(self) -> bool:
        """Whether the right rule suspected the leak, for the replay to decide."""
        return bool(self.expected & set(self.left))

    @property
    def is_right_in_all(self) -> bool:
        """The same of the lint and the build together."""
        told = set(self.told or ())
        return bool(self.expected & told) if self.expected else not told


def measure(half: str, *, builds: bool = False) -> list[Outcome]:
    """Run the lint on every case of a half; build each too, if asked."""
    with tempfile.TemporaryDirectory(prefix="forebay-leakage-") as folder:
        root = Path(folder)
        write_data(root / "data")
        (root / "forebay.toml").write_text('name = "leakage"\ndefault_env = "prod"\nthreads = 1\n')
        paths = sorted((HERE / half).glob("*/*.sql"))
        return [_one(root, path, builds=builds) for path in paths]


def _sources(case: str) -> str:
    """Return the sources that a case names: the others would only be bound for nothing."""
    named = set(re.findall(r"\w+", case))
    statements = re.split(r"(?<=;)\n", (HERE / "sources.sql").read_text())
    told = [(re.search(r"CREATE EXTERNAL TABLE (\w+)", text), text) for text in statements]
    return "\n".join(text for found, text in told if found is None or found[1] in named)


def _one(root: Path, path: Path, *, builds: bool) -> Outcome:
    text = path.read_text()
    (root / "sources.sql").write_text(_sources(text))
    (root / "case.sql").write_text(text)
    project = load(root)  # every statement binds against the real tables
    seconds = []
    for _ in range(_REPEATS):
        began = time.process_time()
        found = lint(project)
        seconds.append(time.process_time() - began)
    kind, expected = "clean", frozenset[str]()
    if path.parent.name == "leaky":
        head = re.match(r"-- (L\d(?:\.\d)?)(?:, (\w[\w. ]*))?:", text)
        if head is None:
            raise ValueError(f"{path.name} does not begin with its type and rule")
        kind = head[1]
        rules = (head[2] or head[1]).split(" or ")
        expected = frozenset().union(*(RULES[rule] | IN_BUILD[rule] for rule in rules))
    outcome = Outcome(
        f"{path.parent.parent.name}/{path.parent.name}/{path.stem}",
        kind,
        tuple(problem.name for problem in found),
        expected,
        min(seconds),
        tuple(problem.render() for problem in found),
        tuple(
            finding.name
            for key, node in project.nodes.items()
            if node.kind == "model"
            for finding in suspicions(project, key)
        ),
    )
    if not builds:
        return outcome
    built = build_case(root, project)
    selected = [name for name in built.warned if name == "selection-by-future"]
    return replace(
        outcome,
        told=(*outcome.names, *built.refused, *selected),
        warned=len(built.warned) > len(selected),
        ended=built.ended,
        build_seconds=built.seconds,
        texts=(*outcome.texts, *built.texts),
    )


def _table(half: str, outcomes: list[Outcome], *, builds: bool) -> None:
    leaky = [o for o in outcomes if o.expected]
    clean = [o for o in outcomes if not o.expected]

    def right(outcome: Outcome) -> bool:
        return outcome.is_right_in_all if builds else outcome.is_right

    found, false = sum(map(right, leaky)), sum(not right(o) for o in clean)
    what = "lint and build" if builds else "lint alone"
    print(
        f"{half}, {what}: recall {found}/{len(leaky)} = {found / len(leaky):.1%}, "
        f"false alarms {false}/{len(clean)} = {false / len(clean):.1%}"
    )
    if not builds:
        left = [sum(bool(o.left) and not o.names for o in part) for part in (leaky, clean)]
        print(f"  left to the replay: {left[0]} leaky, {left[1]} clean")
    for kind in sorted({o.kind for o in leaky}):
        of_kind = [o for o in leaky if o.kind == kind]
        print(f"  {kind:<5} {sum(map(right, of_kind))}/{len(of_kind)}")
    for outcome in outcomes:
        if not right(outcome):
            said = outcome.told if builds else outcome.names
            print(f"  wrong: {outcome.case}: {', '.join(said or ()) or 'nothing found'}")


def main() -> None:
    """Print a table for each half, with the build a second one."""
    builds = "--build" in sys.argv
    chosen = [half for half in HALVES if half in sys.argv[1:]] or HALVES
    for half in chosen:
        outcomes = measure(half, builds=builds)
        if not outcomes:
            continue
        _table(half, outcomes, builds=False)
        slowest = max(o.seconds for o in outcomes) * 1e3
        print(f"  slowest model {slowest:.1f} ms of CPU")
        if builds:
            _table(half, outcomes, builds=True)
            warned = [
                sum(o.warned for o in outcomes if bool(o.expected) is kind)
                for kind in (True, False)
            ]
            print(f"  warned of besides: {warned[0]} leaky, {warned[1]} clean")
            print(
                f"  {sum(o.build_seconds for o in outcomes) / len(outcomes):.1f} s of CPU a build"
            )
            for outcome in outcomes:
                if outcome.ended.startswith("failed:"):
                    print(f"  not built: {outcome.case}: {outcome.ended.splitlines()[0]}")
        if "-v" in sys.argv:
            for outcome in outcomes:
                print(outcome.case, *outcome.texts, sep="\n")


if __name__ == "__main__":
    main()
