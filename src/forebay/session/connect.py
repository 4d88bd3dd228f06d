"""Open a project folder, or a project in memory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from forebay.errors import ProjectError
from forebay.session.open_memory import open_memory
from forebay.session.session import Session

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike


def connect(
    path: str | PathLike[str] | None = None,
    *,
    env: str | None = None,
    dialect: str | None = None,
    datasets: Mapping[str, str] | None = None,
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
        ``duckdb`` or ``bigquery``: whose SQL the queries are in. None means the project's own, and
        ``duckdb`` in memory, where ``bigquery`` also runs scripts.
    datasets
        In memory, with ``bigquery``: by ``project.dataset.table`` a file, by ``project.dataset`` a
        folder ended by a slash, or the name of a node.

    Raises
    ------
    ProjectError
        ``not-supported`` for another dialect; ``no-project`` if the folder is none;
        ``bad-arguments`` for what belongs in the project's settings.

    Examples
    --------
    >>> with connect() as fb:
    ...     fb.sql("CREATE TABLE squares AS SELECT n, n * n AS sq FROM range(4) t(n)")
    ...     fb.sql("SELECT max(sq) FROM squares").fetchone()
    <forebay: done: built=1 kept=0 trained=0 refused=0 checks_ok=0 warn=0 failed=0>
    (9,)
    >>> with connect(dialect="bigquery") as fb:
    ...     fb.sql("DECLARE n INT64 DEFAULT 3; SELECT n / 2, IF(n > 2, 'more', 'less')").fetchone()
    (1.5, 'more')

    """
    if path is None:
        return open_memory(env, dialect or "duckdb", datasets or {})
    session = Session(Path(path), env=env)
    if dialect not in {None, session.settings.dialect} or datasets:
        raise ProjectError.of(
            "bad-arguments",
            "a project's dialect and datasets stand in its settings",
            hint='write dialect = "bigquery" and [datasets] in forebay.toml.',
        )
    return session
