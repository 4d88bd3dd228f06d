"""Part B, values and types."""
# ruff: noqa: C408 - keyword arguments read as the columns of a table


def column(kind, *more):
    """Return a source whose column has a declared type."""
    options = ", ".join(["uris = ['data/a.csv']", *more])
    return f"CREATE EXTERNAL TABLE a (a {kind}) OPTIONS ({options});"


def table(select):
    """Return a table over the source."""
    return {"t.sql": f"CREATE TABLE t AS\nSELECT {select} FROM a;\n"}


NUMBERS = "a\n" + "".join(f"{i}\n" for i in range(10))
VALUE = "unreadable-value"
DAYS = "born,until\n" + "".join(
    f"{1900 if i < 2 else 1940 + i}-01-01,{2026 if i % 2 else 9999}-12-31 00:00:00\n"
    for i in range(20)
)
TEMPERATURES = "celsius\n" + "".join(f"{-999 if i % 10 == 0 else i - 15}.0\n" for i in range(30))

CASES = [
    dict(case="29 NaN", csv="a\n1.5\nNaN\n", source=column("DOUBLE"), exit=3, error=VALUE,
         says=["data/a.csv:3", "'NaN'", "1 of 2 rows", "null_markers"]),
    dict(case="29 NaN without a type", csv="a\n1.5\nNaN\n" + "2\n" * 9, error="mostly-typed",
         says=["'NaN'", "null_markers"]),
    dict(case="30 infinity", csv="a\n1.5\n-inf\nInfinity\n", source=column("DOUBLE"), exit=3,
         error=VALUE, says=["2 of 3 rows", "data/a.csv:3: '-inf'"]),
    dict(case="33 division by zero", csv=NUMBERS, files=table("1 // (a - 3) AS x"), exit=3,
         error="division-by-zero", says=["t.sql:2", "nullif"], engine=2),
    dict(case="35 integer overflow", csv=NUMBERS, exit=3, error="out-of-range",
         files=table("CAST(a AS INTEGER) * CAST(2147483647 AS INTEGER) AS x"), says=["t.sql:2"]),
    dict(case="35 a value beyond its type", csv="a\n300\n", source=column("TINYINT"), exit=3,
         error=VALUE, says=["'300'", "TINYINT", "1 of 1 rows"]),
    dict(case="37 an integer of more than 64 bits", csv="a\n9223372036854775808\n", exit=3,
         source=column("BIGINT"), error=VALUE, says=["BIGINT", "data/a.csv:2"]),
    dict(case="37 more digits than a number holds stay text", csv="a\n9223372036854775808\n1\n",
         rows="SELECT typeof(a) FROM a LIMIT 1", gives="VARCHAR"),
    dict(case="38 decimal overflow", csv="a\n12345.6\n1.239\n", source=column("DECIMAL(5, 2)"),
         exit=3, error=VALUE, says=["2 of 2 rows", "'12345.6'"]),
    dict(case="39 bad date", csv="a\n2026-02-30\n", source=column("DATE"), exit=3, error=VALUE,
         says=["'2026-02-30'", "data/a.csv:2"]),
    dict(case="39 bad date in a cast", csv="a\n2026-02-30\nx\n",
         files=table("CAST(a AS DATE) AS x"), exit=3, error="cast-failed",
         says=["t.sql:2:8", "2026-02-30"]),
    dict(case="40 ambiguous dates", csv="a\n01/02/2026\n13/02/2026\n02/03/2026\n", exit=3,
         source=column("DATE"), error=VALUE, says=["3 of 3 rows", "date_format", "MM/DD/YYYY"]),
    dict(case="41 mixed date formats", csv="a\n01/02/2026\n2026-01-01\n", exit=3, error=VALUE,
         source=column("DATE", "date_format = 'DD/MM/YYYY'"), says=["1 of 2 rows", "'2026-01-01'"]),
    dict(case="42 a time without a zone is UTC", csv="a\n2026-03-29 02:30:00\n",
         source=column("TIMESTAMP"), rows="SELECT a FROM a", gives="2026-03-29 02:30:00"),
    dict(case="43 sentinel dates", csv=DAYS, error="sentinel-value",
         says=['column "born" is DATE \'1900-01-01\' in 2 of 20 rows',
               "column \"until\" is TIMESTAMP '9999-12-31 00:00:00' in 10 of 20 rows",
               "nullif(\"born\", DATE '1900-01-01')"]),
    dict(case="43 sentinel dates whose range was thought of", csv=DAYS, silent="sentinel-value",
         source="CREATE EXTERNAL TABLE a (*, CHECK (born > DATE '1899-01-01'),"
                " CHECK (until < DATE '9999-12-31' + INTERVAL 1 DAY))"
                " OPTIONS (uris = ['data/a.csv']);"),
    dict(case="44 NA in a number", csv="a\n1\nN/A\n", source=column("BIGINT"), exit=3, error=VALUE,
         says=["'N/A'", "null_markers = ['', 'N/A']"]),
    dict(case="44 NA without a type", csv="a\n" + "1\n" * 9 + "NA\n", error="mostly-typed",
         says=["'NA' (1 row", "null_markers = ['', 'NA']"]),
    dict(case="45 leading zeros", csv="a\n007\n010\n", rows="SELECT a FROM a", gives="007\n010"),
    dict(case="45 exponents are numbers", csv="a\n1e3\n1E-5\n",
         rows="SELECT sum(a) FROM a", gives="1000.00001"),
    dict(case="45 what may be hexadecimal stays text", csv="a\n12e4\n34e5\n",
         error="mostly-typed", says=["may be DOUBLE", "12e5"],
         rows="SELECT a FROM a", gives="12e4\n34e5"),
    dict(case="46 decimal comma", csv='a\n"1234,5"\n', source=column("DOUBLE"), exit=3, error=VALUE,
         says=["decimal_separator = ','"]),
    dict(case="46 thousands and currency", csv='a\n"1,000"\n$5\n7%\n', source=column("BIGINT"),
         exit=3, error=VALUE, says=["3 of 3 rows", "'$5'"]),
    dict(case="54 a sentinel number", csv=TEMPERATURES, error="sentinel-value",
         says=['column "celsius" is -999 in 3 of 30 rows', 'nullif("celsius", -999)']),
    dict(case="54 a number that is not far from others", silent="sentinel-value",
         csv="n\n" + "".join(f"{990 + i % 10}\n" for i in range(30))),
    dict(case="55 a few times in the future", error="future-times",
         csv="at\n" + "2026-01-01 10:00:00\n" * 200 + "2926-01-01 10:00:00\n",
         says=['column "at" lies in the future in 1 of 201 rows', "2926-01-01 10:00:00"]),
    dict(case="55 times that may lie in the future: a timetable", silent="future-times",
         csv="at\n" + "2026-01-01\n" * 20 + "2926-01-01\n" * 20),
    dict(case="47 booleans", csv="a\nyes\n0\nTRUE\n", source=column("BOOLEAN"),
         rows="SELECT count_if(a) FROM a", gives="2"),
    dict(case="50 what cannot be seen is escaped", csv="a\n\u202e1\u200b\n",
         source=column("BIGINT"), exit=3, error=VALUE, says=[r"\u202e1\u200b"]),
    dict(case="52 a column changes its type between runs", csv="a\n1\n2\n",
         files={"t.sql": "CREATE TABLE t (*, a BIGINT) AS SELECT a FROM a;\n"},
         then={"data/a.csv": "a\n1\nx\n"}, exit=2, error="contract-mismatch",
         says=["t.sql", "BIGINT", "VARCHAR"]),
]  # fmt: skip
