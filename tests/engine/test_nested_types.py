# ruff: noqa: E501 - a line a case
"""Objects and lists in JSON lines have types of their own where all lines agree."""

from __future__ import annotations

import pytest

from forebay.session import connect


def read(tmp_path, monkeypatch, lines):
    (tmp_path / "a.jsonl").write_text("".join(line + "\n" for line in lines))
    monkeypatch.chdir(tmp_path)
    with connect() as fb:
        fb.sql("CREATE EXTERNAL TABLE a OPTIONS (format = 'JSON', uris = ['a.jsonl'])")
        answer = fb.sql("SELECT v FROM a ORDER BY id")
        return answer.types[0], [row[0] for row in answer.fetchall()]


@pytest.mark.parametrize(
    ("values", "kind", "rows"),
    [
        (['{"b": 1}', "null", '{"b": 2, "c": "x"}'], "STRUCT(b BIGINT, c VARCHAR)",
         [{"b": 1, "c": None}, None, {"b": 2, "c": "x"}]),
        (['{"b": {"c": [1, 2.5]}}', '{"b": null}'], "STRUCT(b STRUCT(c DOUBLE[]))",
         [{"b": {"c": [1.0, 2.5]}}, {"b": None}]),
        (['[{"k": "a", "v": true}]', "[]"], "STRUCT(k VARCHAR, v BOOLEAN)[]", [[{"k": "a", "v": True}], []]),
        (['{"odd \\"name": 1}', "{}"], 'STRUCT("odd ""name" BIGINT)', [{'odd "name': 1}, {'odd "name': None}]),
        # No one type: it stays JSON, and nothing is lost.
        (['{"b": 1}', '{"b": "x"}'], "JSON", ['{"b":1}', '{"b":"x"}']),
        (['{"b": 1}', "[1]"], "JSON", ['{"b":1}', "[1]"]),
        (['{"b": 1, "B": 2}'], "JSON", ['{"b":1,"B":2}']),
        # Beside 1.5 it would become 9007199254740992.
        (['{"b": 9007199254740993}', '{"b": 1.5}'], "JSON", ['{"b":9007199254740993}', '{"b":1.5}']),
        (['{"b": 18446744073709551615}'], "JSON", ['{"b":18446744073709551615}']),
    ],
)  # fmt: skip
def test_a_column_of_objects_has_the_type_of_all_of_them(tmp_path, monkeypatch, values, kind, rows):
    lines = [f'{{"id": {i}, "v": {value}}}' for i, value in enumerate(values)]

    assert read(tmp_path, monkeypatch, lines) == (kind, rows)
