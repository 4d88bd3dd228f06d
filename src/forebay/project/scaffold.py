"""Make a project: from somebody's own files, from the example, or empty."""

from __future__ import annotations

import filecmp
import glob
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from forebay.errors import Problem, ProjectError, nearest
from forebay.project.load import open_engine
from forebay.project.load_settings import FILE_NAME
from forebay.project.profile_data import profile_data
from forebay.project.scaffold_text import (
    CLEAN,
    model_name,
    model_text,
    settings_text,
    source_text,
    table_text,
    tests_text,
)
from forebay.project.settings import Settings
from forebay.project.suggest_label import is_sure, suggest_labels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from forebay.project.profile_data import DataProfile
    from forebay.project.suggest_label import Suggestion

EXAMPLES: Final = ("flights",)
_CI: Final = ".github"  # the only hidden folder that belongs to a project
_DATA: Final = "data"
_SHOWN: Final = 5
_ENDINGS: Final = (".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".parquet")
_IGNORED: Final = "# What Forebay builds; git keeps the SQL.\n.forebay/\n"


@dataclass(frozen=True, slots=True)
class Scaffolded:
    """What was written.

    Parameters
    ----------
    files
        In the order in which a person would read them.
    notes
        What to do next, as sentences.

    """

    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        """Return the number of files."""
        return len(self.files)

    def __iter__(self) -> Iterator[Path]:
        """Yield the files."""
        return iter(self.files)


def scaffold(
    directory: Path, from_files: Sequence[str] = (), example: str | None = None
) -> Scaffolded:
    """Write a project into a folder that holds none; no file that exists is changed.

    Parameters
    ----------
    from_files
        Paths or patterns of data files, relative to the current folder. Files outside of
        `directory` are copied into its ``data`` folder.
    example
        The name of an example to copy.

    Raises
    ------
    ProjectError
        There is a project already, nothing matches, or the example is not there.
    EngineError
        A data file cannot be read as a table.

    """
    taken = [p for p in (FILE_NAME, *_sql_files(directory)) if (directory / p).exists()]
    if taken:
        raise ProjectError.of(
            "project-exists",
            f'"{directory}" holds a project already',
            detail=f"it has {taken[0]}.",
            hint="name another folder; forebay init changes nothing that exists.",
        )
    if example is not None:
        return _copy_example(directory, example)
    files = _data_files(from_files)
    directory.mkdir(parents=True, exist_ok=True)
    root = directory.resolve()
    name = re.sub(r"[^A-Za-z0-9_-]", "_", root.name) or "project"
    profiles = _profiles(root, _bring_in(root, files))
    texts = {FILE_NAME: settings_text(name), ".gitignore": _IGNORED}
    for profile in profiles:
        texts[f"sources/{profile.name}.sql"] = source_text(profile)
        texts[f"tables/{CLEAN}{profile.name}.sql"] = table_text(profile)
        texts[f"tests/{CLEAN}{profile.name}.sql"] = tests_text(profile)
    notes = []
    if profiles:
        suggestions = suggest_labels(profiles)
        texts[f"models/{model_name(suggestions)}.sql"] = model_text(suggestions)
        notes.append(_note(suggestions))
    else:
        notes.append("Write a CREATE EXTERNAL TABLE statement, or start from files: --from.")
    return Scaffolded(tuple(_write(directory, texts)), tuple(notes))


def _note(found: Sequence[Suggestion]) -> str:
    if not found:
        return "No column looks like something to predict; models/first_model.sql says what to do."
    first = found[0]
    if is_sure(first):
        return f"The first model predicts {first.column.name} of {first.table.name}."
    names = ", ".join(f"{s.table.name}.{s.column.name}" for s in found[:_SHOWN])
    return f"No column is called a label. Could be: {names}; see models/first_model.sql."


def _write(directory: Path, texts: dict[str, str]) -> Iterator[Path]:
    for name, text in texts.items():
        path = directory / name
        if path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        yield path


def _sql_files(directory: Path) -> Iterable[str]:
    if not directory.is_dir():
        return
    for path in directory.rglob("*.sql"):
        inside = path.relative_to(directory)
        if not any(part.startswith(".") for part in inside.parts):
            yield inside.as_posix()


def _data_files(patterns: Sequence[str]) -> list[Path]:
    files: dict[Path, None] = {}
    problems = []
    for pattern in patterns:
        found = [Path(name) for name in sorted(glob.glob(pattern, recursive=True))]  # noqa: PTH207
        usable = [path for path in found if path.is_file()]
        if not usable:
            problems.append(
                Problem(
                    "no-files",
                    f'"{pattern}" matches no file',
                    hint="quote a pattern, so that Forebay and not the shell reads it.",
                )
            )
        files.update(dict.fromkeys(usable))
    if problems:
        raise ProjectError(*problems)
    return list(files)


def _bring_in(root: Path, files: Sequence[Path]) -> list[Path]:
    """Return the files as paths below `root`, copied there if they stand elsewhere."""
    inside = []
    for file in files:
        if file.resolve().is_relative_to(root):
            inside.append(root / file.resolve().relative_to(root))
            continue
        # A name of digits says nothing without its folder: usage/2026-01-01.jsonl.
        kept = [] if _common(file) else [file.resolve().parent.name]
        target = root.joinpath(_DATA, *kept, file.name)
        # A copy that an attempt before this one left behind is as good as a new one.
        is_other = target.exists() and not filecmp.cmp(file, target, shallow=False)
        if is_other or target in inside:
            raise ProjectError.of(
                "file-exists",
                f'two files would be "{target.relative_to(root).as_posix()}"',
                hint="give one of them another name, or make two projects.",
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            shutil.copyfile(file, target)
        inside.append(target)
    return inside


def _profiles(root: Path, files: Sequence[Path]) -> list[DataProfile]:
    if not files:
        return []
    engine = open_engine(Settings("init"))
    profiles, taken = [], set()
    for name, group in _groups(files):
        unique = next(n for n in (name, *(f"{name}_{i}" for i in range(2, 99))) if n not in taken)
        taken.add(unique)
        profiles.append(profile_data(root, unique, group, engine))
    return profiles


def _groups(files: Sequence[Path]) -> list[tuple[str, list[Path]]]:
    """Return names with their files: those that differ only by a number or date are one source."""
    groups: dict[tuple[str, str, bytes], list[Path]] = {}
    for file in files:
        common = _common(file) or file.parent.name
        groups.setdefault((common, _stem(file)[1], _head(file)), []).append(file)
    found = []
    for (common, _, _), group in groups.items():
        is_one = len(group) == 1 and _common(group[0])
        stem = _stem(group[0])[0] if is_one else common
        name = re.sub(r"[^a-z0-9]+", "_", stem.casefold()).strip("_") or "data"
        found.append((f"t_{name}" if name[0].isdigit() else name, group))
    return found


def _common(file: Path) -> str:
    """Return the name without its ending and the date or number before it; may be empty."""
    return re.sub(r"[-_. ]*\d[\d\-_. ]*$", "", _stem(file)[0])


def _stem(file: Path) -> tuple[str, str]:
    name = file.name.removesuffix(".gz")
    ending = next((e for e in _ENDINGS if name.lower().endswith(e)), "")
    return name[: len(name) - len(ending)] if ending else name, ending


def _head(file: Path) -> bytes:
    """Return the header of a text file: only files with the same one belong together."""
    if _stem(file)[1] in {".csv", ".tsv", ".txt"}:
        with file.open("rb") as opened:
            return opened.readline(1 << 16).strip()
    return b""


def _copy_example(directory: Path, example: str) -> Scaffolded:
    if example not in EXAMPLES:
        near = nearest(example, EXAMPLES)
        raise ProjectError.of(
            "unknown-example",
            f'there is no example "{example}"',
            detail=f"examples are: {', '.join(EXAMPLES)}.",
            hint=f'did you mean "{near}"?' if near else "",
        )
    package = Path(__file__).parents[1]
    # In an installed package beside this file; in a checkout at the top.
    places = (package / "project" / "examples" / example, package.parents[1] / "examples" / example)
    origin = next((place for place in places if (place / FILE_NAME).is_file()), None)
    if origin is None:
        raise ProjectError.of(
            "example-missing",
            f'the example "{example}" is not part of this installation',
            hint="pip install 'forebay[examples]', or take examples/ from the source.",
        )
    files = []
    for path in sorted(origin.rglob("*")):
        inside = path.relative_to(origin)
        hidden = any(p.startswith((".", "__")) and p != _CI for p in inside.parts)
        if path.is_file() and not hidden and inside.parts[0] != _DATA:
            target = directory / inside
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            files.append(target)
    files += _write(directory, {".gitignore": f"{_IGNORED}{_DATA}/\n"})
    hint = f"python {directory / 'get_data.py'} writes its data; it needs forebay[examples]."
    return Scaffolded(tuple(files), (hint,))
