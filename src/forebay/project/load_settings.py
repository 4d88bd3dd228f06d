"""Read ``forebay.toml``: every key known, every type right, or an error with its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from forebay.errors import Problem, ProjectError, Source, Span, nearest
from forebay.project.settings import ColumnRules, EnvironmentSettings, Settings

if TYPE_CHECKING:
    from pathlib import Path

FILE_NAME: Final = "forebay.toml"

# What is wrong with a value, in words; empty if nothing is.
_Rule = Callable[[object], str]


_MOST: Final = 2**63 - 1
_SIZE: Final = re.compile(r"\d+(\.\d+)?\s*([KMGT]i?)?B", re.IGNORECASE)


def _name(value: object) -> str:
    good = isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9_-]+", value)
    return "" if good else "needs a text of letters, digits, _ and -"


def _count(value: object) -> str:
    good = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _MOST
    return "" if good else "needs a whole number, 1 or more, that fits into 64 bits"


def _truth(value: object) -> str:
    return "" if isinstance(value, bool) else "needs true or false"


def _memory(value: object) -> str:
    good = isinstance(value, str) and re.fullmatch(
        r"\d+(\.\d+)?\s*([KMGT]i?)?B", value, re.IGNORECASE
    )
    return "" if good else 'needs a size such as "4GB"'


def _timezone(value: object) -> str:
    good = isinstance(value, str) and re.fullmatch(r"[A-Za-z0-9_+\-/]+", value)
    return "" if good else 'needs the name of a time zone such as "Europe/Zurich"'


def _inside(value: object) -> str:
    if not isinstance(value, str) or not value:
        return "needs a path in quotes"
    path = PurePosixPath(value.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or "://" in value or ":" in path.parts[:1]:
        return "needs a path below the project's folder"
    return ""


def _paths(value: object) -> str:
    if not isinstance(value, list) or not value:
        return 'needs a list of folders such as ["sources", "tables"]'
    return next((wrong for item in value if (wrong := _inside(item))), "")


def _files(value: object) -> str:
    good = isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)
    return "" if good else 'needs a list of files such as ["keys/release.pem"]'


def _day(value: object) -> str:
    return "" if type(value) is date else "needs a day without quotes: 2026-11-01"


def _columns(value: object) -> str:
    good = isinstance(value, list) and all(
        isinstance(v, str) and re.fullmatch(r"[^\s.][^.]*(\.[^.]+){1,2}", v) for v in value
    )
    return "" if good else 'needs a list of columns of sources such as ["customers.birthday"]'


def _folder(value: object) -> str:
    return "" if isinstance(value, str) and value.strip() else "needs a path in quotes"


def _sqlite(value: object) -> str:
    if isinstance(value, str) and ("://" in value or PurePosixPath(value).suffix == ".sqlite"):
        return ""
    return 'needs the path of a file that ends in ".sqlite"'


def _server(value: object) -> str:
    good = isinstance(value, str) and re.fullmatch(r"https?://[^\s/@]+(/\S*)?", value)
    return "" if good else 'needs an address such as "http://127.0.0.1:5000", without a password'


def _one_of(*words: str) -> _Rule:
    def rule(value: object) -> str:
        return "" if value in words else "needs " + " or ".join(f'"{word}"' for word in words)

    return rule


_RULES: Final[Mapping[str, _Rule]] = {
    "name": _name,
    "dialect": _one_of("duckdb", "bigquery"),
    "timezone": _timezone,
    "default_env": _name,
    "paths": _paths,
    "threads": _count,
    "memory_limit": _memory,
    "max_join_rows": _count,
    "keep_versions": _count,
    "deterministic": _truth,
    "publish": _one_of("each", "all"),
    "storage": _folder,
    "catalog": _sqlite,
}
# A server reads these by itself: ``serve.serve_settings``.
_SERVE_RULES: Final[Mapping[str, _Rule]] = {
    "require_signature": _truth,
    "public_keys": _files,
    "signed_since": _day,
}
_ENVIRONMENT_RULES: Final[Mapping[str, _Rule]] = {
    key: _RULES[key] for key in ("publish", "keep_versions", "threads", "memory_limit")
}

_COLUMN_RULES: Final[Mapping[str, _Rule]] = {"never_features": _columns, "private": _columns}
_MLFLOW_RULES: Final[Mapping[str, _Rule]] = {"tracking_uri": _server}


def load_settings(root: Path) -> Settings:
    """Read the settings of the project in `root`.

    Raises
    ------
    ProjectError
        There is no ``forebay.toml``, it is no TOML, or keys or values are wrong: all of them.

    """
    path = root / FILE_NAME
    if not path.is_file():
        raise ProjectError.of(
            "no-project",
            f'no {FILE_NAME} in "{root}"',
            hint="run it in a project's folder, or make a project: forebay init DIR.",
        )
    return parse_settings(_decode(path.read_bytes()), root.resolve().name)


def parse_settings(text: str, folder: str) -> Settings:
    """Return the settings that a text gives; `folder` is the name of a project without one.

    Examples
    --------
    >>> parse_settings('publish = "all"', "shop").publish
    'all'

    """
    source = Source(FILE_NAME, text)
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProjectError(_syntax(source, str(error))) from error
    environments = found.pop("env", {})
    datasets = found.pop("datasets", {})
    serve = found.pop("serve", {})
    mlflow = found.pop("mlflow", {})
    columns = found.pop("columns", {})
    problems = _check(source, found, _RULES, "")
    if isinstance(serve, dict):
        problems += _check(source, serve, _SERVE_RULES, "serve")
    else:
        problems.append(_wrong(source, "serve", "", "needs a section [serve]"))
    if not isinstance(environments, dict):
        problems.append(_wrong(source, "env", "", "needs sections such as [env.prod]"))
        environments = {}
    for name, section in environments.items():
        if isinstance(section, dict):
            problems += _check(source, section, _ENVIRONMENT_RULES, f"env.{name}")
        else:
            problems.append(_wrong(source, name, "env", f"needs a section [env.{name}]"))
    if isinstance(mlflow, dict):
        problems += _check(source, mlflow, _MLFLOW_RULES, "mlflow")
    else:
        problems.append(_wrong(source, "mlflow", "", "needs a section [mlflow]"))
    if isinstance(columns, dict):
        problems += _check(source, columns, _COLUMN_RULES, "columns")
    else:
        problems.append(_wrong(source, "columns", "", "needs a section [columns]"))
    problems += _check_datasets(source, datasets, str(found.get("dialect", "duckdb")))
    problems += _shared(source, found)
    if problems:
        raise ProjectError(*problems)
    settings = _settings(found, environments, folder)
    uri = mlflow.get("tracking_uri", "")
    rules = ColumnRules(**{name: tuple(listed) for name, listed in columns.items()})
    return replace(settings, datasets=MappingProxyType(datasets), mlflow_uri=uri, columns=rules)


def _check_datasets(source: Source, datasets: object, dialect: str) -> list[Problem]:
    if not isinstance(datasets, dict):
        return [_wrong(source, "datasets", "", "needs a section [datasets]")]
    problems = [
        _wrong(source, name, "datasets", wrong)
        for name, value in datasets.items()
        if (wrong := _dataset(name, value))
    ]
    if datasets and dialect != "bigquery":
        hint = 'set dialect = "bigquery", or take it out: names are those of the nodes.'
        problems.append(
            Problem(
                "bad-setting",
                'section [datasets] is for dialect "bigquery"',
                _place(source, "datasets", ""),
                hint=hint,
            )
        )
    return problems


def _dataset(name: str, value: object) -> str:
    if not all(part.strip() for part in name.split(".")) or "." not in name:
        return 'needs quotes around its name: "project.dataset.table"'
    if not isinstance(value, str) or not value.strip():
        return "needs a file, a folder ended by a slash, or the name of a node"
    return _inside(value)


def _shared(source: Source, found: Mapping[str, object]) -> list[Problem]:
    """Ask for an environment by name where versions lie outside of the project's folder."""
    keys = [key for key in ("storage", "catalog") if isinstance(found.get(key), str)]
    remote = [key for key in keys if "://" in str(found[key])]
    outside = next((key for key in keys if _inside(found[key])), None)
    if remote:
        message = 'setting "{}" names a server, and only a local disk is supported yet'
        return [
            Problem(
                "not-supported",
                message.format(key),
                _place(source, key, ""),
                hint="name a folder of a local disk.",
            )
            for key in remote
        ]
    if outside is None or "default_env" in found:
        return []
    return [
        Problem(
            "bad-setting",
            f'setting "{outside}" leads out of the project, and "default_env" is not set',
            _place(source, outside, ""),
            detail="what several people share must not be built into by accident.",
            hint='say where a build without --env goes: default_env = "dev".',
        )
    ]


