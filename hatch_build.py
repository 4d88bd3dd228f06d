"""Compile our two libraries, where there is a C compiler; without one NumPy does their work.

Hatchling calls this for wheels and for editable installs; `make` calls it as a script:
`python hatch_build.py [--sanitize] [FOLDER]`.
"""

from __future__ import annotations

import os
import platform
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = Path(__file__).parent / "src" / "forebay"
SOURCES = PACKAGE / "algorithms" / "native"
LIBRARY = "forest.so"
COLUMNS = PACKAGE / "engine" / "native"
COLUMNS_LIBRARY = "columns.so"
_FLAGS = [
    "-std=c11",
    "-O3",
    "-fPIC",
    "-fvisibility=default",
    "-ffp-contract=off",
    "-Wall",
    "-Wno-psabi",
]
_SANITIZE = ["-g", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
_X86 = {
    "avx2": ["-mavx2"],
    "avx512": ["-mavx512f", "-mavx512bw", "-mavx512vl", "-mavx512dq", "-mprefer-vector-width=512"],
}


def compiler() -> list[str] | None:
    """Return the command of the C compiler: `CC`, or the first of cc, gcc, clang; None if none."""
    given = shlex.split(os.environ.get("CC", ""))
    for command in [given] if given else [["cc"], ["gcc"], ["clang"]]:
        if shutil.which(command[0]):
            return command
    return None


def build(folder: Path, *, sources: Path = SOURCES, sanitize: bool = False) -> Path:
    """Compile the library into a folder and return its path.

    The file appears whole, so that a process which has loaded an earlier one keeps that one.
    RuntimeError says what the compiler said, or that there is none.
    """
    command = compiler()
    if command is None:
        raise RuntimeError("there is no C compiler: neither CC nor cc, gcc or clang")
    is_x86 = platform.machine().lower() in {"x86_64", "amd64"}
    flags = _FLAGS + (_SANITIZE if sanitize else []) + (["-DFOREBAY_X86"] if is_x86 else [])
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        objects = [Path(scratch) / "forest.o"]
        _run([*command, *flags, "-c", str(sources / "forest.c"), "-o", str(objects[0])])
        for level, extra in ({"plain": []} | (_X86 if is_x86 else {})).items():
            for part in ("rows", "parts"):
                objects.append(Path(scratch) / f"{part}-{level}.o")
                named = [f"-DFOREST_{part.upper()}=forest_{part}_{level}"]
                named += ["-c", str(sources / f"forest_{part}.c")]
                _run([*command, *flags, *extra, *named, "-o", str(objects[-1])])
        made = Path(scratch) / LIBRARY
        _run([*command, *flags, "-shared", *map(str, objects), "-lm", "-o", str(made)])
        return made.replace(folder / LIBRARY)


def build_columns(folder: Path, *, sources: Path = COLUMNS, sanitize: bool = False) -> Path:
    """Compile the library that goes through columns and lines, as `build` does the other."""
    command = compiler()
    if command is None:
        raise RuntimeError("there is no C compiler: neither CC nor cc, gcc or clang")
    flags = _FLAGS + (_SANITIZE if sanitize else [])
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        made = Path(scratch) / COLUMNS_LIBRARY
        named = [str(sources / "columns.c"), str(sources / "lines.c")]
        _run([*command, *flags, "-shared", *named, "-o", str(made)])
        return made.replace(folder / COLUMNS_LIBRARY)


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if done.returncode:
        raise RuntimeError(f"{shlex.join(command)}\n{done.stderr}")


class ForestLibraryHook(BuildHookInterface):  # type: ignore[type-arg]
    """Put the library into the wheel, or beside its sources for an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; a machine that cannot gets a wheel for any machine."""
        self._scratch = tempfile.mkdtemp()
        editable = version == "editable"
        try:
            library = build(SOURCES if editable else Path(self._scratch))
            columns = build_columns(COLUMNS if editable else Path(self._scratch))
        except (RuntimeError, OSError) as why:
            self.app.display_warning(f"Forebay will score trees in NumPy: {why}")
            return
        if not editable:
            build_data["force_include"][str(library)] = f"forebay/algorithms/native/{LIBRARY}"
            build_data["force_include"][str(columns)] = f"forebay/engine/native/{COLUMNS_LIBRARY}"
            build_data["pure_python"] = False
            machine = sysconfig.get_platform().replace("-", "_").replace(".", "_")
            build_data["tag"] = f"py3-none-{machine}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Forget what was compiled for a wheel."""
        del version, build_data, artifact_path
        shutil.rmtree(self._scratch, ignore_errors=True)


def main(arguments: list[str]) -> int:
    """Compile for a developer."""
    sanitize = "--sanitize" in arguments
    folders = [one for one in arguments if one != "--sanitize"]
    try:
        print(build(Path(folders[0]) if folders else SOURCES, sanitize=sanitize))  # noqa: T201
        print(build_columns(Path(folders[0]) if folders else COLUMNS, sanitize=sanitize))  # noqa: T201
    except RuntimeError as why:
        print(f"trees will be scored in NumPy: {why}", file=sys.stderr)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
