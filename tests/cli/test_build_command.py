"""Whole commands on a small project, as a person runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from forebay.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def test_check_counts_what_it_found(project: Path, capsys) -> None:
    code = main(["-C", str(project), "check"])

    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert lines[:2] == ["1 source    flights", "1 table     departures"]
    assert lines[-1].startswith("done: nodes=2 asserts=1 tests=1 warn=0 seconds=")


def test_every_mistake_of_every_file_is_told_at_once_and_nothing_runs(
    project: Path, capsys
) -> None:
    (project / "tables" / "a.sql").write_text("CREATE TABLE a AS SELECT distnace FROM flights;")
    (project / "tables" / "b.sql").write_text("CREAT TABLE b AS SELECT 1;")

    code = main(["build", "-C", str(project)])

    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert 'hint: did you mean "distance"?' in err
    assert 'hint: did you mean "CREATE"?' in err
    assert err.splitlines()[-1] == "invalid: 2 errors in 2 files, nothing was run"
    assert not (project / ".forebay" / "tables").exists()


def test_a_build_tells_rows_in_out_and_dropped_and_a_second_one_does_nothing(
    project: Path, capsys
) -> None:
    first = main(["-C", str(project), "build"])
    told = capsys.readouterr().out
    second = main(["-C", str(project), "build"])
    again = capsys.readouterr().out.splitlines()

    assert (first, second) == (0, 0)
    assert "1 of 3 rows went to departures__rejected (33.3 %), limit 50 percent" in told
    assert "3 in, 2 out, 1 dropped" in told
    assert "live now: flights, departures" in told
    assert again[-1].startswith("done: built=0 kept=2 ")


def test_a_failed_check_holds_data_back_and_exits_with_one(project: Path, capsys) -> None:
    table = project / "tables" / "departures.sql"
    table.write_text(table.read_text().replace("> 1 AS", "> 1000 AS"))

    code = main(["-q", "-C", str(project), "build"])

    out = capsys.readouterr().out
    assert code == 1
    assert "FAILED  assert a normal load  tables/departures.sql:4:1" in out
    assert out.splitlines()[-1].startswith("failed: ")


def test_with_json_each_event_is_a_line_and_the_last_one_is_the_summary(
    project: Path, capsys
) -> None:
    code = main(["--json", "-C", str(project), "build"])

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 0
    assert {line["v"] for line in lines} == {1}
    assert lines[0]["event"] == "run_started"
    assert (lines[-1]["event"], lines[-1]["built"]) == ("run_finished", 2)
    assert lines[-1]["last_line"].startswith("done: built=2 ")


def test_a_build_with_nothing_to_do_imports_neither_engine_nor_parser(project: Path) -> None:
    """SEMANTICS 38."""
    main(["-q", "-C", str(project), "build"])
    code = f"""import sys
from forebay.cli import main
assert main(["-q", "-C", {str(project)!r}, "build"]) == 0
print(sorted({{"duckdb", "sqlglot", "numpy", "lightgbm", "nanoarrow"}} & sys.modules.keys()))"""

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout.splitlines()[-1] == "[]"
