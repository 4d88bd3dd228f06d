import math
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import numpy as np
import pytest

from forebay.engine.quote import literal, quote, quote_dotted
from forebay.errors import ProjectError


@pytest.mark.parametrize("name", ["a", "select", 'a"b', "a; DROP TABLE x; --", "naïve", "a.b", " "])
def test_a_quoted_name_is_one_identifier_whatever_it_holds(workspace, name):
    columns = workspace.describe(f"SELECT 1 AS {quote(name)}").names

    assert columns == (name,)


def test_a_dotted_name_is_quoted_part_by_part():
    assert quote_dotted('shop."x') == '"shop"."""x"'


@pytest.mark.parametrize("name", ["", "a\0b"])
def test_a_name_that_nothing_can_have_is_an_error(name):
    with pytest.raises(ProjectError, match="invalid-name"):
        quote(name)


@pytest.mark.parametrize(
    "value",
    [
        None, True, 7, -(2**62), 0.1, 1e300, -0.0, "it's", "", b"\x00\xff", date(2026, 2, 28),
        datetime.fromisoformat("2026-02-28T12:30:00.000123"), Decimal("1.250"),
        timedelta(hours=2), [1, 2], ["a'b", None], np.float64(0.25),
    ],
)  # fmt: skip
def test_a_literal_comes_back_as_the_value_that_went_in(workspace, value):
    ((back,),) = workspace.rows(f"SELECT {literal(value)}")

    assert back == value
    assert not isinstance(value, float) or isinstance(back, float)


def test_a_time_with_an_offset_keeps_its_instant(workspace):
    value = datetime(2026, 1, 1, 10, tzinfo=timezone(timedelta(hours=2)))

    ((back,),) = workspace.rows(f"SELECT epoch({literal(value)})")

    assert back == value.timestamp()


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_floats_that_are_no_numbers_have_a_literal_too(workspace, value):
    ((back,),) = workspace.rows(f"SELECT {literal(value)}")

    assert repr(back) == repr(value)


def test_a_value_without_an_sql_form_is_an_error():
    with pytest.raises(ProjectError, match="not-supported"):
        literal(object())
