"""What holds for every test."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import settings

# Before any library reads them. One thread: results do not depend on the machine, and a busy one
# is not made slower by threads that wait for each other.
os.environ["OMP_NUM_THREADS"] = "1"
os.environ["OPENBLAS_NUM_THREADS"] = "1"
# Far from UTC and off the full hour: what takes the machine's clock for the project's shows.
os.environ["TZ"] = "Asia/Kathmandu"
time.tzset()

# Time says nothing on a shared machine; a failure prints how to repeat it.
settings.register_profile("forebay", deadline=None, print_blob=True)
settings.load_profile("forebay")


@pytest.fixture(autouse=True)
def _plain_output(monkeypatch):
    """Give every test the same terminal: none, without colour, of the same width."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")


def pytest_terminal_summary(terminalreporter):
    """Print the rates that slow statistical tests recorded, wherever they ran."""
    found = [
        (report.nodeid.split("::", 1)[1], report.user_properties)
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
        if report.when == "call" and "slow_statistics" in report.keywords
    ]
    if found:
        terminalreporter.section("rates")
    for name, rates in sorted(found):
        terminalreporter.write_line(f"{name}: {', '.join(f'{n} {rate}' for n, rate in rates)}")
