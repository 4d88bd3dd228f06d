"""Every tutorial runs as it stands, and its figures are those of somebody else."""

from __future__ import annotations

import importlib.util
import math
import runpy
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from forebay.session import connect

FOLDER = Path(__file__).parents[2] / "examples" / "bigquery_tutorials"
SCRIPTS = sorted(script.stem for script in FOLDER.glob("*.sql"))
DATASETS = runpy.run_path(str(FOLDER / "run.py"))["DATASETS"]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Return the folder into which the data script wrote."""
    spec = importlib.util.spec_from_file_location("get_data", FOLDER / "get_data.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.TARGET = tmp_path_factory.mktemp("tutorials") / "data"
    assert script.main() == 0
    return script.TARGET


@pytest.fixture
def tutorial(data):
    """Return a function that runs a script: gives the session and the rows of its last query."""
    opened = []

    def run(name):
        text = (FOLDER / f"{name}.sql").read_text()
        used = {
            table: str(data.parent / file)
            for table, file in DATASETS.items()
            if table.partition(".")[2] in text
        }
        session = connect(dialect="bigquery", datasets=used)
        opened.append(session)
        return session, session.sql(text).fetchall()

    yield run
    for session in opened:
        session.close()


@pytest.fixture
def table(data):
    """Return a function that reads some columns of a data file; empty cells are NaN."""
    import pandas as pd

    def read(name, *columns):
        frame = pd.read_csv(data / f"{name}.csv")
        return frame[list(columns)] if columns else frame

    return read


MEASURES = ["culmen_length_mm", "culmen_depth_mm", "flipper_length_mm", "body_mass_g"]


def measured(table):
    return table("penguins", *MEASURES).dropna().to_numpy(np.float64)


def test_every_tutorial_has_a_test_and_a_row_of_the_readme():
    tested = {name for name in SCRIPTS if f'tutorial("{name}")' in Path(__file__).read_text()}
    listed = {name for name in SCRIPTS if f"({name}.sql)" in (FOLDER / "README.md").read_text()}

    assert tested == listed == set(SCRIPTS)
    assert len(SCRIPTS) >= 8


def test_penguins_weigh_what_least_squares_says(tutorial, table):
    import pandas as pd
    from sklearn.linear_model import LinearRegression
    from sklearn.metrics import mean_absolute_error, r2_score

    rows = table("penguins").dropna(subset=["body_mass_g", "sex"])
    features = pd.get_dummies(rows.drop(columns="body_mass_g"), dtype=float)
    expected = LinearRegression().fit(features, rows["body_mass_g"]).predict(features)

    session, groups = tutorial("01_penguin_weight")

    figures = session.sql(
        "SELECT mean_absolute_error, r2_score FROM bqml_tutorial.penguin_weight_figures"
    ).fetchone()
    assert figures == pytest.approx(
        (
            mean_absolute_error(rows["body_mass_g"], expected),
            r2_score(rows["body_mass_g"], expected),
        ),
        rel=1e-8,
    )
    assert [group[2] for group in groups] == [22, 22, 58, 61]


# Wooldridge, Introductory Econometrics, table 17.1, column "Logit (MLE)", to the digits printed.
PARTICIPATION = {
    "nwifeinc": -0.021, "educ": 0.221, "exper": 0.206, "expersq": -0.0032, "age": -0.088,
    "kidslt6": -1.443, "kidsge6": 0.060, "__INTERCEPT__": 0.425,
}  # fmt: skip


def test_participation_has_the_published_coefficients(tutorial):
    session, children = tutorial("02_census_participation")

    weights = session.sql("SELECT * FROM bqml_tutorial.participation_weights").fetchall()
    counted = session.sql("SELECT * FROM bqml_tutorial.participation_counted").fetchall()

    found = dict(weights)
    assert found.keys() == PARTICIPATION.keys()
    for name, published in PARTICIPATION.items():
        digits = 4 if name == "expersq" else 3
        assert round(found[name], digits) == published, name
    told = sum(n for works, predicted, n in counted if works == predicted)
    assert round(100 * told / sum(n for *_, n in counted), 1) == 73.6
    assert [row[2] for row in children] == sorted((row[2] for row in children), reverse=True)


def test_penguin_groups_are_as_tight_as_the_best_of_twenty(tutorial, table):
    from sklearn.cluster import KMeans

    rows = measured(table)
    scaled = (rows - rows.mean(0)) / rows.std(0, ddof=1)
    best = KMeans(3, n_init=20, random_state=0).fit(scaled).inertia_ / len(rows)

    session, groups = tutorial("03_penguin_groups")

    (found,) = session.sql(
        "SELECT mean_squared_distance FROM bqml_tutorial.penguin_group_figures"
    ).fetchone()
    assert found == pytest.approx(best, rel=0.02)
    assert sorted(group[4] for group in groups) == [0, 0, 123]  # Gentoo stand by themselves
    assert sum(max(group[2:]) for group in groups) / len(rows) > 0.85


def test_penguin_components_are_the_eigenvectors_of_the_correlations(tutorial, table):
    values = np.linalg.eigvalsh(np.corrcoef(measured(table).T))[::-1]

    _, components = tutorial("04_penguin_components")

    assert [row[1] for row in components] == pytest.approx(values[:2], rel=1e-10)
    assert [row[2] for row in components] == pytest.approx(values[:2] / 4, rel=1e-10)


def test_tuned_trees_rank_as_those_of_scikit_learn(tutorial, table):
    from sklearn.ensemble import GradientBoostingClassifier
    from sklearn.model_selection import cross_val_score

    rows = table("pensions")
    features = rows[["inc", "marr", "male", "age", "fsize"]]
    trees = GradientBoostingClassifier(max_depth=3, n_estimators=60, random_state=0)
    expected = cross_val_score(trees, features, rows["e401k"], scoring="roc_auc", cv=3).mean()

    session, ((best, area, _),) = tutorial("05_pension_trees")

    trials = session.sql("SELECT * FROM bqml_tutorial.pension_trials").fetchall()
    assert area == pytest.approx(expected, abs=0.03)
    assert [trial[4] for trial in trials] == ["SUCCEEDED"] * 6
    assert [trial[0] for trial in trials if trial[5]] == [best]
    assert all(0.02 <= trial[1] <= 0.3 and trial[2] in {2, 3, 4, 6} for trial in trials)


def test_the_forest_tells_as_many_penguins_as_that_of_scikit_learn(tutorial, table):
    import pandas as pd
    from sklearn.ensemble import RandomForestClassifier

    session, ((n, told),) = tutorial("06_penguin_forest")
    key = "CONCAT(culmen_length_mm, '-', culmen_depth_mm, '-', body_mass_g)"
    held = session.sql(
        f"SELECT DISTINCT {key} FROM `bigquery-public-data.ml_datasets.penguins`"
        " WHERE body_mass_g IS NOT NULL AND MOD(ABS(FARM_FINGERPRINT(FORMAT('%.1f-%.1f-%d',"
        " culmen_length_mm, culmen_depth_mm, body_mass_g))), 5) = 0"
    )
    assert len(held.fetchall()) == n

    rows = table("penguins").dropna(subset=["body_mass_g"])
    features = pd.get_dummies(rows[[*MEASURES, "sex"]], dtype=float)
    forest = RandomForestClassifier(100, oob_score=True, random_state=0)
    expected = forest.fit(features, rows["species"]).oob_score_

    assert told / n == pytest.approx(expected, abs=0.03)
    importance = session.sql(
        "SELECT feature FROM bqml_tutorial.forest_importance"
        " ORDER BY importance_gain * importance_weight DESC LIMIT 2"
    ).fetchall()
    assert {name for (name,) in importance} <= set(MEASURES)


def test_crosses_alone_predict_the_mean_of_each_cell(tutorial):
    session, shown = tutorial("07_census_crosses")

    worst, cells, n = session.sql("""
        SELECT MAX(ABS(predicted - mean)), COUNT(*), SUM(n) FROM (
          SELECT AVG(predicted_lweekinc) AS predicted, AVG(lweekinc) AS mean, COUNT(*) AS n
          FROM bqml_tutorial.pay_cells
          GROUP BY IF(educ < 12, 0, IF(educ < 13, 1, IF(educ < 16, 2, 3))),
            IF(exper < 10, 0, IF(exper < 20, 1, IF(exper < 30, 2, 3)))
        )""").fetchone()

    assert (cells, n) == (16, 29_501)
    assert worst < 1e-9
    assert len(shown) == 8


def test_the_storm_that_never_was_is_found_first(tutorial):
    """The reading of 1,048 miles an hour at Newark on 12 February 2013 is a known error."""
    _, hours = tutorial("08_weather_anomalies")

    assert hours[0][:4] == ("EWR", 2, 12, 3)
    assert hours[0][4] == pytest.approx(1048.36, abs=0.01)
    assert hours[0][5] is True
    assert hours[0][6] > 5 * hours[1][6]


# Wooldridge, Introductory Econometrics, examples 3.2 and 4.1: coefficient and standard error.
WAGES = {
    "educ": (0.092, 0.0073), "exper": (0.0041, 0.0017), "tenure": (0.022, 0.0031),
    "__INTERCEPT__": (0.284, 0.104),
}  # fmt: skip


def test_wages_have_the_published_coefficients_and_their_explanation_adds_up(tutorial, table):
    session, told = tutorial("09_wages_explained")

    weights = session.sql("SELECT * FROM bqml_tutorial.wage_weights").fetchall()

    found = {name: (weight, error) for name, weight, error, _ in weights}
    assert found.keys() == WAGES.keys()
    for name, published in WAGES.items():
        assert [float(f"{value:.2g}") for value in found[name]] == [
            float(f"{value:.2g}") for value in published
        ], name
    # Of a linear model a feature adds its weight times its distance from the mean.
    means = table("wages").mean()
    row = {"educ": 16, "exper": 2, "tenure": 0}
    for *_, feature, attribution in told:
        expected = found[feature][0] * (row[feature] - means[feature])
        assert attribution == pytest.approx(expected, rel=1e-9)
    *_, baseline, value, _, _ = told[0]
    assert math.isclose(baseline + sum(one[-1] for one in told), value, rel_tol=1e-12)


def test_the_forecast_of_each_airport_is_better_than_the_last_day_before_it(tutorial, table):
    """A forecast that only repeats the last day is what a model of series must beat."""
    _, judged = tutorial("10_temperature_forecast")
    weather = table("weather", "origin", "month", "day", "temp").dropna()
    days = weather.groupby(["origin", "month", "day"]).temp.mean()

    assert [row[0] for row in judged] == ["EWR", "JFK", "LGA"]
    for origin, error, root in judged:
        december = days[origin, 12]
        repeated = (december[december.index >= 18] - december[17]).abs().mean()
        assert error < repeated
        assert root >= error


def test_the_days_of_storm_are_found_and_the_one_that_never_was_comes_first(tutorial):
    """Cold fronts with gusts above 50 miles an hour crossed New York on 31 January 2013."""
    _, days = tutorial("11_wind_anomalies")

    assert days[0][:3] == ("EWR", date(2013, 2, 12), 1048)
    assert {(row[0], row[1].isoformat()) for row in days[1:4]} == {
        (origin, "2013-01-31") for origin in ("EWR", "JFK", "LGA")
    }
    assert all(row[3] for row in days)


def test_forecasts_of_carriers_airports_and_all_add_up_and_beat_the_weeks_before(tutorial, table):
    session, judged = tutorial("12_departures_of_airports")
    carriers = ["UA", "B6", "EV", "DL", "AA"]
    flown = table("departures")
    flown = flown[flown.carrier.isin(carriers)].pivot_table("flights", "day", "origin", "sum")
    flown[None] = flown.sum(axis=1)

    ((levels, apart),) = session.sql("""
        WITH f AS (
          SELECT * FROM ML.FORECAST(MODEL bqml_tutorial.departures, STRUCT(14 AS horizon))),
        s AS (SELECT forecast_timestamp AS t, origin, SUM(forecast_value) AS v FROM f
          WHERE carrier IS NOT NULL GROUP BY t, origin),
        w AS (SELECT t, CAST(NULL AS STRING) AS origin, SUM(v) AS v FROM s GROUP BY t)
        SELECT COUNT(*), MAX(ABS(f.forecast_value - b.v)) FROM f
        JOIN (SELECT * FROM s UNION ALL SELECT * FROM w) AS b
          ON b.t = f.forecast_timestamp AND IFNULL(b.origin, '') = IFNULL(f.origin, '')
        WHERE f.carrier IS NULL
    """).fetchall()

    assert levels == 4 * 14
    assert apart < 1e-9
    assert [row[0] for row in judged] == [None, "EWR", "JFK", "LGA"]
    for origin, error, percent in judged:
        came = flown.loc["2013-11-11":"2013-11-24", origin].to_numpy()
        before = flown.loc["2013-10-28":"2013-11-10", origin].to_numpy()
        assert error < np.abs(came - before).mean()
        assert percent < 5
