"""A source may refer to another one, which is read before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.build import BuildRequest, run

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = """
CREATE EXTERNAL TABLE b (id BIGINT, a_id BIGINT REFERENCES a (id)) OPTIONS (uris = ['b.csv']);
CREATE EXTERNAL TABLE a (id BIGINT PRIMARY KEY) OPTIONS (uris = ['a.csv']);
"""


def test_a_source_that_refers_to_another_is_checked_against_it_and_again_when_it_changes(
    tmp_path: Path,
) -> None:
    (tmp_path / "forebay.toml").write_text('name = "r"\n')
    (tmp_path / "s.sql").write_text(SOURCES)
    (tmp_path / "a.csv").write_text("id\n1\n2\n")
    (tmp_path / "b.csv").write_text("id,a_id\n1,1\n2,3\n")

    first = run(tmp_path, BuildRequest(), [].append)
    assert (first.outcome, first.built, first.failed) == ("failed", 1, 1)

    (tmp_path / "a.csv").write_text("id\n1\n3\n")
    second = run(tmp_path, BuildRequest(), [].append)
    assert (second.outcome, second.built) == ("done", 2)