def _settings(
    found: dict[str, Any], environments: dict[str, dict[str, Any]], folder: str
) -> Settings:
    own = dict(found)
    paths = tuple(own.pop("paths", (".",)))
    return Settings(
        **{"name": folder, **own},
        paths=paths,
        environments={name: EnvironmentSettings(**own) for name, own in environments.items()},
    )


def _check(
    source: Source, found: Mapping[str, object], rules: Mapping[str, _Rule], section: str
) -> list[Problem]:
    problems = []
    for key, value in found.items():
        if key in rules:
            if wrong := rules[key](value):
                problems.append(_wrong(source, key, section, wrong))
        else:
            near = nearest(key, [*rules, *(() if section else ("columns", "env", "mlflow"))])
            problems.append(
                Problem(
                    "unknown-setting",
                    f'there is no setting "{key}"' + (f" in [{section}]" if section else ""),
                    _place(source, key, section),
                    detail=f"settings are: {', '.join(rules)}.",
                    hint=f'did you mean "{near}"?' if near else "",
                )
            )
    return problems


def _wrong(source: Source, key: str, section: str, wrong: str) -> Problem:
    return Problem(
        "bad-setting",
        f'setting "{key}" {wrong}',
        _place(source, key, section),
        hint="docs/settings.md lists what each setting may be.",
    )


