"""The catalogue of bad inputs (reliability 7, parts A to D): what a person sees.

Each case is a small project that the command line builds. What is stated is the exit code, the
name of the error or warning, the words that its text holds, the first word of the last line; and
that there is never a traceback. tests/engine/test_bad_inputs_files.py looks at the reading itself.
"""

from __future__ import annotations

import runpy
from pathlib import Path

import duckdb
import pytest

from forebay.cli import main

TABLES = ("files", "values", "tables", "training")
CASES = [
    case
    for name in TABLES
    for case in runpy.run_path(str(Path(__file__).with_name(f"{name}.py")))["CASES"]
]
LAST_WORDS = {0: "done", 1: "failed", 2: "invalid", 3: "failed", 4: "refused"}
ENGINE = int(duckdb.__version__.split(".")[0])
SOURCE = "CREATE EXTERNAL TABLE a OPTIONS (uris = ['data/a.csv']);"


def write(root, files):
    """Write the files of a project; texts or bytes."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def build(root, capsys):
    """Build by the command line; return the exit code, all that was said, the last lines."""
    code = main(["-C", str(root), "build"])
    told = capsys.readouterr()
    lasts = [(s.strip().splitlines() or [""])[-1] for s in (told.out, told.err)]
    return code, told.out + told.err, lasts


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_a_bad_input_has_its_stated_outcome(case, tmp_path, capsys):
    if case.get("engine", 0) > ENGINE:
        pytest.skip("this engine gives a value where newer ones refuse")
    root = tmp_path / "p"
    files = {"source.sql": case.get("source", SOURCE), "data/a.csv": case.get("csv", "a,b\n1,2\n")}
    settings = f'name = "p"\nthreads = 1\n{case.get("settings", "")}'
    write(root, {"forebay.toml": settings, **files, **case.get("files", {})})
    if case.get("link"):
        (root / "data/a.csv").rename(tmp_path / "outside.csv")
        (root / "data/a.csv").symlink_to(tmp_path / "outside.csv")
    if "then" in case:
        assert build(root, capsys)[0] == 0
        write(root, case["then"])

    code, text, lasts = build(root, capsys)

    expected = case.get("exit", 0)
    assert code == expected, text
    assert "Traceback" not in text
    assert "error[bug]" not in text
    assert LAST_WORDS[expected] in [last.split(":")[0] for last in lasts], text
    if "error" in case:
        kind = f"[{case['error']}]"
        assert f"error{kind}" in text or f"warning{kind}" in text, text
    assert [word for word in case.get("says", []) if word not in text] == [], text
    assert case.get("silent", "error[bug]") not in text, text
    if "rows" in case:
        assert main(["-C", str(root), "sql", case["rows"], "--format", "csv"]) == 0
        assert capsys.readouterr().out.split("\n", 1)[1].strip() == case["gives"]


def test_26_a_file_that_grows_while_it_is_read(tmp_path, capsys, monkeypatch):
    """SEMANTICS 13."""
    from forebay.build import read_files

    root = tmp_path / "p"
    write(root, {"forebay.toml": 'name = "p"\n', "s.sql": SOURCE, "data/a.csv": "a\n1\n"})
    read_source = read_files.read_source

    def slowly(*arguments, **named):
        found = read_source(*arguments, **named)
        with (root / "data/a.csv").open("a") as file:
            file.write("2\n")
        return found

    monkeypatch.setattr(read_files, "read_source", slowly)

    code, text, lasts = build(root, capsys)

    assert code == 3
    assert "error[source-changed]" in text
    assert "s.sql:1" in text
    assert lasts[0].startswith("failed:")


@pytest.mark.slow_size
def test_65_ten_thousand_columns_are_read_checked_and_joined(tmp_path, capsys):
    n_columns, n_rows = 10_000, 200
    names = ",".join(f"c{i}" for i in range(n_columns))
    cells = ",".join(f"{i}.5" for i in range(n_columns - 1))
    rows = "".join(f"{row},{cells}\n" for row in range(n_rows))
    table = "CREATE TABLE t (*, c0 PRIMARY KEY) AS SELECT a.* FROM a JOIN a AS b USING (c0);"
    write(
        tmp_path,
        {"forebay.toml": "", "s.sql": SOURCE, "t.sql": table, "data/a.csv": f"{names}\n{rows}"},
    )

    code, text, _ = build(tmp_path, capsys)

    assert code == 0, text
    main(["-C", str(tmp_path), "sql", "SELECT count(*), sum(c9999) FROM t", "--format", "csv"])
    assert capsys.readouterr().out.split("\n")[1] == f"{n_rows},{n_rows * 9998.5}"


# What the catalogue states and other work owns.
ELSEWHERE = {
    32: "the documents say how DuckDB orders NaN; joins on floats are the trust issue's lint",
    53: "a change of units is found by comparing ranges over time: the monitor issue",
    81: "series are the forecast issue",
    82: "series are the forecast issue",
}


def test_every_case_of_parts_a_to_d_is_here_or_says_where_it_is():
    here = {int(case["case"].split()[0]) for case in CASES} | {26}

    assert here & ELSEWHERE.keys() == set()
    assert here | ELSEWHERE.keys() == set(range(1, 83))
