"""Functions of dates and times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.function_rule import FunctionRule, rule
from forebay.engine.bigquery.interval import interval, interval_text
from forebay.engine.bigquery.render_extract import part_of
from forebay.engine.bigquery.time_format import formatted, parsed

if TYPE_CHECKING:
    from collections.abc import Callable

    from forebay.engine.bigquery.call import Call
    from forebay.engine.bigquery.renderer import Renderer

_TZ: Final = "TIMESTAMP WITH TIME ZONE"
_DAYS: Final = frozenset({"DAY", "WEEK", "MONTH", "QUARTER", "YEAR"})
_CLOCK: Final = frozenset({"MICROSECOND", "MILLISECOND", "SECOND", "MINUTE", "HOUR"})
_MICROSECONDS: Final = {
    "MICROSECOND": 1,
    "MILLISECOND": 1_000,
    "SECOND": 1_000_000,
    "MINUTE": 60_000_000,
    "HOUR": 3_600_000_000,
    "DAY": 86_400_000_000,
}


def _shift(kind: str, sign: str, units: frozenset[str]) -> Callable[[Renderer, Call], str]:
    """Return what writes DATE_ADD and its sisters."""

    def write(renderer: Renderer, call: Call) -> str:
        value, step = renderer.arguments(call, 2)
        if type(step).__name__ != "Interval":
            raise renderer.refused(step, f"{call.name} takes INTERVAL 1 DAY")
        amount, unit = interval(renderer, step)
        if unit not in units:
            raise renderer.refused(step, f"{call.name} takes no {unit}")
        return _typed(
            f"{_as(kind, renderer.write(value))} {sign} {interval_text(amount, unit)}", kind
        )

    return write


def _as(kind: str, text: str) -> str:
    return f"bq.day({text})" if kind == "DATE" else f"CAST({text} AS {kind})"


def _typed(text: str, kind: str) -> str:
    # In DuckDB a DATE and an interval give a TIMESTAMP.
    return f"CAST({text} AS DATE)" if kind == "DATE" else f"({text})"


def _week_start(day: str, first_day: int) -> str:
    """Return the first day of the week of a DATE, weeks beginning on `first_day` (0: Sunday)."""
    shift = f"(dayofweek({day}) + {7 - first_day}) % 7" if first_day else f"dayofweek({day})"
    return f"({day} - CAST({shift} AS INTEGER))"


def _date_difference(renderer: Renderer, call: Call) -> str:
    later, earlier, part = renderer.arguments(call, 3)
    a, b = (f"bq.day({renderer.write(node)})" for node in (later, earlier))
    unit, first_day = part_of(renderer, part)
    return _difference(renderer, call, (a, b), (unit, first_day), (a, b))


def _datetime_difference(renderer: Renderer, call: Call) -> str:
    later, earlier, part = renderer.arguments(call, 3)
    a, b = (f"CAST({renderer.write(node)} AS TIMESTAMP)" for node in (later, earlier))
    unit = part_of(renderer, part)
    if unit[0] in _CLOCK:
        return f"date_diff('{unit[0].lower()}', {b}, {a})"
    days = (f"CAST({a} AS DATE)", f"CAST({b} AS DATE)")
    return _difference(renderer, call, (a, b), unit, days)


def _difference(
    renderer: Renderer,
    call: Call,
    values: tuple[str, str],
    part: tuple[str, int],
    days: tuple[str, str],
) -> str:
    """Return how many boundaries of a part lie between two values."""
    unit, first_day = part
    if unit == "ISOWEEK":
        unit, first_day = "WEEK", 1
    match unit:
        case "WEEK":
            a, b = (_week_start(day, first_day) for day in days)
            return f"(({a} - {b}) // 7)"
        case "DAY":
            return f"({days[0]} - {days[1]})"
        case "ISOYEAR":
            return f"(isoyear({days[0]}) - isoyear({days[1]}))"
        case "MONTH" | "QUARTER" | "YEAR":
            return f"date_diff('{unit.lower()}', {values[1]}, {values[0]})"
    raise renderer.refused(call.node, f"{call.name} takes no {unit}")


def _timestamp_difference(renderer: Renderer, call: Call) -> str:
    later, earlier, part = renderer.arguments(call, 3)
    unit, _ = part_of(renderer, part)
    if unit not in _MICROSECONDS:
        raise renderer.refused(part, f"{call.name} takes no {unit}")
    a, b = (f"epoch_us(CAST({renderer.write(node)} AS {_TZ}))" for node in (later, earlier))
    # Whole units that fit between the two, which is no count of boundaries.
    return f"(({a} - {b}) // {_MICROSECONDS[unit]})"


def _truncate(kind: str) -> Callable[[Renderer, Call], str]:
    def write(renderer: Renderer, call: Call) -> str:
        if len(call.arguments) != 2 and (kind != _TZ or len(call.arguments) != 3):  # noqa: PLR2004
            raise renderer.refused(call.node, f"{call.name} takes a value and a part")
        text = _as(kind, renderer.write(call.arguments[0]))
        zone = renderer.write(call.arguments[2]) if len(call.arguments) > 2 else ""  # noqa: PLR2004
        if zone:
            text = f"timezone({zone}, {text})"
        unit, first_day = part_of(renderer, call.arguments[1])
        if unit not in _DAYS | {"ISOWEEK", "ISOYEAR"} and (kind == "DATE" or unit not in _CLOCK):
            raise renderer.refused(call.arguments[1], f"{call.name} takes no {unit}")
        truncated = _truncated(text, unit, first_day, kind)
        return f"timezone({zone}, {truncated})" if zone else truncated

    return write


def _truncated(text: str, unit: str, first_day: int, kind: str) -> str:
    if unit == "WEEK":
        day = text if kind == "DATE" else f"CAST({text} AS DATE)"
        start = _week_start(day, first_day)
        return start if kind == "DATE" else f"CAST({start} AS {_civil(kind, text)})"
    name = {"ISOWEEK": "week", "ISOYEAR": "isoyear"}.get(unit, unit.lower())
    return _typed(f"date_trunc('{name}', {text})", kind)


def _civil(kind: str, text: str) -> str:
    return "TIMESTAMP" if text.startswith("timezone(") else kind


def _date(renderer: Renderer, call: Call) -> str:
    texts = [renderer.write(argument) for argument in call.arguments]
    match texts:
        case [value]:
            return f"bq.to_date({value})"
        case [value, zone]:
            return f"CAST(timezone({zone}, CAST({value} AS {_TZ})) AS DATE)"
        case [year, month, day]:
            return f"make_date({year}, {month}, {day})"
    raise renderer.refused(call.node, "DATE takes 1, 2 or 3 arguments")


def _datetime(renderer: Renderer, call: Call) -> str:
    texts = [renderer.write(argument) for argument in call.arguments]
    match texts:
        case [value]:
            return f"bq.to_datetime({value})"
        case [year, month, day, hour, minute, second]:
            return (
                f"make_timestamp({year}, {month}, {day}, {hour}, {minute},"
                f" CAST({second} AS DOUBLE))"
            )
        case [value, zone] if type(call.arguments[1]).__name__ == "Literal":
            return f"timezone({zone}, CAST({value} AS {_TZ}))"
        case [day, time]:
            return f"bq.day_and_time({day}, {time})"
    raise renderer.refused(call.node, "DATETIME takes 1 or 6 arguments, or a TIMESTAMP and a zone")


def _timestamp(renderer: Renderer, call: Call) -> str:
    texts = [renderer.write(argument) for argument in call.arguments]
    match texts:
        case [value]:
            return f"bq.to_timestamp({value})"
        case [value, zone]:
            return f"timezone({zone}, bq.to_datetime({value}))"
    raise renderer.refused(call.node, "TIMESTAMP takes 1 or 2 arguments")


def _format(kind: str) -> Callable[[Renderer, Call], str]:
    def write(renderer: Renderer, call: Call) -> str:
        if len(call.arguments) != 2 and (kind != _TZ or len(call.arguments) != 3):  # noqa: PLR2004
            raise renderer.refused(call.node, f"{call.name} takes a format and a value")
        value = f"CAST({renderer.write(call.arguments[1])} AS {kind})"
        if kind == "TIME":
            value = f"(DATE '1970-01-01' + {value})"
        if kind == _TZ:
            zone = renderer.write(call.arguments[2]) if len(call.arguments) > 2 else "'UTC'"  # noqa: PLR2004
            value = f"timezone({zone}, {value})"
        is_utc = kind == _TZ and len(call.arguments) == 2  # noqa: PLR2004 - no zone
        return formatted(renderer, call.arguments[0], value, is_utc=is_utc)

    return write


def _parse(kind: str) -> Callable[[Renderer, Call], str]:
    def write(renderer: Renderer, call: Call) -> str:
        if kind == _TZ and len(call.arguments) == 3:  # noqa: PLR2004 - a zone too
            pattern, value, zone = call.arguments
            civil = parsed(renderer, pattern, renderer.write(value))
            return f"timezone({renderer.write(zone)}, {civil})"
        pattern, value = renderer.arguments(call, 2)
        return f"CAST({parsed(renderer, pattern, renderer.write(value))} AS {kind})"

    return write


def _time(renderer: Renderer, call: Call) -> str:
    texts = [renderer.write(argument) for argument in call.arguments]
    match texts:
        case [value]:
            return f"CAST(CAST({value} AS TIMESTAMP) AS TIME)"
        case [value, zone]:
            return f"CAST(timezone({zone}, CAST({value} AS {_TZ})) AS TIME)"
        case [hour, minute, second]:
            return f"make_time({hour}, {minute}, CAST({second} AS DOUBLE))"
    raise renderer.refused(call.node, "TIME takes 1, 2 or 3 arguments")


def _time_difference(renderer: Renderer, call: Call) -> str:
    later, earlier, part = renderer.arguments(call, 3)
    unit, _ = part_of(renderer, part)
    if unit not in _CLOCK:
        raise renderer.refused(part, f"TIME_DIFF takes no {unit}")
    a, b = (f"CAST({renderer.write(node)} AS TIME)" for node in (later, earlier))
    return f"date_diff('{unit.lower()}', {b}, {a})"


def _time_truncation(renderer: Renderer, call: Call) -> str:
    value, part = renderer.arguments(call, 2)
    unit, _ = part_of(renderer, part)
    if unit not in _CLOCK:
        raise renderer.refused(part, f"TIME_TRUNC takes no {unit}")
    moment = f"DATE '1970-01-01' + CAST({renderer.write(value)} AS TIME)"
    return f"CAST(date_trunc('{unit.lower()}', {moment}) AS TIME)"


def _now(kind: str) -> Callable[[Renderer, Call], str]:
    def write(renderer: Renderer, call: Call) -> str:
        if not call.arguments:
            return f"CAST(timezone('UTC', current_timestamp) AS {kind})"
        zone = renderer.write(renderer.one_argument(call))
        return f"CAST(timezone({zone}, current_timestamp) AS {kind})"

    return write


def _last_day(renderer: Renderer, call: Call) -> str:
    if len(call.arguments) == 2:  # noqa: PLR2004 - the day, the part
        unit, _ = part_of(renderer, call.arguments[1])
        if unit != "MONTH":
            raise renderer.refused(call.node, "LAST_DAY takes no part but MONTH")
    elif len(call.arguments) != 1:
        raise renderer.refused(call.node, "LAST_DAY takes a day")
    return f"last_day(CAST({renderer.write(call.arguments[0])} AS DATE))"


def _week(renderer: Renderer, call: Call) -> str:
    raise renderer.refused(call.node, "WEEK(...) is a part of a date, and no value")


_D: Final = "dates and times"
_FOR: Final = {"DATE": "DATE", "DATETIME": "TIMESTAMP", "TIMESTAMP": _TZ}
_PARSED: Final = {**_FOR, "TIME": "TIME"}
_UNITS: Final = {"DATE": _DAYS, "DATETIME": _DAYS | _CLOCK, "TIMESTAMP": _CLOCK | {"DAY"}}
TIMES: Final[tuple[FunctionRule, ...]] = (
    FunctionRule("CURRENT_DATE", _D, _now("DATE"), "CAST(timezone(a, current_timestamp) AS DATE)"),
    FunctionRule("CURRENT_TIME", _D, _now("TIME"), "CAST(timezone(a, current_timestamp) AS TIME)"),
    FunctionRule("TIME", _D, _time, "make_time(a, b, c), CAST(a AS TIME)"),
    FunctionRule("TIME_ADD", _D, _shift("TIME", "+", _CLOCK), "a + to_hours(b)"),
    FunctionRule("TIME_SUB", _D, _shift("TIME", "-", _CLOCK), "a - to_hours(b)"),
    FunctionRule("TIME_DIFF", _D, _time_difference, "date_diff('minute', b, a)"),
    FunctionRule("TIME_TRUNC", _D, _time_truncation, "date_trunc('hour', a)"),
    rule("CURRENT_TIMESTAMP", _D, a0="current_timestamp"),
    FunctionRule(
        "CURRENT_DATETIME",
        _D,
        _now("TIMESTAMP"),
        "CAST(timezone(a, current_timestamp) AS TIMESTAMP)",
    ),
    FunctionRule("DATE", _D, _date, "bq.to_date(a), make_date(a, b, c)"),
    FunctionRule("DATETIME", _D, _datetime, "bq.to_datetime(a), make_timestamp(a, b, ...)"),
    FunctionRule("TIMESTAMP", _D, _timestamp, "bq.to_timestamp(a), timezone(b, a)"),
    *(
        FunctionRule(
            f"{name}_{word}",
            _D,
            _shift(_FOR[name], sign, _UNITS[name]),
            f"CAST(a {sign} to_days(b) AS {_FOR[name]})",
        )
        for name in _FOR
        for word, sign in (("ADD", "+"), ("SUB", "-"))
    ),
    FunctionRule("DATE_DIFF", _D, _date_difference, "a - b, date_diff('month', b, a), ..."),
    FunctionRule("DATETIME_DIFF", _D, _datetime_difference, "date_diff('hour', b, a), ..."),
    FunctionRule(
        "TIMESTAMP_DIFF", _D, _timestamp_difference, "(epoch_us(a) - epoch_us(b)) // 60000000"
    ),
    *(
        FunctionRule(
            f"{name}_TRUNC", _D, _truncate(kind), f"CAST(date_trunc('month', a) AS {kind})"
        )
        for name, kind in _FOR.items()
    ),
    *(
        FunctionRule(f"FORMAT_{name}", _D, _format(kind), "strftime(b, '%Y-%m-%d')")
        for name, kind in _PARSED.items()
    ),
    *(
        FunctionRule(f"PARSE_{name}", _D, _parse(kind), f"CAST(strptime(b, a) AS {kind})")
        for name, kind in _PARSED.items()
    ),
    FunctionRule("LAST_DAY", _D, _last_day, "last_day(a)"),
    rule("UNIX_DATE", _D, a1="(bq.day({0}) - DATE '1970-01-01')"),
    rule("UNIX_SECONDS", _D, a1="bq.floor_divide(epoch_us({0}), 1000000)"),
    rule("UNIX_MILLIS", _D, a1="bq.floor_divide(epoch_us({0}), 1000)"),
    rule("UNIX_MICROS", _D, a1="epoch_us({0})"),
    rule("DATE_FROM_UNIX_DATE", _D, a1="(DATE '1970-01-01' + CAST({0} AS INTEGER))"),
    rule("TIMESTAMP_SECONDS", _D, a1="CAST(make_timestamp({0} * 1000000) AS TIMESTAMPTZ)"),
    rule("TIMESTAMP_MILLIS", _D, a1="CAST(make_timestamp({0} * 1000) AS TIMESTAMPTZ)"),
    rule("TIMESTAMP_MICROS", _D, a1="CAST(make_timestamp({0}) AS TIMESTAMPTZ)"),
    FunctionRule("WEEK", _D, _week, "the part WEEK(MONDAY) of the functions above"),
)
