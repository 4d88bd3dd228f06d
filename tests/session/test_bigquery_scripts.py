# ruff: noqa: E501 - a line a case
"""Scripts as people write them for BigQuery ML, over data that packages ship.

Each ends with a query. What it must give is published, or is computed here from the same file by
numpy or plain Python.
"""

from __future__ import annotations

import csv
import json
import statistics
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from forebay.session import connect

SCRIPTS = Path(__file__).parents[1] / "cases" / "bigquery" / "scripts"
DATA = Path(find_spec("statsmodels").origin).parent / "datasets"
DATASETS = {"bigquery-public-data.stats": "stats/", "shop.analytics.events": "events.jsonl"}


def table(name):
    with next(DATA.rglob(f"{name}.csv")).open() as file:
        return list(csv.DictReader(file))


def column(name, of, keep=lambda _: True):
    return np.array([float(row[of]) for row in table(name) if keep(row)])


def events():
    """Return rows of Fair's survey as events of a shop: nested, with repeated parameters."""
    made = []
    for user, row in enumerate(table("fair")[:300]):
        for number in range(int(float(row["children"])) + 2):
            page = {"string_value": f"/p{number % 3}", "int_value": None}
            seconds = {"string_value": None, "int_value": int(float(row["age"])) + number}
            params = [{"key": "page", "value": page}, {"key": "seconds", "value": seconds}]
            bought = float(row["age"]) > 30 and number == 0
            made.append(
                {
                    "user_id": f"u{user}",
                    "event_name": "purchase" if bought else "view",
                    "device": {
                        "category": "mobile" if user % 3 else "desktop",
                        "version": {"major": user % 5},
                    },
                    "event_params": params[: 1 + number % 2],
                }
            )
    return made


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scripts")
    (folder / "stats").mkdir()
    for name in [
        "elnino",
        "engel",
        "grunfeld",
        "macrodata",
        "nile",
        "sunspots",
        "fair",
        "heart",
        "longley",
        "randhie",
        "co2",
        "statecrime",
        "copper",
        "china_smoking",
        "modechoice",
    ]:
        target = folder if name == "modechoice" else folder / "stats"
        (target / f"{name}.csv").write_bytes(next(DATA.rglob(f"{name}.csv")).read_bytes())
    lines = "".join(json.dumps(event) + "\n" for event in events())
    (folder / "events.jsonl").write_text(lines)
    return folder


def food_budget():
    income, food = column("engel", "income"), column("engel", "foodexp")
    slope, base = np.polyfit(income, food, 1)  # statsmodels says 0.4852 and 147.4754
    quarters = np.array_split(np.argsort(income, kind="stable"), 4)
    shares = " ".join(f"{(food[q] / income[q]).mean():.2f}" for q in quarters)
    return [(round(slope, 3), round(base, 3), shares)]


