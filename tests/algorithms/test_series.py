"""Series on their way to a process: grids, gaps, spikes, steps, seasons, holidays, forecasts."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest
from statsmodels.tsa.seasonal import STL as PUBLIC_STL
from statsmodels.tsa.statespace.sarimax import SARIMAX
from tests.algorithms.air_passengers import AIR_PASSENGERS, months

from forebay.algorithms.arima_plus import ArimaPlus
from forebay.algorithms.auto_arima import OrderChoice
from forebay.algorithms.clean_series import spikes_and_dips, step_changes
from forebay.algorithms.conformal_interval import conformal_errors
from forebay.algorithms.data_frequency import DAY, HOUR, MINUTE, WEEK, Step
from forebay.algorithms.decomposed_series import Decomposition
from forebay.algorithms.fitted_series import SeriesPlan, fit_series
from forebay.algorithms.holiday_calendar import holiday_calendar
from forebay.algorithms.holiday_windows import Holiday
from forebay.algorithms.regular_series import NotASeriesError, regular_series
from forebay.algorithms.seasonal_parts import seasonal_parts
from forebay.algorithms.seasonal_periods import is_seasonal
from forebay.algorithms.series_grid import find_grid
from forebay.algorithms.series_record import SeriesRecord
from forebay.algorithms.taught_series import HoldOut, SeriesCourse

AUTO = "AUTO_FREQUENCY"


def instants(*texts):
    return np.array(texts, dtype="datetime64[us]").astype(np.int64)


def days(count, first="2024-01-01"):
    return instants(first)[0] + np.arange(count) * DAY


def even(times, values, frequency=AUTO):
    return regular_series(times, np.asarray(values, dtype=float), frequency, 10**6)


def parts_of(series, **how):
    return fit_series(series, SeriesPlan(Decomposition(**how))).parts


@pytest.mark.parametrize(
    ("texts", "step"),
    [
        (("2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"), Step(1, 0)),
        (("2024-01-15", "2024-02-15", "2024-03-15", "2024-07-15"), Step(1, 0)),
        (("2024-01-01", "2024-04-01", "2024-07-01"), Step(3, 0)),
        (("2020-01-01", "2021-01-01", "2022-01-01"), Step(12, 0)),
        (("2024-01-01", "2024-01-08", "2024-01-15"), Step(0, WEEK)),
        (("2024-01-01", "2024-01-02", "2024-01-05", "2024-01-06"), Step(0, DAY)),
        (("2024-01-01T10:07", "2024-01-01T11:07", "2024-01-01T12:07"), Step(0, HOUR)),
        (("2024-01-01T10:00", "2024-01-01T10:15", "2024-01-01T10:45"), Step(0, 15 * MINUTE)),
    ],
)
def test_the_most_common_gap_decides_and_every_time_is_on_the_grid(texts, step):
    times = instants(*texts)

    grid = find_grid(times, AUTO)

    assert grid.step == step
    assert grid.times(grid.slots(times)).tolist() == times.tolist()


def test_times_of_day_that_vary_fall_into_days_that_begin_at_midnight():
    times = instants("2024-01-01T09:13", "2024-01-02T17:45", "2024-01-03T08:01", "2024-01-05T23:59")

    series = even(times, [1, 2, 3, 5], "DAILY")

    assert series.values.tolist() == [1, 2, 3, 4, 5]
    assert series.grid.times(np.array([0])) == instants("2024-01-01")


def test_a_gap_is_a_straight_line_and_is_counted():
    series = even(days(10)[[0, 1, 2, 6, 7, 9]], [0, 1, 2, 6, 7, 9])

    assert series.values.tolist() == list(range(10))
    assert (series.n_filled, series.longest_gap) == (4, 3)
    assert np.flatnonzero(series.is_filled).tolist() == [3, 4, 5, 8]


def test_equal_times_are_averaged_and_counted():
    series = even(np.repeat(days(4), 2), [1, 3, 2, 4, 3, 5, 4, 6])

    assert series.values.tolist() == [2, 3, 4, 5]
    assert series.n_averaged == 4


def test_values_that_are_not_known_are_gaps_and_at_the_ends_nothing():
    series = even(days(8), [np.nan, 1, 2, np.inf, 4, 5, np.nan, np.nan])

    assert series.values.tolist() == [1, 2, 3, 4, 5]
    assert series.grid.times(np.array([0])) == days(2)[1]


@pytest.mark.parametrize("values", [[], [1.0], [1.0, np.nan, 2.0]])
def test_fewer_than_three_times_are_no_series(values):
    with pytest.raises(NotASeriesError, match="needs 3"):
        even(days(len(values)), values)


def test_times_that_are_far_from_each_other_do_not_fill_the_memory():
    times = np.append(days(5), instants("9999-12-31"))

    with pytest.raises(NotASeriesError, match="span 2,9"):
        regular_series(times, np.ones(6), AUTO, 1000)


def test_seasons_are_those_of_the_public_stl_of_statsmodels():
    ours = seasonal_parts(AIR_PASSENGERS, {"YEARLY": 12})["YEARLY"]

    theirs = PUBLIC_STL(AIR_PASSENGERS, period=12, seasonal=11, trend_jump=2).fit().seasonal
    assert ours == pytest.approx(np.asarray(theirs), abs=1e-9)


def test_a_season_is_found_where_there_is_one_and_hardly_where_there_is_none():
    rng = np.random.default_rng(7)
    noise = rng.standard_normal((100, 105))
    wave = np.tile([0.0, 0.5, 1.5, 1.0, 0.0, -1.5, -1.5], 15)

    assert np.mean([is_seasonal(one + wave, 7) for one in noise]) == 1
    assert np.mean([is_seasonal(one, 7) for one in noise]) < 0.15
    assert np.mean([is_seasonal(one.cumsum(), 7) for one in noise]) < 0.15


def test_two_seasons_of_hours_are_told_apart():
    hours = np.arange(24 * 7 * 8)
    daily, weekly = 10 * np.sin(2 * np.pi * hours / 24), 20 * np.sin(2 * np.pi * hours / 168)
    noise = np.random.default_rng(1).standard_normal(len(hours))

    found = parts_of(even(instants("2024-01-01")[0] + hours * HOUR, daily + weekly + noise))

    assert list(found.periods) == ["DAILY", "WEEKLY"]
    inner = slice(168, -168)
    assert np.std((found.seasons["DAILY"] - daily)[inner]) < 1
    assert np.std((found.seasons["WEEKLY"] - weekly)[inner]) < 2


def test_a_spike_is_cut_off_and_normal_noise_is_not():
    rng = np.random.default_rng(3)
    noise = rng.standard_normal((200, 100))
    with_spike = noise[0].copy()
    with_spike[50] += 15

    assert np.flatnonzero(spikes_and_dips(with_spike)).tolist() == [50]
    assert np.mean([spikes_and_dips(one).any() for one in noise]) < 0.05
    assert np.mean([spikes_and_dips(one.cumsum()).any() for one in noise]) < 0.1


def test_a_step_is_taken_out_and_a_random_walk_is_not():
    rng = np.random.default_rng(4)
    noise = rng.standard_normal((200, 100))
    with_step = noise[0] + np.where(np.arange(100) < 60, 0, 20)

    levels = step_changes(with_step)

    assert levels[:60] == pytest.approx(np.full(60, -20), abs=1.5)
    assert not levels[60:].any()
    assert np.mean([step_changes(one.cumsum()).any() for one in noise]) < 0.05


def test_the_parts_add_up_to_the_values():
    values = AIR_PASSENGERS.copy()
    values[100] += 400
    series = even(months(144), values)

    fitted = fit_series(series, SeriesPlan())

    parts = fitted.parts
    total = fitted.trend + fitted.residual + parts.holiday + parts.spikes + parts.steps
    assert total + parts.seasons["YEARLY"] == pytest.approx(values, abs=1e-9)
    assert parts.spikes[100] > 300


def test_options_that_switch_a_part_off_do_so():
    values = AIR_PASSENGERS.copy()
    values[100] += 400
    values[120:] += 500
    series = even(months(144), values)

    found = parts_of(series, cleans=False, adjusts=False, seasons=())

    assert not found.spikes.any()
    assert not found.steps.any()
    assert found.seasons == {}
    assert parts_of(series).spikes.any()
    assert parts_of(series).steps.any()


def test_a_season_that_is_asked_for_is_fitted_whether_it_shows_or_not():
    noise = np.random.default_rng(1).standard_normal(100)

    assert list(parts_of(even(days(100), noise), seasons=("WEEKLY",)).periods) == ["WEEKLY"]


def test_a_trend_can_be_learned_from_the_last_points():
    series = even(months(144), AIR_PASSENGERS)
    whole = SeriesPlan(orders=OrderChoice(order=(1, 1, 0)))

    def coefficient(plan):
        return float(fit_series(series, plan).best.process.ar[0])

    plans = [
        whole,
        replace(whole, longest=60),
        replace(whole, share=0.25),
        replace(whole, share=0.25, shortest=60),
    ]
    found = [coefficient(plan) for plan in plans]
    assert found[1] == found[3]
    assert len({round(one, 6) for one in found}) == 3
    assert [plan.recent(144) for plan in plans] == [144, 60, 36, 60]


@pytest.mark.parametrize("width", [2, 5, 12, 200])
def test_smoothing_is_of_the_trend_that_is_shown_and_changes_nothing_else(width):
    """BigQuery ML: a centred mean, the first and the last value standing for what is beyond."""
    series = even(months(144), AIR_PASSENGERS)

    plain, smooth = (fit_series(series, SeriesPlan(smoothing=n)) for n in (0, width))

    before = [plain.trend[max(0, min(143, 20 + d))] for d in range(1 - width + width // 2, 1)]
    after = [plain.trend[max(0, min(143, 20 + d))] for d in range(1, width // 2 + 1)]
    assert smooth.shown_trend[20] == pytest.approx(np.mean([*before, *after]), rel=1e-12)
    assert smooth.trend.tobytes() == plain.trend.tobytes()
    assert SeriesRecord.of(smooth).state == SeriesRecord.of(plain).state
    assert (plain.shown_trend == plain.trend).all()


@pytest.mark.parametrize(("frequency", "step"), [("WEEKLY", "1 week"), ("YEARLY", "12 months")])
def test_times_that_are_closer_than_the_frequency_are_no_such_series(frequency, step):
    """As in BigQuery ML: who wants sums of days has to say so, and would get their mean."""
    with pytest.raises(NotASeriesError, match=f"1 day apart, closer than data_frequency: {step}"):
        regular_series(days(100), np.ones(100), frequency, 10_000)


def test_times_that_vary_a_little_are_as_far_apart_as_their_frequency():
    late = np.random.default_rng(3).integers(0, 6 * 3_600_000_000, 100)

    found = regular_series(days(100) + late, np.ones(100), "DAILY", 10_000)

    assert len(found.values) == 100


def test_the_process_of_the_airline_beats_the_last_season_by_far():
    """Last year's months: 47.8; and it is as good as the airline model of Box and Jenkins."""
    logs = np.log(AIR_PASSENGERS[:132])
    box_jenkins = SARIMAX(logs, order=(0, 1, 1), seasonal_order=(0, 1, 1, 12)).fit(disp=False)
    theirs = np.exp(box_jenkins.forecast(12))
    course = SeriesCourse(SeriesPlan(), AUTO, HoldOut(12, 0.1), (None, None))

    held_out = course.teach(months(144), AIR_PASSENGERS).held_out

    assert held_out is not None
    assert np.abs(held_out.baseline - held_out.actual).mean() == pytest.approx(47.83, abs=0.01)
    ours = np.abs(held_out.expected - held_out.actual).mean()
    assert ours < np.abs(theirs - held_out.actual).mean() < 20


