"""Opening DuckDB: the versions that are accepted, and the settings that close every other door."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from forebay.engine.duckdb_errors import translate
from forebay.engine.quote import literal
from forebay.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

# ASOF joins of 1.5 match rows whose time is NULL, without a word. 1.4 loses committed rows when the
# disk fills during a checkpoint (duckdb/duckdb#9667, spiceai/spiceai#13985).
FLOOR = (2, 0, 0)
_BYTES = {"bytes": 1, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a connection may use and touch.

    Parameters
    ----------
    threads
        At least 1.
    memory_limit
        DuckDB's text (``4GB``); None leaves DuckDB's own default, 80 % of the machine.
    directories
        Everything below them can be read and written; everything else cannot.
    spill
        Where the engine puts what does not fit into memory; None: nowhere.
    spill_at
        The megabytes from which on the engine spills, if that is less than it may use; None: all
        that it may use.

    """

    threads: int = 1
    memory_limit: str | None = None
    directories: Sequence[Path] = ()
    spill: Path | None = None
    spill_at: int | None = None


def check_version(version: str) -> None:
    """Raise EngineError if this DuckDB is older than the oldest one that keeps its data.

    Examples
    --------
    >>> check_version("2.0.0")
    >>> check_version("1.5.6")
    Traceback (most recent call last):
        ...
    forebay.errors.forebay_error.EngineError: error[engine-too-old]: DuckDB 1.5.6 is too old
      detail: before 2.0.0 an ASOF JOIN can give a row without a time those of others.
      hint: install a newer one: pip install 'duckdb>=2.0.0'

    """
    numbers = tuple(int(n) for n in re.findall(r"\d+", version)[:3])
    if numbers < FLOOR:
        floor = ".".join(map(str, FLOOR))
        raise EngineError.of(
            "engine-too-old",
            f"DuckDB {version} is too old",
            detail=f"before {floor} an ASOF JOIN can give a row without a time those of others.",
            hint=f"install a newer one: pip install 'duckdb>={floor}'",
        )


def open_connection(limits: Limits) -> duckdb.DuckDBPyConnection:
    """Return an in-memory DuckDB that reads and writes below the given directories only.

    Settings are global, so that cursors share them, and locked, so that no SQL can change them.
    """
    check_version(duckdb.__version__)
    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "allow_community_extensions": "false",
        "python_enable_replacements": "false",
        "threads": str(limits.threads),
        "preserve_insertion_order": "true",
    }
    if limits.memory_limit:
        config["memory_limit"] = limits.memory_limit
    try:
        connection = duckdb.connect(":memory:", config=config)
    except duckdb.Error as error:
        raise translate(error) from error
    try:
        if limits.spill_at is not None and limits.spill_at < _usable(connection):
            connection.execute(f"SET GLOBAL memory_limit = '{limits.spill_at}MB'")
        for statement in _settings(limits):
            connection.execute(statement)
    except duckdb.Error as error:
        connection.close()
        raise translate(error) from error
    return connection


def _usable(connection: duckdb.DuckDBPyConnection) -> float:
    """Return the engine's own limit in megabytes: it knows of what a container may use."""
    row = connection.execute("SELECT current_setting('memory_limit')").fetchone()
    number, unit = str(row[0]).split() if row else ("0", "bytes")
    return float(number) * _BYTES.get(unit, 0) / 1e6


def _settings(limits: Limits) -> list[str]:
    spill = str(limits.spill.resolve()) if limits.spill else ""
    directories = [str(path.resolve()) for path in limits.directories]
    return [
        "SET GLOBAL TimeZone = 'UTC'",
        "SET GLOBAL default_null_order = 'nulls_last'",
        "SET GLOBAL errors_as_json = true",
        "SET enable_progress_bar = true",
        "SET enable_progress_bar_print = false",
        f"SET GLOBAL temp_directory = {literal(spill)}",
        f"SET GLOBAL allowed_directories = {literal(directories)}",
        # External access goes off after the directories are known, the lock comes last.
        "SET GLOBAL enable_external_access = false",
        "SET GLOBAL lock_configuration = true",
    ]
