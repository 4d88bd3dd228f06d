"""Measure the leakage lint: recall, false alarms and time, each part apart.

``python benchmarks/leakage/run.py [first | second | third | fourth | fifth]``; with ``-v`` what a
person reads.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from data import write_data  # noqa: E402

from forebay.project.load import load  # noqa: E402
from forebay.trust.lint import lint  # noqa: E402

HALVES = ("first", "second", "third", "fourth", "fifth")
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
    "S8": {"copied-rows"},
    "S9": {"judged-on-training-rows"},
    "L3.2": {"torn-groups", "copied-rows"},
}


@dataclass(frozen=True)
class Outcome:
    """What the lint said of one case.

    ``names`` are the problems found; ``expected`` those of which one must be among them, empty for
    a clean case; ``seconds`` is the least processor time of several runs.
    """

    case: str
    kind: str  # of Kapoor and Narayanan: L1.1 ... L3.3; "clean"
    names: tuple[str, ...]
    expected: frozenset[str]
    seconds: float
    texts: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether the leak was found by the right rule, or nothing was said of a clean case."""
        return bool(self.expected & set(self.names)) if self.expected else not self.names


def measure(half: str) -> list[Outcome]:
    """Run the lint on every case of a half."""
    with tempfile.TemporaryDirectory(prefix="forebay-leakage-") as folder:
        root = Path(folder)
        write_data(root / "data")
        (root / "forebay.toml").write_text('name = "leakage"\ndefault_env = "prod"\n')
        return [_one(root, path) for path in sorted((HERE / half).glob("*/*.sql"))]


def _sources(case: str) -> str:
    """Return the sources that a case names: the others would only be bound for nothing."""
    named = set(re.findall(r"\w+", case))
    statements = re.split(r"(?<=;)\n", (HERE / "sources.sql").read_text())
    told = [(re.search(r"CREATE EXTERNAL TABLE (\w+)", text), text) for text in statements]
    return "\n".join(text for found, text in told if found is None or found[1] in named)


def _one(root: Path, path: Path) -> Outcome:
    text = path.read_text()
    (root / "sources.sql").write_text(_sources(text))
    (root / "case.sql").write_text(text)
    project = load(root)  # every statement binds against the real tables
    seconds = []
    for _ in range(_REPEATS):
        began = time.process_time()
        found = lint(project)
        seconds.append(time.process_time() - began)
    kind, expected = "clean", frozenset()
    if path.parent.name == "leaky":
        head = re.match(r"-- (L\d(?:\.\d)?)(?:, (\w[\w. ]*))?:", text)
        if head is None:
            raise ValueError(f"{path.name} does not begin with its type and rule")
        kind = head[1]
        rules = (head[2] or head[1]).split(" or ")
        expected = frozenset().union(*(RULES[rule] for rule in rules))
    return Outcome(
        f"{path.parent.parent.name}/{path.parent.name}/{path.stem}",
        kind,
        tuple(problem.name for problem in found),
        expected,
        min(seconds),
        tuple(problem.render() for problem in found),
    )


def main() -> None:
    """Print a table for each half."""
    chosen = [half for half in HALVES if half in sys.argv[1:]] or HALVES
    for half in chosen:
        outcomes = measure(half)
        leaky = [o for o in outcomes if o.expected]
        clean = [o for o in outcomes if not o.expected]
        found, false = sum(o.is_right for o in leaky), sum(not o.is_right for o in clean)
        slowest = max(o.seconds for o in outcomes) * 1e3
        print(
            f"{half}: recall {found}/{len(leaky)} = {found / len(leaky):.1%}, "
            f"false alarms {false}/{len(clean)} = {false / len(clean):.1%}, "
            f"slowest model {slowest:.1f} ms of CPU"
        )
        for kind in sorted({o.kind for o in leaky}):
            of_kind = [o for o in leaky if o.kind == kind]
            print(f"  {kind:<5} {sum(o.is_right for o in of_kind)}/{len(of_kind)}")
        for outcome in outcomes:
            if not outcome.is_right:
                print(f"  wrong: {outcome.case}: {', '.join(outcome.names) or 'nothing found'}")
            if "-v" in sys.argv:
                print(outcome.case, *outcome.texts, sep="\n")


if __name__ == "__main__":
    main()