def test_what_is_held_out_does_not_move_what_was_expected_of_it():
    course = SeriesCourse(SeriesPlan(), AUTO, HoldOut(12, 0.1), (None, None))
    other = AIR_PASSENGERS.copy()
    other[-12:] = 1e6

    one, two = (course.teach(months(144), v).held_out for v in (AIR_PASSENGERS, other))

    assert one is not None
    assert two is not None
    assert one.expected.tolist() == two.expected.tolist()


def test_forecasts_are_judged_from_up_to_three_origins_each_blind_to_what_follows():
    course = SeriesCourse(SeriesPlan(), AUTO, HoldOut(6, 0.2), (None, None))
    later = AIR_PASSENGERS.copy()
    later[-12:] = 1e6

    one, two = (course.teach(months(144), v).held_out for v in (AIR_PASSENGERS, later))

    assert one is not None
    assert two is not None
    # 28 points may be held out: three forecasts of 6, 18, 12 and 6 points before the end.
    assert one.actual.tolist() == AIR_PASSENGERS[-18:].tolist()
    assert one.times.tolist() == months(144)[-18:].tolist()
    assert one.lead.tolist() == [0, 1, 2, 3, 4, 5] * 3
    # The first two forecasts know nothing of the last twelve points.
    assert one.expected[:12].tolist() == two.expected[:12].tolist()
    assert one.expected[12:].tolist() != two.expected[12:].tolist()