def warm_water():
    names = [["JAN", "FEB", "MAR"], ["JUL", "AUG", "SEP"]]
    found = []
    for decade in (1950, 2000):
        rows = [row for row in table("elnino") if int(row["YEAR"]) // 10 * 10 == decade]
        values = [[float(row[name]) for row in rows for name in season] for season in names]
        means = [(pytest.approx(statistics.fmean(v), rel=1e-12), len(v)) for v in values]
        found.append((decade, *means[0], *means[1]))
    return found


def firms():
    found = []
    for number, firm in enumerate(("General Electric", "IBM"), 1):
        value, invest = (
            column("grunfeld", name, lambda row, firm=firm: row["firm"] == firm)
            for name in ("value", "invest")
        )
        found.append((firm, number, pytest.approx(np.polyfit(value, invest, 1)[0], abs=1e-6)))
    return found


def surgery():
    rows = [
        (float(r["survival"]), int(float(r["censors"])), float(r["age"])) for r in table("heart")
    ]
    ages = defaultdict(list)
    for survival, died, age in rows:
        ages["young" if age < 40 else "middle" if age < 50 else "old"].append(
            (max(survival, 1), died)
        )
    groups = {name: (len(of), sum(d for _, d in of)) for name, of in ages.items()}
    died = sum(d for _, d, _ in rows)
    # The row that was added counts all patients: it is one of the whole, and its group is too small.
    whole = (None, len(rows) + 1, died + len(rows))
    ordered = sorted(((n, *of) for n, of in groups.items()), key=lambda one: -one[1])
    return [(*whole, _median(r for of in ages.values() for r in of))] + [
        (name, n, d, _median(ages[name])) for name, n, d in ordered
    ]


def _median(rows):
    values = sorted(survival for survival, _ in rows)
    return values[(len(values) + 1) // 2 - 1]  # the first value up to which half of them are


def carbon_dioxide():
    means = defaultdict(list)
    for row in table("co2"):
        if row["co2"]:
            means[row["date"][:6]].append(float(row["co2"]))
    first, last = min(r["date"] for r in table("co2")), max(r["date"] for r in table("co2"))
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[4:6]) - int(first[4:6]) + 1
    final = round(statistics.fmean(means[last[:6]]), 3)
    return [(months, months - len(means), 0, pytest.approx(final, abs=1e-9), "Mar 1958")]


def sunspots():
    year, height = column("sunspots", "YEAR"), column("sunspots", "SUNACTIVITY")
    peaks = [
        i
        for i in range(len(year))
        if height[i] > max([0, *height[max(0, i - 4) : i]])
        and height[i] > max([0, *height[i + 1 : i + 5]])
    ]
    gaps = np.diff(year[peaks])
    highest = sorted(((height[i], year[i]) for i in peaks), reverse=True)[:2]
    return [
        (
            len(peaks),
            round(gaps.mean(), 2),
            [{"year": y, "height": h} for h, y in highest],  # 1957: 190.2, the highest ever
            {"shortest": gaps.min(), "longest": gaps.max()},
        )
    ]


def shop_events():
    users = defaultdict(list)
    for event in events():
        users[event["user_id"]].append(event)
    pages = [
        {p["value"]["string_value"] for e in of for p in e["event_params"] if p["key"] == "page"}
        for of in users.values()
    ]
    seconds = sum(
        p["value"]["int_value"]
        for of in users.values()
        for e in of
        for p in e["event_params"]
        if p["key"] == "seconds"
    )
    buyers = sum(any(e["event_name"] == "purchase" for e in of) for of in users.values())
    mobile = sum(of[0]["device"]["category"] == "mobile" for of in users.values())
    return [(len(users), buyers, sum(map(len, pages)), seconds, mobile, True)]


def affairs():
    return [("good", True, int((column("fair", "affairs") > 0).sum()))]


QUICK = {
    "01_food_budget": food_budget,
    "02_warm_water": warm_water,
    # Cobb 1978: the flow changed after 1898.
    "09_nile": lambda: [(1898, 1097.75, 849.97)],
    # statsmodels, StratifiedTable of this table: pooled odds 2.174.
    "11_smoking": lambda: [(8, 2.174, True)],
    "13_events": shop_events,
    # NIST, Longley: -3482258.63459582, 15.0618722713733, -2.02022980381683, 1829.15146461355.
    "14_longley": lambda: [(-3482258.6346, 15.0619, -2.0202, 1829.1515)],
}
LONG = {
    "03_firms": firms,
    "04_affairs": affairs,
    "05_states": lambda: [(3, 51, True, 0, True)],
    "06_surgery": surgery,
    "07_doctor_visits": lambda: [(True, True, True)],
    "08_carbon_dioxide": carbon_dioxide,
    "10_sunspots": sunspots,
    "12_travel": lambda: [("alone 114, pair 58, group 38", True, 1.0)],
    "15_nightly": lambda: [
        ("load", "OK", True, 7), ("ratio", "FAILED", True, 7), ("search", "found", True, 7),
    ],
    "16_economy": lambda: [(4, "2009-10-01", True, pytest.approx(8.51, abs=5e-4))],
}  # fmt: skip


def answer(script, work, monkeypatch):
    monkeypatch.chdir(work)
    with connect(dialect="bigquery", datasets=DATASETS) as session:
        return session.sql((SCRIPTS / f"{script}.sql").read_text()).fetchall()


@pytest.mark.parametrize("script", QUICK)
def test_a_script_gives_what_others_say(script, work, monkeypatch):
    assert answer(script, work, monkeypatch) == QUICK[script]()


@pytest.mark.slow_examples
@pytest.mark.parametrize("script", LONG)
def test_a_longer_script_gives_what_others_say(script, work, monkeypatch):
    assert answer(script, work, monkeypatch) == LONG[script]()


def test_every_script_is_run():
    assert {path.stem for path in SCRIPTS.glob("*.sql")} == QUICK.keys() | LONG.keys()
