# ruff: noqa: E501 - a line a case
"""Functions of dates and times: ``(expression, value)`` by topic of the GoogleSQL reference.

Values without an example there follow from the sentence that the comment gives.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def day(*parts):
    return date(*parts)


def civil(*parts):
    return datetime(*parts)  # noqa: DTZ001 - a DATETIME has no zone


VALUES = {
    "date functions": [
        ("DATE(2016, 12, 25)", day(2016, 12, 25)),
        ("DATE(DATETIME '2016-12-25 23:59:59')", day(2016, 12, 25)),
        ("DATE(TIMESTAMP '2016-12-25 05:30:00+07', 'America/Los_Angeles')", day(2016, 12, 24)),
        ("DATE_ADD(DATE '2008-12-25', INTERVAL 5 DAY)", day(2008, 12, 30)),
        ("DATE_ADD('2008-12-25', INTERVAL 5 DAY)", day(2008, 12, 30)),
        ("DATE_ADD(DATE '2020-01-31', INTERVAL 1 MONTH)", day(2020, 2, 29)),
        ("DATE_ADD(DATE '2020-01-31', INTERVAL -1 WEEK)", day(2020, 1, 24)),
        ("DATE_ADD(DATE '2020-01-31', INTERVAL 1 QUARTER)", day(2020, 4, 30)),
        ("DATE_SUB(DATE '2008-12-25', INTERVAL 5 DAY)", day(2008, 12, 20)),
        ("DATE_SUB(DATE '2020-02-29', INTERVAL 1 YEAR)", day(2019, 2, 28)),
        ("DATE_DIFF(DATE '2010-07-07', DATE '2008-12-25', DAY)", 559),
        ("DATE_DIFF(DATE '2017-10-15', DATE '2017-10-14', DAY)", 1),
        ("DATE_DIFF(DATE '2017-10-15', DATE '2017-10-14', WEEK)", 1),
        ("DATE_DIFF('2017-12-30', '2014-12-30', YEAR)", 3),
        ("DATE_DIFF('2017-12-30', '2014-12-30', ISOYEAR)", 2),
        ("DATE_DIFF('2017-12-18', '2017-12-17', WEEK)", 0),
        ("DATE_DIFF('2017-12-18', '2017-12-17', WEEK(MONDAY))", 1),
        ("DATE_DIFF('2017-12-18', '2017-12-17', ISOWEEK)", 1),
        ("DATE_DIFF('2020-03-01', '2020-02-29', MONTH)", 1),
        ("DATE_DIFF('2020-04-01', '2020-03-31', QUARTER)", 1),
        ("DATE_DIFF('2014-12-30', '2017-12-30', YEAR)", -3),
        ("DATE_TRUNC(DATE '2008-12-25', MONTH)", day(2008, 12, 1)),
        ("DATE_TRUNC(DATE '2017-11-07', WEEK(MONDAY))", day(2017, 11, 6)),
        ("DATE_TRUNC(DATE '2017-11-05', WEEK(MONDAY))", day(2017, 10, 30)),
        ("DATE_TRUNC(DATE '2017-11-07', WEEK)", day(2017, 11, 5)),
        ("DATE_TRUNC(DATE '2017-11-05', WEEK)", day(2017, 11, 5)),
        ("DATE_TRUNC(DATE '2017-11-08', WEEK(WEDNESDAY))", day(2017, 11, 8)),
        ("DATE_TRUNC(DATE '2015-06-15', ISOYEAR)", day(2014, 12, 29)),
        ("DATE_TRUNC(DATE '2017-11-05', ISOWEEK)", day(2017, 10, 30)),
        ("DATE_TRUNC(DATE '2008-12-25', QUARTER)", day(2008, 10, 1)),
        ("DATE_TRUNC(DATE '2008-12-25', YEAR)", day(2008, 1, 1)),
        ("DATE_TRUNC(DATE '2008-12-25', DAY)", day(2008, 12, 25)),
        ("EXTRACT(DAY FROM DATE '2013-12-25')", 25),
        ("EXTRACT(DAYOFWEEK FROM DATE '2018-11-18')", 1),  # a Sunday
        ("EXTRACT(DAYOFWEEK FROM DATE '2018-11-24')", 7),
        ("EXTRACT(DAYOFYEAR FROM DATE '2020-12-31')", 366),
        ("EXTRACT(ISOYEAR FROM DATE '2015-12-29')", 2015),
        ("EXTRACT(ISOYEAR FROM DATE '2016-01-02')", 2015),
        ("EXTRACT(ISOWEEK FROM DATE '2015-12-29')", 53),
        ("EXTRACT(ISOWEEK FROM DATE '2016-01-02')", 53),
        ("EXTRACT(YEAR FROM DATE '2016-01-02')", 2016),
        ("EXTRACT(WEEK FROM DATE '2015-12-29')", 52),
        ("EXTRACT(WEEK FROM DATE '2016-01-02')", 0),
        ("EXTRACT(WEEK FROM DATE '2017-11-05')", 45),
        ("EXTRACT(WEEK(MONDAY) FROM DATE '2017-11-05')", 44),
        ("EXTRACT(MONTH FROM DATE '2016-02-29')", 2),
        ("EXTRACT(QUARTER FROM DATE '2016-11-02')", 4),
        ("FORMAT_DATE('%F', DATE '2008-12-25')", "2008-12-25"),
        ("FORMAT_DATE('%b-%d-%Y', DATE '2008-12-25')", "Dec-25-2008"),
        ("FORMAT_DATE('%b %Y', DATE '2008-12-25')", "Dec 2008"),
        ("FORMAT_DATE('%Y-Q%Q', DATE '2008-12-25')", "2008-Q4"),
        ("FORMAT_DATE('%A %e', DATE '2008-12-05')", "Friday  5"),
        ("FORMAT_DATE('%U %W %V %G %j %y %B', DATE '2017-01-01')", "01 00 52 2016 001 17 January"),
        ("PARSE_DATE('%F', '2008-12-25')", day(2008, 12, 25)),
        ("PARSE_DATE('%Y%m%d', '20081225')", day(2008, 12, 25)),
        ("PARSE_DATE('%A %b %d %Y', 'Thursday Dec 25 2008')", day(2008, 12, 25)),
        ("SAFE.PARSE_DATE('%Y%m%d', 'x')", None),
        ("LAST_DAY(DATE '2008-11-25', MONTH)", day(2008, 11, 30)),
        ("LAST_DAY(DATE '2008-02-25')", day(2008, 2, 29)),
        ("UNIX_DATE(DATE '2008-12-25')", 14238),
        ("DATE_FROM_UNIX_DATE(14238)", day(2008, 12, 25)),
        ("CURRENT_DATE() = CAST(CURRENT_TIMESTAMP() AS DATE)", True),
        ("CURRENT_DATE = DATE(CURRENT_DATETIME())", True),
        ("CURRENT_TIMESTAMP >= TIMESTAMP '2020-01-01'", True),
        ("CURRENT_DATETIME > DATETIME '2020-01-01 00:00:00'", True),
    ],
    "datetime functions": [
        ("DATETIME(2008, 12, 25, 5, 30, 0)", civil(2008, 12, 25, 5, 30)),
        (
            "DATETIME(TIMESTAMP '2008-12-25 05:30:00+00', 'America/Los_Angeles')",
            civil(2008, 12, 24, 21, 30),
        ),
        ("DATETIME(DATE '2008-12-25')", civil(2008, 12, 25)),
        (
            "DATETIME_ADD(DATETIME '2008-12-25 15:30:00', INTERVAL 10 MINUTE)",
            civil(2008, 12, 25, 15, 40),
        ),
        (
            "DATETIME_ADD(DATETIME '2008-01-31 15:30:00', INTERVAL 1 MONTH)",
            civil(2008, 2, 29, 15, 30),
        ),
        (
            "DATETIME_SUB(DATETIME '2008-12-25 15:30:00', INTERVAL 10 MINUTE)",
            civil(2008, 12, 25, 15, 20),
        ),
        ("DATETIME_DIFF(DATETIME '2010-07-07 10:20:00', DATETIME '2008-12-25 15:30:00', DAY)", 559),
        ("DATETIME_DIFF(DATETIME '2017-10-15 00:00:00', DATETIME '2017-10-14 00:00:00', WEEK)", 1),
        ("DATETIME_DIFF('2017-12-30 00:00:00', '2014-12-30 00:00:00', YEAR)", 3),
        ("DATETIME_DIFF('2017-12-30 00:00:00', '2014-12-30 00:00:00', ISOYEAR)", 2),
        ("DATETIME_DIFF('2017-12-18', '2017-12-17', WEEK(MONDAY))", 1),
        ("DATETIME_DIFF('2017-10-14 01:00:00', '2017-10-14 00:59:59', HOUR)", 1),
        ("DATETIME_TRUNC(DATETIME '2008-12-25 15:30:00', DAY)", civil(2008, 12, 25)),
        ("DATETIME_TRUNC(DATETIME '2017-11-05 00:00:00', WEEK(MONDAY))", civil(2017, 10, 30)),
        ("DATETIME_TRUNC(DATETIME '2015-06-15 00:00:00', ISOYEAR)", civil(2014, 12, 29)),
        ("DATETIME_TRUNC(DATETIME '2008-12-25 15:30:45', MINUTE)", civil(2008, 12, 25, 15, 30)),
        ("EXTRACT(HOUR FROM DATETIME '2008-12-25 15:30:00')", 15),
        ("EXTRACT(MILLISECOND FROM DATETIME '2008-12-25 15:30:12.345678')", 345),
        ("EXTRACT(MICROSECOND FROM DATETIME '2008-12-25 15:30:12.345678')", 345678),
        ("EXTRACT(SECOND FROM DATETIME '2008-12-25 15:30:12.345678')", 12),
        ("EXTRACT(DATE FROM DATETIME '2008-12-25 15:30:00')", day(2008, 12, 25)),
        ("EXTRACT(TIME FROM DATETIME '2008-12-25 15:30:00')", time(15, 30)),
        ("FORMAT_DATETIME('%b-%d-%Y', DATETIME '2008-12-25 15:30:00')", "Dec-25-2008"),
        (
            "FORMAT_DATETIME('%H:%M:%S %p %I %T %R %D', DATETIME '2008-12-25 15:30:05')",
            "15:30:05 PM 03 15:30:05 15:30 12/25/08",
        ),
        (
            "PARSE_DATETIME('%Y-%m-%d %H:%M:%S', '1998-10-18 13:45:55')",
            civil(1998, 10, 18, 13, 45, 55),
        ),
        ("DATETIME '2008-12-25 15:30:00' + INTERVAL 1 DAY", civil(2008, 12, 26, 15, 30)),
    ],
    "timestamp functions": [
        ("TIMESTAMP('2008-12-25 15:30:00+00')", utc(2008, 12, 25, 15, 30)),
        ("TIMESTAMP('2008-12-25 15:30:00', 'America/Los_Angeles')", utc(2008, 12, 25, 23, 30)),
        ("TIMESTAMP(DATETIME '2008-12-25 15:30:00')", utc(2008, 12, 25, 15, 30)),
        ("TIMESTAMP(DATE '2008-12-25')", utc(2008, 12, 25)),
        (
            "TIMESTAMP_ADD(TIMESTAMP '2008-12-25 15:30:00+00', INTERVAL 10 MINUTE)",
            utc(2008, 12, 25, 15, 40),
        ),
        (
            "TIMESTAMP_SUB(TIMESTAMP '2008-12-25 15:30:00+00', INTERVAL 10 MINUTE)",
            utc(2008, 12, 25, 15, 20),
        ),
        (
            "TIMESTAMP_ADD(TIMESTAMP '2008-12-25 15:30:00+00', INTERVAL 1 DAY)",
            utc(2008, 12, 26, 15, 30),
        ),
        (
            (
                "TIMESTAMP_DIFF(TIMESTAMP '2010-07-07 10:20:00+00', TIMESTAMP '2008-12-25 15:30:00+00',"
                " HOUR)"
            ),
            13410,
        ),
        ("TIMESTAMP_DIFF('2018-08-14', '2018-10-14', DAY)", -61),
        ("TIMESTAMP_DIFF('2001-02-01 01:00:00', '2001-02-01 00:00:01', HOUR)", 0),
        ("TIMESTAMP_DIFF('2020-01-01 00:01:01', '2020-01-01 00:00:59', MINUTE)", 0),
        ("TIMESTAMP_DIFF('2020-01-01 00:00:01', '2020-01-01 00:00:00', MILLISECOND)", 1000),
        ("TIMESTAMP_TRUNC(TIMESTAMP '2008-12-25 15:30:00+00', DAY, 'UTC')", utc(2008, 12, 25)),
        (
            "TIMESTAMP_TRUNC(TIMESTAMP '2008-12-25 15:30:00+00', DAY, 'America/Los_Angeles')",
            utc(2008, 12, 25, 8),
        ),
        ("TIMESTAMP_TRUNC(TIMESTAMP '2017-11-06 00:00:00+12', WEEK)", utc(2017, 11, 5)),
        ("TIMESTAMP_TRUNC(TIMESTAMP '2017-11-06 00:00:00+12', WEEK(MONDAY))", utc(2017, 10, 30)),
        (
            "TIMESTAMP_TRUNC(TIMESTAMP '2017-11-06 00:00:00+12', WEEK(MONDAY), 'Pacific/Auckland')",
            utc(2017, 11, 5, 11),
        ),
        ("TIMESTAMP_TRUNC(TIMESTAMP '2015-06-15 00:00:00+00', ISOYEAR)", utc(2014, 12, 29)),
        ("TIMESTAMP_TRUNC(TIMESTAMP '2015-06-15 10:20:30+00', HOUR)", utc(2015, 6, 15, 10)),
        ("EXTRACT(DAY FROM TIMESTAMP '2008-12-25 05:30:00+00' AT TIME ZONE 'UTC')", 25),
        (
            "EXTRACT(DAY FROM TIMESTAMP '2008-12-25 05:30:00+00' AT TIME ZONE 'America/Los_Angeles')",
            24,
        ),
        ("EXTRACT(MINUTE FROM TIMESTAMP '2008-12-25 05:30:00+00')", 30),
        ("EXTRACT(DATETIME FROM TIMESTAMP '2008-12-25 05:30:00+00')", civil(2008, 12, 25, 5, 30)),
        ("FORMAT_TIMESTAMP('%b-%d-%Y', TIMESTAMP '2050-12-25 15:30:55+00')", "Dec-25-2050"),
        ("FORMAT_TIMESTAMP('%H', TIMESTAMP '2050-12-25 15:30:55+00', 'America/Los_Angeles')", "07"),
        ("PARSE_TIMESTAMP('%Y-%m-%d %H:%M:%S', '2008-12-25 07:30:00')", utc(2008, 12, 25, 7, 30)),
        ("UNIX_SECONDS(TIMESTAMP '2008-12-25 15:30:00+00')", 1230219000),
        ("UNIX_SECONDS(TIMESTAMP '1970-01-01 00:00:01.8+00')", 1),
        ("UNIX_SECONDS(TIMESTAMP '1969-12-31 23:59:59.5+00')", -1),  # rounded down
        ("UNIX_MILLIS(TIMESTAMP '2008-12-25 15:30:00+00')", 1230219000000),
        ("UNIX_MICROS(TIMESTAMP '2008-12-25 15:30:00+00')", 1230219000000000),
        ("TIMESTAMP_SECONDS(1230219000)", utc(2008, 12, 25, 15, 30)),
        ("TIMESTAMP_MILLIS(1230219000000)", utc(2008, 12, 25, 15, 30)),
        ("TIMESTAMP_MICROS(1230219000000000)", utc(2008, 12, 25, 15, 30)),
    ],
}