def test_intervals_that_are_measured_hold_their_share_where_the_process_is_wrong():
    """Against counting: random walks, taken for noise around a level.

    80 % is known to 3.3 points (one standard deviation) by the 150 series; two points of each are
    judged.
    """
    draw = np.random.default_rng(7)
    plan = SeriesPlan(
        Decomposition(seasons=(), cleans=False, adjusts=False), OrderChoice(order=(0, 0, 0))
    )
    course = SeriesCourse(plan, AUTO, HoldOut(2, 0.05, 3), (None, None))
    taught = [course.teach(days(40), np.cumsum(draw.normal(size=40))) for _ in range(150)]
    judged = [t.held_out for t in taught if t.held_out is not None]
    earlier = [t.backtest for t in taught if t.backtest is not None]
    leads = np.concatenate([h.lead for h in earlier]).astype(float)
    interval = conformal_errors(leads, np.concatenate([h.reach for h in earlier]), leads, 0.8)

    reach = np.concatenate([h.reach for h in judged])
    widths = np.array(interval.half_widths(0.8))
    bins = np.searchsorted(interval.edges, np.concatenate([h.lead for h in judged]), "right")

    assert len(leads) == 150 * 3 * 2
    assert np.mean(reach <= NormalDist().inv_cdf(0.9)) < 0.6
    assert abs(np.mean(reach <= widths[bins]) - 0.8) < 0.066


