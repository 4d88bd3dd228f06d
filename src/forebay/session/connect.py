"""Open a project folder, or a project in memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from forebay.errors import ProjectError
from forebay.session.session import Session

if TYPE_CHECKING:
    from os import PathLike


def connect(
    path: str | PathLike[str] | None = None, *, env: str | None = None, dialect: str = "duckdb"
) -> Session:
    """Return a session on a project, or without a path one in memory.

    In a project, ``sql`` answers queries over what is live and ``build`` builds; statements that
    define something belong in the project's files. In memory, statements run in order, each CREATE
    being built, checked and judged at once (SEMANTICS rule 37).

    Parameters
    ----------
    path
        The folder of a project.
    env
        The environment to read and build; None means the settings' ``default_env``.
    dialect
        ``duckdb``. BigQuery scripts come with a later version.

    Raises
    ------
    ProjectError
        ``not-supported`` for another dialect; ``no-project`` if the folder is none.

    Examples
    --------
    >>> with connect() as fb:
    ...     fb.sql("CREATE TABLE squares AS SELECT n, n * n AS sq FROM range(4) t(n)")
    ...     fb.sql("SELECT max(sq) FROM squares").fetchone()
    <forebay: done: built=1 kept=0 trained=0 refused=0 checks_ok=0 warn=0 failed=0>
    (9,)

    """
    if dialect != "duckdb":
        raise ProjectError.of(
            "not-supported",
            f'dialect "{dialect}" is not supported',
            hint="statements and ML functions are BigQuery ML's, SELECT bodies are DuckDB SQL.",
        )
    if path is None:
        from forebay.session.memory import open_memory

        return open_memory(env)
    return Session(Path(path), env=env)
