"""A program for test_crashes: a small build that is killed at the n-th line of the catalog.

``python killed_build.py BASE OUT N...`` copies the folder BASE to OUT/N for every N, builds there
in a process of its own, and kills that with SIGKILL. N = 0 is not killed; it prints how many lines
there are.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

from forebay import catalog as package
from forebay.catalog import (
    BuildLock,
    Catalog,
    DataFile,
    Judgement,
    Version,
    open_model_folder,
    seal,
)
from forebay.catalog.checksum import file_sha256
from forebay.catalog.layout import model_folder, relative, table_folder

HOME = str(Path(package.__file__).parent)
NAMES = ("a", "b")


def build(root: Path, mark: str) -> None:
    """Build and publish a new version of two tables and a model; repeats nothing finished."""
    with BuildLock(root) as lock, Catalog(root) as catalog:
        catalog.recover()
        run = catalog.runs.begin("prod").id
        lock.announce(run)
        made = {}
        for name in NAMES:
            fingerprint = f"{name} {mark}"
            found = catalog.versions.find(name, fingerprint)
            made[name] = found or add_table(catalog, root, name, fingerprint, run)
        model = catalog.versions.find("m", f"m {mark}")
        if model is None:
            folder = model_folder(root, "m", catalog.versions.next_number("m"))
            (open_model_folder(folder) / "model.json").write_text(mark)
            files = seal(root, folder)
            model = catalog.versions.add(Version(0, "m", "model", 0, f"m {mark}", files=files))
        catalog.record_verdict(Judgement(model.id, "j", "PASS", "prod", run))
        made["m"] = model
        catalog.publish("prod", run, {name: version.id for name, version in made.items()})
        catalog.runs.finish(run, "done", 0)


def add_table(catalog: Catalog, root: Path, name: str, fingerprint: str, run: int) -> Version:
    """Write one file and record it."""
    path = table_folder(root, name) / f"{run}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(fingerprint)
    file = DataFile(relative(root, path), len(fingerprint), file_sha256(path), 1)
    return catalog.versions.add(Version(0, name, "table", 0, fingerprint, files=(file,), run=run))


def traced(root: Path, last: int) -> int:
    """Build, counting the lines that run in the catalog; die at line `last`."""
    count = 0

    def trace(frame, event, _argument):
        nonlocal count
        if not frame.f_code.co_filename.startswith(HOME):
            return None
        if event in {"line", "return"}:
            count += 1
            if count == last:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    sys.settrace(trace)
    build(root, "new")
    sys.settrace(None)
    return count


def main() -> None:
    base, out, *numbers = sys.argv[1:]
    for number in numbers:
        root = Path(out) / number
        shutil.copytree(base, root)
        child = os.fork()
        if child == 0:
            sys.stdout.write(f"{traced(root, int(number))}\n")
            sys.stdout.flush()
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
