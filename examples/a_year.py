"""Live through a year of the flights example: data come in, a feature is added, models are replaced.

    python examples/a_year.py [FOLDER]

The project is copied into a git repository of its own (FOLDER, by default a temporary one) and
built four times, with the flights until September, October and November and those of the whole
year; before the last build a commit adds a feature. Then its inputs are locked, everything is built
again from empty and compared, and the ML Test Score is shown: what a project has earned by then.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parent / "flights"
MODEL = "models/late_arrival.sql"
UNTIL = ("2013-09-01", "2013-10-01", "2013-11-01")
# What the last commit adds: the rain.
WITHOUT, WITH = "EXCLUDE (precip, ", "EXCLUDE ("


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
    for until in UNTIL:
        run(sys.executable, "get_data.py", "--until", until, cwd=folder)
        codes.append(forebay("-q", "build", cwd=folder))
    model.write_text(model.read_text().replace(WITHOUT, WITH))
    commit(folder, "It rains")
    run(sys.executable, "get_data.py", cwd=folder)
    codes.append(forebay("build", cwd=folder))
    codes += [forebay(command, cwd=folder) for command in ("lock", "verify", "readiness")]
    return next((code for code in reversed(codes) if code), 0)


def commit(folder: Path, message: str) -> None:
    """Commit everything as a person who exists on no other machine."""
    who = ("-c", "user.name=Example", "-c", "user.email=example@forebay.invalid")
    run("git", "add", ".", cwd=folder)
    run("git", *who, "commit", "--quiet", "-m", message, cwd=folder)


def forebay(*arguments: str, cwd: Path) -> int:
    """Run Forebay in the folder; return its exit code."""
    command = [sys.executable, "-c", "import sys; from forebay.cli import main; sys.exit(main())"]
    print("$ forebay", *arguments, flush=True)
    return subprocess.run([*command, *arguments], cwd=cwd, check=False).returncode


def run(*command: str, cwd: Path) -> None:
    """Run a command that must not fail."""
    subprocess.run(command, cwd=cwd, check=True)


if __name__ == "__main__":
    sys.exit(main())
