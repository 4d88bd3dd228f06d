"""The commands beside ``build``, each on a small project that was built."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import duckdb
import pytest

from forebay.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], built: Path):
    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["-C", str(built), *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_sql_prints_aligned_rows_and_their_number(run) -> None:
    found = run("sql", "SELECT carrier, distance FROM departures ORDER BY distance")

    assert found == (0, "carrier  distance\nUA            100\nUA            300\n(2 rows)\n", "")


def test_sql_gives_csv_and_json_lines(run) -> None:
    query = "SELECT id, NULL AS note FROM departures ORDER BY id"

    assert run("sql", query, "--format", "csv")[1] == "id,note\n1,\n3,\n"
    assert run("--json", "sql", query)[1] == '{"id": 1, "note": null}\n{"id": 3, "note": null}\n'


@pytest.mark.parametrize("ending", ["csv", "parquet", "json"])
def test_sql_writes_a_file_in_the_format_of_its_name(run, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"out.{ending}"

    code, out, _ = run("sql", "SELECT * FROM departures", "-o", str(target))

    assert (code, out) == (0, f"done: rows=2 file={target}\n")
    assert duckdb.sql(f"SELECT count(*) FROM '{target}'").fetchall() == [(2,)]


def test_sql_reads_a_query_from_a_file(run, built: Path) -> None:
    (built / "q.txt").write_text("SELECT 1 AS one -- a comment")

    assert run("sql", "-f", str(built / "q.txt"))[1] == "one\n  1\n(1 row)\n"


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["SELECT * FROM departurs"], "error[unknown-table]"),
        (["SELECT distnace FROM departures"], "error[unknown-column]"),
        (["SELECT 1; SELECT 2"], "error[several-statements]"),
        (["CREATE TABLE t AS SELECT 1"], "error[not-a-query]"),
        (["SELECT * FROM ML.PREDICT(MODEL m, TABLE departures)"], "error["),
        ([], "error[bad-arguments]"),
        (["SELECT 1", "-f", "x.sql"], "error[bad-arguments]"),
        (["SELECT 1", "--format", "parquet"], "error[bad-arguments]"),
        (["SELECT 1", "-o", "rows.txt"], "error[bad-arguments]"),
    ],
)
def test_a_query_that_cannot_be_answered_is_an_error_of_our_form(run, arguments, name) -> None:
    code, out, err = run("sql", *arguments)

    assert (code, out) == (2, "")
    assert name in err
    assert err.splitlines()[-1] == "invalid: 1 error, nothing was run"


def test_plan_names_what_changed(run, built: Path) -> None:
    table = built / "tables" / "departures.sql"
    table.write_text(table.read_text().replace("distance FROM", "distance * 2 AS distance FROM"))

    code, out, _ = run("plan")

    assert code == 0
    assert re.search(r"^  build  departures  SQL changed", out, re.MULTILINE)
    assert out.splitlines()[-1] == "Run `forebay build --env dev` to do this."


def test_plan_after_a_changed_comment_has_nothing_to_do(run, built: Path) -> None:
    table = built / "tables" / "departures.sql"
    table.write_text(f"-- a new comment\n{table.read_text()}")

    assert run("plan")[1].splitlines()[-1] == "nothing to do"


def test_test_tells_how_many_were_found_and_what_differs(run, built: Path) -> None:
    path = built / "tests" / "departures.sql"
    path.write_text(path.read_text().replace("(VALUES (1, 10))", "(VALUES (1, 11))"))

    code, out, _ = run("test")

    assert code == 1
    assert "FAILED  test one_row" in out
    assert "distance  11        10" in out
    assert out.splitlines()[-2:] == ["1 of 1 test failed", "failed: tests=1 passed=0 failed=1"]


def test_a_project_without_tests_is_told_so(run, built: Path) -> None:
    (built / "tests" / "departures.sql").unlink()

    code, out, _ = run("test")

    assert code == 0
    assert "no tests were found" in out
    assert out.splitlines()[-1] == "done: tests=0 passed=0 failed=0"


def test_ls_shows_what_a_selector_means(run) -> None:
    assert [line.split()[0] for line in run("ls")[1].splitlines()] == [
        "name",
        "flights",
        "departures",
    ]
    assert [n["name"] for n in json.loads(run("--json", "ls", "flights")[1])["nodes"]] == [
        "flights"
    ]
    assert run("ls", "nothing")[0] == 2


def test_show_and_why_tell_of_one_node(run) -> None:
    shown = run("show", "departures")[1]
    why = run("why", "departures")[1]

    assert shown.startswith("departures: table, tables/departures.sql:1\n")
    assert "departures@1, run 1, " in shown
    assert "  distance  BIGINT" in shown
    assert "a build would: keep, unchanged" in why
    assert '  hint: did you mean "departures"?' in run("show", "depatures")[2].splitlines()


def test_runs_lists_the_newest_first(run) -> None:
    run("-q", "build")

    lines = run("runs")[1].splitlines()

    assert [line.split()[0] for line in lines] == ["run", "2", "1"]
    assert "done: built=2" in lines[2]


def test_a_rollback_goes_back_and_pins_and_a_promotion_goes_forth(run, built: Path) -> None:
    """SEMANTICS 3."""
    table = built / "tables" / "departures.sql"
    table.write_text(table.read_text().replace("id, carrier,", "id, lower(carrier) AS carrier,"))
    run("-q", "build")

    back = run("rollback", "departures", "--reason", "codes are upper case")
    held = run("build")
    forth = run("promote", "departures@2", "--reason", "it was right")

    assert back[:2] == (0, "departures@2 -> departures@1, pinned\ndone: 1 name rolled back\n")
    assert "held    departures" in held[1]
    assert forth[:2] == (0, "done: departures@2 is live\n")


def test_decisions_need_a_reason_and_a_name(run) -> None:
    assert run("rollback", "departures")[0] == 2
    assert run("rollback", "--reason", "x")[0] == 2
    assert run("rollback", "a", "--run", "1", "--reason", "x")[0] == 2
    assert run("promote", "departures@1")[0] == 2
    assert run("promote", "departures", "--reason", "x")[0] == 2


def test_verify_builds_again_and_finds_the_same(run) -> None:
    code, out, _ = run("verify")

    assert code == 0
    assert out.splitlines()[-1] == "done: same=2 different=0"


def test_gc_tells_what_it_deleted(run) -> None:
    code, out, _ = run("gc")

    assert (code, out) == (0, "done: deleted=0 versions marked=0 freed=0.0 MB\n")


def test_attach_writes_a_file_that_another_duckdb_reads(run, built: Path) -> None:
    code, out, _ = run("attach")

    assert (code, out) == (0, f"done: wrote {built / 'small.duckdb'}\n")
    with duckdb.connect(str(built / "small.duckdb"), read_only=True) as connection:
        assert connection.sql("SELECT count(*) FROM departures").fetchall() == [(2,)]


def test_models_of_a_project_without_models_are_none(run) -> None:
    assert run("models")[:2] == (0, "no model was trained yet\n")
    assert json.loads(run("--json", "models")[1]) == {"v": 1, "event": "models", "versions": []}


def test_check_says_what_it_leaves_to_the_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "forebay.toml").write_text('name = "p"\n')
    (tmp_path / "p.csv").write_text("id,spent,bought\n1,2.5,1\n2,3.5,0\n")
    (tmp_path / "m.sql").write_text(
        "CREATE EXTERNAL TABLE people (id BIGINT, spent DOUBLE, bought BIGINT)"
        " OPTIONS (uris = ['p.csv']);\n"
        "CREATE MODEL buys OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['bought'])\n"
        "KEY (id) PREDICT AT NONE AS SELECT id, spent - avg(spent) OVER () AS f, bought"
        " FROM people;"
    )
    left = [{"model": "buys", "feature": "f", "place": "m.sql:3:48"}]
    for _ in range(2):  # found, and read back
        assert main(["-C", str(tmp_path), "check"]) == 0
        told = capsys.readouterr().out
        assert 'whether "buys" may learn from "f" (m.sql:3:48): forebay build' in told
        assert main(["-C", str(tmp_path), "--json", "check"]) == 0
        assert json.loads(capsys.readouterr().out.splitlines()[-1])["left_to_build"] == left


def test_init_makes_a_project_from_files_that_checks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    rows = "\n".join(f"{n},{'AU'[n % 2]}A,{n * 7 % 100}" for n in range(200))
    (tmp_path / "flights.csv").write_text(f"id,carrier,distance\n{rows}\n")

    made = main(["init", "new", "--from", "flights.csv"])
    told = capsys.readouterr().out.splitlines()
    checked = main(["-C", "new", "check"])

    assert (made, checked) == (0, 0)
    assert "wrote   new/forebay.toml" in told
    assert told[-1].startswith("done: files=")


def test_init_takes_files_or_an_example_but_not_both(capsys) -> None:
    code = main(["init", "new", "--from", "x.csv", "--example", "flights"])

    assert code == 2
    assert "error[bad-arguments]" in capsys.readouterr().err


WRITERS = {
    "sql": ("sql", "SELECT 1 AS x", "--format", "csv", "-o"),
    "report": ("report", "-o"),
    "attach": ("attach",),
}


@pytest.mark.parametrize("command", WRITERS.values(), ids=WRITERS)
def test_a_file_in_a_folder_that_is_not_there_is_an_error_and_makes_no_folder(
    run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    folder = tmp_path / "misspelt"

    code, out, err = run(*command, str(folder / "file"))

    assert (code, out, folder.exists()) == (2, "", False)
    assert "error[file-not-written]" in err
    assert f'there is no folder "{folder}"' in err


@pytest.mark.parametrize("command", WRITERS.values(), ids=WRITERS)
def test_a_folder_is_no_file_to_write(run, tmp_path: Path, command: tuple[str, ...]) -> None:
    code, out, err = run(*command, str(tmp_path))

    assert (code, out) == (2, "")
    assert err.splitlines()[-1] == "invalid: 1 error, nothing was run"


@pytest.mark.parametrize("command", WRITERS.values(), ids=WRITERS)
def test_a_file_below_a_file_cannot_be_written(run, built: Path, command: tuple[str, ...]) -> None:
    code, out, err = run(*command, str(built / "forebay.toml" / "file"))

    assert (code, out) == (2, "")
    assert "is a file, not a folder" in err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nothing.sql", "cannot be read"),
        (".", "cannot be read"),
        ("latin.sql", "is not UTF-8 text"),
    ],
)
def test_a_file_of_sql_that_cannot_be_read_is_a_wrong_argument(
    run, tmp_path: Path, name: str, said: str
) -> None:
    (tmp_path / "latin.sql").write_bytes("SELECT '\u00e9'".encode("latin-1"))
    code, out, err = run("sql", "-f", str(tmp_path / name))
    assert code == 2
    assert said in out + err
