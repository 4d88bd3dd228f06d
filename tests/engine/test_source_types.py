import pytest

from forebay.engine.source_options import SourceOptions
from forebay.engine.source_types import conversion, is_readable, strptime


def values(workspace, kind, texts, **options):
    """Return what each text becomes, as text; "no" where it does not fit."""
    made = conversion(kind, "x", SourceOptions.of(options))
    listed = ", ".join(f"('{t}')" if t is not None else "(NULL)" for t in texts)
    query = (
        f"SELECT CASE WHEN {made.fits} THEN coalesce(CAST({made.value} AS VARCHAR), 'NULL')"
        f" ELSE 'no' END FROM (VALUES {listed}) t(x)"
    )
    return [row[0] for row in workspace.rows(query)]


@pytest.mark.parametrize(
    ("kind", "options", "expected"),
    [
        ("BIGINT", {}, {
            "1": "1", "-7": "-7", "+5": "5", "007": "7", "1.5": "no", "1_000": "no", "1e3": "no",
            " 1": "no", "0x10": "no", "": "NULL", None: "NULL", "1,000": "no", "x": "no",
            "9223372036854775807": "9223372036854775807", "9223372036854775808": "no",
        }),
        ("TINYINT", {}, {"127": "127", "128": "no", "-128": "-128"}),
        ("UINTEGER", {}, {"0": "0", "-1": "no"}),
        ("DECIMAL(5,2)", {}, {
            "1.5": "1.50", "1.505": "no", "1.500": "1.50", "1000": "no", "-.5": "-0.50",
            "1_0": "no", "999.99": "999.99", "1e2": "no",
        }),
        ("DOUBLE", {}, {
            "1.50": "1.5", ".5": "0.5", "1e-05": "1e-05", "nan": "no", "NaN": "no", "inf": "no",
            "-Infinity": "no", "1e999": "no", "1_0": "no", "1,5": "no", "": "NULL",
        }),
        ("DOUBLE", {"decimal_separator": ","}, {"1,5": "1.5", "1.5": "no", "1.000,5": "no"}),
        ("BOOLEAN", {}, {
            "true": "true", "F": "false", "1": "true", "No": "false", "on": "no", "2": "no",
        }),
        ("DATE", {}, {
            "2026-02-28": "2026-02-28", "2026-02-30": "no", "01/02/2026": "no", "2026/1/2": "no",
            "2026-2-3": "no", "infinity": "no", "2026-01-01 10:00": "no",
        }),
        ("DATE", {"date_format": "DD/MM/YYYY"}, {
            "01/02/2026": "2026-02-01", "12/31/1999": "no", "2026-01-02": "no",
        }),
        ("TIMESTAMP", {}, {
            "2013-01-01T10:00:00Z": "2013-01-01 10:00:00",
            "2013-01-01 10:00:00+02": "2013-01-01 08:00:00",
            "2013-01-01T10:00:00-05:30": "2013-01-01 15:30:00",
            "2013-01-01": "2013-01-01 00:00:00",
            "2013-01-01 10:00:00.123456000": "2013-01-01 10:00:00.123456",
            "2013-01-01 10:00:00.123456789": "no", "2013-01-01 5:00": "no", "epoch": "no",
            "infinity": "no", "2013-13-01 10:00:00": "no", "01.02.2013 10:00": "no",
        }),
        ("TIMESTAMP", {"timestamp_format": "%d.%m.%Y %H:%M"}, {
            "01.02.2013 10:00": "2013-02-01 10:00:00", "2013-02-01 10:00:00": "no",
        }),
        ("TIMESTAMP WITH TIME ZONE", {}, {"2013-01-01 10:00:00+02": "2013-01-01 08:00:00+00"}),
        ("TIME", {}, {"10:00": "10:00:00", "25:00": "no"}),
        ("UUID", {}, {"x": "no"}),
        ("JSON", {}, {'{"a": 1}': '{"a": 1}', "{": "no"}),
        ("VARCHAR", {}, {"": "", " x ": " x ", None: "NULL"}),
    ],
)  # fmt: skip
def test_a_text_is_a_value_only_if_nothing_is_lost(workspace, kind, options, expected):
    """Cases 14, 29, 30, 35, 37 to 41, 45 to 47 of the catalogue of bad inputs."""
    assert (
        dict(zip(expected, values(workspace, kind, expected, **options), strict=True)) == expected
    )


def test_nested_types_are_not_in_a_text_file():
    assert not is_readable("INTEGER[]")
    assert not is_readable("MAP(VARCHAR, INTEGER)")


def test_bigquerys_format_elements_are_understood():
    assert strptime("yyyy-mm-dd HH24:MI:SS.FF6") == "%Y-%m-%d %H:%M:%S.%f"