def model_of(series, limits=(None, None), holidays=(), **how):
    fitted = fit_series(series, SeriesPlan(Decomposition(holidays=holidays, **how)))
    return ArimaPlus.of([SeriesRecord.of(fitted)], limits, list(holidays))


def test_limits_hold_for_values_bounds_and_the_sum_of_the_parts():
    model = model_of(even(months(144), AIR_PASSENGERS), (450.0, 600.0))

    found = model.forecast(model.known, 24)

    low, high = found.bounds(0.95)
    for values in (found.value, low, high):
        assert values.min() >= 450
        assert values.max() <= 600
    assert found.limited_trend() + found.seasons["YEARLY"] == pytest.approx(found.value)


def test_many_series_are_forecast_as_each_alone():
    rng = np.random.default_rng(9)
    many = [rng.standard_normal(80).cumsum() * (1 + i) for i in range(6)]
    records = [SeriesRecord.of(fit_series(even(days(80), one), SeriesPlan())) for one in many]

    together = ArimaPlus.of(records, (None, None), []).forecast(np.arange(6), 10)

    for number, record in enumerate(records):
        alone = ArimaPlus.of([record], (None, None), []).forecast(np.array([0]), 10)
        assert together.value[number] == pytest.approx(alone.value[0], rel=1e-12)
        assert together.error[number] == pytest.approx(alone.error[0], rel=1e-12)


def test_a_holiday_moves_its_days_in_the_past_and_the_future():
    """Every 24 December sells 50 more, and the day after 20 less."""
    n = 365 * 3 + 100
    values = 100 + np.random.default_rng(8).standard_normal(n)
    dates = (days(n, "2021-01-01") // DAY).astype("datetime64[D]")
    eves = [d for d in dates if str(d).endswith("12-24")]
    for eve in eves:
        place = int(np.flatnonzero(dates == eve)[0])
        values[place] += 50
        values[place + 1] -= 20
    numbers = [int(eve.astype(np.int64)) for eve in [*eves, np.datetime64("2024-12-24")]]
    holidays = [Holiday("US", "Christmas Eve", number, 0, 1) for number in numbers]
    series = even(days(n, "2021-01-01"), values)

    model = model_of(series, holidays=holidays, seasons=())
    found = model.forecast(model.known, 300)

    ahead = (found.times[0] // DAY).astype("datetime64[D]").astype(str).tolist()
    assert found.holiday[0, ahead.index("2024-12-24")] == pytest.approx(50, abs=3)
    assert found.holiday[0, ahead.index("2024-12-25")] == pytest.approx(-20, abs=3)
    assert np.count_nonzero(found.holiday) == 2


def test_holidays_of_a_country_are_those_of_its_calendar():
    found = {(h.name, h.date) for h in holiday_calendar(["us"], 2024, 2024)}

    assert ("Independence Day", int(np.datetime64("2024-07-04").astype(np.int64))) in found
    assert ("Thanksgiving Day", int(np.datetime64("2024-11-28").astype(np.int64))) in found


def test_forecasting_imports_none_of_the_libraries_that_training_needs():
    code = (
        "import sys, forebay.algorithms.arima_plus, forebay.query.forecast_rows;"
        "sys.exit(bool({'statsmodels', 'scipy', 'pandas', 'holidays'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_model_of_series_that_is_read_back_forecasts_the_same_bits():
    model = model_of(even(months(144), AIR_PASSENGERS))

    again = ArimaPlus.load(model.describe(), model.arrays())

    assert all(array.dtype != object for array in model.arrays().values())
    one, two = (m.forecast(m.known, 12) for m in (model, again))
    assert one.value.tobytes() == two.value.tobytes()
