"""Open a session without a project."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from forebay.engine import ENGINES
from forebay.errors import ProjectError
from forebay.session.memory import MemorySession

if TYPE_CHECKING:
    from collections.abc import Mapping

_SETTINGS: Final = 'name = "session"\npaths = ["sql"]\ndefault_env = "dev"\n'


def open_memory(env: str | None, dialect: str, datasets: Mapping[str, str]) -> MemorySession:
    """Return a session whose project is a temporary folder that goes with it.

    Raises
    ------
    ProjectError
        ``not-supported`` for another dialect; ``bad-arguments`` for datasets without BigQuery's.

    """
    if dialect not in ENGINES:
        raise ProjectError.of(
            "not-supported",
            f'dialect "{dialect}" is not supported',
            hint=f"there are {' and '.join(ENGINES)}.",
        )
    if datasets and dialect != "bigquery":
        raise ProjectError.of(
            "bad-arguments",
            'datasets are for dialect "bigquery"',
            hint='connect(dialect="bigquery", datasets=...).',
        )
    root = Path(tempfile.mkdtemp(prefix="forebay-session-"))
    (root / "sql").mkdir()
    (root / "data").mkdir()
    if dialect == "duckdb":
        (root / "forebay.toml").write_text(_SETTINGS)
        return MemorySession(root, env=env)
    from forebay.session.bigquery_session import BigQuerySession
    from forebay.session.session_datasets import dataset_settings

    try:
        section = dataset_settings(root, datasets)
        (root / "forebay.toml").write_text(f'{_SETTINGS}dialect = "bigquery"\n{section}')
        return BigQuerySession(root, env=env)
    except BaseException:
        shutil.rmtree(root, ignore_errors=True)
        raise