def _place(source: Source, key: str, section: str) -> Span:
    """Return the span of a key; tomllib keeps no places, so they are searched in the text."""
    start = 0
    if section:
        parts = r"\s*\.\s*".join(rf"[\"']?{re.escape(p)}[\"']?" for p in section.split("."))
        header = re.search(rf"^\s*\[\s*{parts}\s*\]", source.text, re.MULTILINE)
        start = header.end() if header else 0
    word = re.escape(key)
    found = re.compile(rf"^[ \t]*\[?[ \t]*[\"']?({word})\b", re.MULTILINE).search(
        source.text, start
    )
    if found is None:
        found = re.compile(rf"\b({word})\b").search(source.text)
    return Span(source, *found.span(1)) if found else source.whole().part(0, 0)


def _syntax(source: Source, words: str) -> Problem:
    place = re.search(r"\(at line (\d+), column (\d+)\)", words)
    message = re.sub(r"\s*\(at [^)]*\)$", "", words)
    if place is None:
        end = len(source.text)
        return Problem(
            "bad-toml",
            _lower(message),
            Span(source, end, end),
            hint="TOML writes name = 'text', name = 3 and [section].",
        )
    lines = source.text.split("\n")
    start = sum(len(line) + 1 for line in lines[: int(place[1]) - 1]) + int(place[2]) - 1
    return Problem(
        "bad-toml",
        _lower(message),
        Span(source, start, start + 1),
        hint="TOML writes name = 'text', name = 3 and [section].",
    )


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ProjectError.of(
            "bad-encoding",
            f'file "{FILE_NAME}" is not UTF-8: byte 0x{data[error.start]:02x} at {error.start}',
            hint="save it as UTF-8.",
        ) from error
