"""Live through a year of the flights example: data come in, models are replaced.

    python examples/a_year.py [FOLDER]

The project is copied into a git repository of its own (FOLDER, by default a temporary one) and
built three times, with the flights until July, until September and of the whole year. Before the
last build a commit adds a feature, and three learning rates are tried in an environment of their
own; the best one is written into the model. Then inputs are locked, everything is built again from
empty and compared, and the ML Test Score is shown: what a project has earned by then.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FOREBAY = (sys.executable, "-c", "import sys; from forebay.cli import main; sys.exit(main())")
EXAMPLE = Path(__file__).resolve().parent / "flights"
MODEL = "models/late_arrival.sql"
SCORED = "tables/arrivals_scored.sql"
# What the files hold at each build, and the month of which the flights are scored.
UNTIL = (("2013-07-01", "2013-06-01"), ("2013-09-01", "2013-08-01"))
# What a later commit adds: the rain.
WITHOUT, WITH = "EXCLUDE (precip, ", "EXCLUDE ("
LABEL = "input_label_cols = ['is_late']"
TRIED = LABEL + ", num_trials = 3, learn_rate = HPARAM_CANDIDATES([0.03, 0.1, 0.3])"
FOUND = (
    "SELECT hyperparameters.learn_rate AS learn_rate FROM ML.TRIAL_INFO(MODEL late_arrival@3)"
    " WHERE is_optimal"
)


def main() -> int:
    """Live through it; return the exit code of the last command that failed, or 0."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp()) / "flights"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("data", ".forebay"))
    (folder / ".gitignore").write_text(".forebay/\ndata/\n")
    model = folder / MODEL
    model.write_text(model.read_text().replace(WITH, WITHOUT))
    run("git", "init", "--quiet", cwd=folder)
    commit(folder, "The flights, without the rain")
    codes = []
    for until, month in UNTIL:
        score(folder, month)
        run(sys.executable, "get_data.py", "--until", until, cwd=folder)
        codes.append(forebay("build", cwd=folder))
    run(sys.executable, "get_data.py", cwd=folder)
    score(folder, "2013-12-01")
    asked = model.read_text().replace(WITHOUT, WITH)
    model.write_text(asked.replace(LABEL, TRIED))
    commit(folder, "It rains, and three learning rates")
    forebay("build", "+late_arrival", "--env", "tune", cwd=folder)
    model.write_text(asked.replace(LABEL, f"{LABEL}, learn_rate = {best(folder)}"))
    commit(folder, "The best learning rate")
    codes.append(forebay("build", cwd=folder))
    codes.append(forebay("lock", cwd=folder))
    codes.append(forebay("verify", "--threads", "1", cwd=folder))
    codes.append(forebay("readiness", cwd=folder))
    return next((code for code in reversed(codes) if code), 0)


def score(folder: Path, month: str) -> None:
    """Let the flights from that day on be scored."""
    text = (EXAMPLE / SCORED).read_text()
    (folder / SCORED).write_text(text.replace("2013-12-01", month))


def commit(folder: Path, message: str) -> None:
    """Commit everything as a person who exists on no other machine."""
    who = ("-c", "user.name=Example", "-c", "user.email=example@forebay.invalid")
    run("git", "add", ".", cwd=folder)
    run("git", *who, "commit", "--quiet", "-m", message, cwd=folder)


def best(folder: Path) -> float:
    """Return the learning rate of the best trial, of which the catalog knows."""
    asked = [*FOREBAY, "sql", FOUND, "--format", "json"]
    found = subprocess.run(asked, cwd=folder, check=True, capture_output=True, text=True)  # noqa: S603
    return float(json.loads(found.stdout)["learn_rate"])


def forebay(*arguments: str, cwd: Path) -> int:
    """Run Forebay in the folder; return its exit code."""
    print("$ forebay", *arguments, flush=True)
    return subprocess.run([*FOREBAY, *arguments], cwd=cwd, check=False).returncode  # noqa: S603


def run(*command: str, cwd: Path) -> None:
    """Run a command that must not fail."""
    subprocess.run(command, cwd=cwd, check=True)  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
