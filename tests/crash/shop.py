"""A project that builds in a second, in two generations of data and SQL."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from forebay import connect
from forebay.build import BuildRequest, run
from forebay.catalog import read_live, verify_files

if TYPE_CHECKING:
    from pathlib import Path

    from forebay.build import Event, RunFinished

SETTINGS = 'name = "shop"\ndefault_env = "prod"\nthreads = 1\n'
SOURCE = """CREATE EXTERNAL TABLE visits (
  id BIGINT, pages BIGINT, channel VARCHAR, paid BIGINT
) OPTIONS (format = 'CSV', uris = ['visits.csv']);
"""
CLEAN = """CREATE TABLE clean_visits (*, id PRIMARY KEY,
  CONSTRAINT some_pages EXPECT (pages > 0) ON VIOLATION DROP ROW LIMIT 5 PERCENT
) AS
SELECT id, pages, channel, paid = 1 AS bought, '{mark}' AS generation FROM visits;
"""
CHANNELS = """CREATE TABLE per_channel AS
SELECT channel, count(*) AS n, '{mark}' AS generation FROM visits GROUP BY channel;
"""
MODEL = """CREATE MODEL converts
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['bought'])
KEY (id)
PREDICT AT NONE
STANDARDS (roc_auc >= 0.55 POINT)
AS SELECT id, pages, channel, bought FROM clean_visits;
"""
SCORED = """CREATE TABLE scored AS
SELECT id, generation, ML.PROBABILITY(predicted_bought_probs, TRUE) AS p
FROM ML.PREDICT(MODEL converts, (SELECT * FROM clean_visits));
"""
RELATIONS = ("visits", "clean_visits", "clean_visits__rejected", "per_channel", "scored")
NODES = frozenset({"visits", "clean_visits", "converts", "per_channel", "scored"})
OLD, NEW = "old", "new"


def write(root: Path, mark: str, rows: int = 1500) -> None:
    """Write the files of one generation; every node of the other differs."""
    root.mkdir(parents=True, exist_ok=True)
    files = {
        "forebay.toml": SETTINGS,
        "visits.sql": SOURCE,
        "clean_visits.sql": CLEAN.format(mark=mark),
        "per_channel.sql": CHANNELS.format(mark=mark),
        "converts.sql": MODEL,
        "scored.sql": SCORED,
        "visits.csv": _visits(rows, seed=1 if mark == OLD else 2),
    }
    for name, text in files.items():
        (root / name).write_text(text)


def _visits(rows: int, seed: int) -> str:
    draw = random.Random(seed)
    lines = ["id,pages,channel,paid"]
    for i in range(rows):
        pages = 0 if i < 5 else draw.randint(1, 20)
        channel = draw.choice(["mail", "search", "direct"])
        paid = int(draw.random() < 1 / (1 + 2.718 ** (3 - 0.3 * pages - (channel == "mail"))))
        lines.append(f"{i},{pages},{channel},{paid}")
    return "\n".join(lines) + "\n"


def build(root: Path) -> tuple[RunFinished, list[Event]]:
    """Build without any flag; return how it ended and what it told."""
    events: list[Event] = []
    return run(root, BuildRequest(), events.append), events


def seen(root: Path) -> dict[str, object]:
    """Return what a reader sees: every live row as a checksum, every file's bytes, a prediction."""
    state = read_live(root, "prod")
    assert set(state.versions) == NODES
    for version in state.versions.values():
        verify_files(root, (*version.files, *version.rejected), contents=True)
    sums = ", ".join(f"(SELECT [count(*), bit_xor(hash(t))] FROM {_rows(t)} t)" for t in RELATIONS)
    asked = "SELECT 1 AS id, 5 AS pages, 'mail' AS channel"
    with connect(root) as fb:
        row = fb.sql(f"SELECT *, {sums} FROM ML.PREDICT(MODEL converts, ({asked}))").fetchall()[0]
    tables = dict(zip(RELATIONS, row[-len(RELATIONS) :], strict=True))
    return {"converts": row[: -len(RELATIONS)], **tables}


def content_ids(root: Path) -> dict[str, str]:
    """Return the content id of everything that is live."""
    versions = read_live(root, "prod").versions
    return {key: version.content_id for key, version in versions.items()}


def _rows(relation: str) -> str:
    """Return what a generation fixes: dropped rows carry the number of the run, too."""
    return f"(SELECT * EXCLUDE (run) FROM {relation})" if "__" in relation else relation
