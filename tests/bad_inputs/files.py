"""Part A, files: what is read, and what is refused with file, line and count."""
# ruff: noqa: C408, E501, Q000 - keyword arguments read as the columns of a table

import gzip
import io
import os
import zipfile


def _zip(content):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", content)
    return packed.getvalue()


TYPED = "CREATE EXTERNAL TABLE a (a BIGINT, b DOUBLE, c VARCHAR) OPTIONS (uris = ['data/a.csv']);"
PARQUET = "CREATE EXTERNAL TABLE a OPTIONS (format = 'PARQUET', uris = ['data/a.parquet']);"
GZIP = "CREATE EXTERNAL TABLE a OPTIONS (uris = ['data/a.csv.gz']);"
GLOB = "CREATE EXTERNAL TABLE a OPTIONS (uris = ['data/*.csv']);"
LATE = "a,b\n" + "1,2\n" * 21_000


def option(text):
    """Return a source with one more option."""
    return f"CREATE EXTERNAL TABLE a OPTIONS (uris = ['data/a.csv'], {text});"


CASES = [
    dict(case="1 no such file", source=GLOB.replace("*", "b"), exit=2, error="no-files",
         says=["source.sql:1", 'data/b.csv', "a.csv"]),
    dict(case="1 a glob that matches nothing", source=GLOB.replace("*", "x*"), exit=2,
         error="no-files", says=["source.sql:1", "data/x*.csv"]),
    dict(case="2 empty file", csv="", exit=3, error="empty-source", says=["data/a.csv"]),
    dict(case="3 header only", csv="a,b\n", exit=3, error="empty-source", says=["allow_empty"]),
    dict(case="3 header only, allowed", csv="a,b\n", source=option("allow_empty = true"),
         rows="SELECT count(*) FROM a", gives="0"),
    dict(case="4 byte order mark", csv=b"\xef\xbb\xbfa,b\n1,2\n", rows="SELECT a FROM a", gives="1"),
    dict(case="5 UTF-16", csv="a,b\n1,é\n".encode("utf-16"), exit=3, error="wrong-encoding",
         says=["data/a.csv", "encoding = 'UTF-16'"]),
    dict(case="6 Latin-1", csv=b"a,b\n1,x\n2,caf\xe9\n", exit=3, error="wrong-encoding",
         says=["data/a.csv:3", "0xe9", "1 of 2 rows", "encoding"]),
    dict(case="7 NUL", csv=b"a,b\n1,\x002\n", exit=3, error="nul-byte",
         says=["data/a.csv:2", "1 of 1 rows"]),
    dict(case="8 CR only", csv=b"a,b\r1,2\r3,4\r", rows="SELECT sum(b) FROM a", gives="6"),
    dict(case="9 mixed line ends", csv=b"a,b\n1,2\r\n3,4\n", rows="SELECT sum(b) FROM a",
         gives="6"),
    dict(case="10 short row", csv="a,b,c\n1,2,3\n1,2\n", exit=3, error="ragged-row",
         says=["data/a.csv:3", "2 fields, 3 expected", "1 of 2 rows"]),
    dict(case="11 long row", csv="a,b,c\n1,2,3\n1,2,3,4\n", exit=3, error="ragged-row",
         says=["data/a.csv:3", "4 fields, 3 expected", "1 of 2 rows"]),
    dict(case="12 unterminated quote", csv='a,b\n1,"x\n2,y\n', exit=3, error="unterminated-quote",
         says=["data/a.csv:2", "line 2"]),
    dict(case="13 width changes", csv=LATE + "1;2;3\n" * 3, exit=3, error="ragged-row",
         says=["data/a.csv:21002", "3 of 21,003 rows"]),
    dict(case="14 late decimal, widened", csv=LATE + "1.5,2\n",
         rows="SELECT max(a) FROM a", gives="1.5"),
    dict(case="14 late decimal, declared an integer", csv=LATE + "1.5,2\n", exit=3,
         source="CREATE EXTERNAL TABLE a (*, a BIGINT) OPTIONS (uris = ['data/a.csv']);",
         error="unreadable-value", says=["data/a.csv:21002", "'1.5'", "1 of 21,001 rows", '"a"']),
    dict(case="15 late text in a number", csv=LATE + "x,2\n" * 7, exit=3,
         source="CREATE EXTERNAL TABLE a (*, a BIGINT) OPTIONS (uris = ['data/a.csv']);",
         error="unreadable-value",
         says=["7 of 21,007 rows", "data/a.csv:21002: 'x'", "data/a.csv:21006: 'x'"]),
    dict(case="16 duplicate names", csv="a,b,a\n1,2,3\n", exit=3, error="duplicate-header",
         says=['"a" (column 1), "a" (column 3)']),
    dict(case="17 empty name", csv="a,,c\n1,2,3\n", exit=3, error="empty-header",
         says=["column 2 of 3"]),
    dict(case="18 names equal up to case", csv="abc,ABC\n1,2\n", exit=3, error="duplicate-header",
         says=['"abc" (column 1), "ABC" (column 2)']),
    dict(case="19 trailing delimiter", csv="a,b\n1,2,\n", exit=3, error="ragged-row",
         says=["data/a.csv:2", "3 fields, 2 expected"]),
    dict(case="20 no header", csv="1,2.5,x\n3,4.5,y\n", source=TYPED, exit=3,
         error="missing-column", says=['no column "a"', "data/a.csv"]),
    dict(case="21 other order than the contract", csv="C,B,A\nx,2.5,1\n", source=TYPED,
         rows="SELECT a, b, c FROM a", gives="1,2.5,x"),
    dict(case="22 missing, extra, renamed", csv="a,bb,d\n1,2,3\n", source=TYPED, exit=3,
         error="missing-column", says=['no column "b"', 'no column "c"', '"bb"', '"d"']),
    dict(case="23 files of one glob differ", source=GLOB, csv="a,b\n1,2\n", exit=3,
         files={"data/b.csv": "a,c\n1,2\n"}, error="files-differ", says=['"data/b.csv"', "b", "c"]),
    dict(case="24 a cell of 2 MB", csv="a,b\n1," + "x" * 2_100_000 + "\n", exit=3,
         error="row-too-long", says=["data/a.csv:2", "2,000,000"]),
    dict(case="25 corrupt Parquet", source=PARQUET, exit=3, error="corrupt-file",
         files={"data/a.parquet": b"PAR1" + b"x" * 100}, says=["data/a.parquet"]),
    dict(case="25 cut gzip", source=GZIP, exit=3, error="corrupt-file", says=["data/a.csv.gz"],
         files={"data/a.csv.gz": gzip.compress(os.urandom(5000))[:-50]}),
    dict(case="25 zip bomb", source=GZIP, exit=3, error="corrupt-file", says=["unpacks to more"],
         files={"data/a.csv.gz": gzip.compress(b"0" * 80_000_000)}),
    dict(case="25 zip named CSV", csv=_zip("a\n1\n"), exit=3, error="wrong-format", says=["zip"]),
    dict(case="27 the same file delivered twice", source=GLOB, csv="a,b\n1,2\n",
         files={"data/b.csv": "a,b\n1,2\n"}, error="repeated-file",
         says=["warning[repeated-file]", '1 file is left out', '"data/b.csv" is "data/a.csv"'],
         rows="SELECT count(*) FROM a", gives="1"),
    dict(case="27 equal files that are both right", csv="a,b\n1,2\n", silent="repeated-file",
         source="CREATE EXTERNAL TABLE a OPTIONS (uris = ['data/*.csv'], keep_repeated_files = true);",
         files={"data/b.csv": "a,b\n1,2\n"}, rows="SELECT count(*) FROM a", gives="2"),
    dict(case="27 files of one size that differ", source=GLOB, csv="a,b\n1,2\n",
         silent="repeated-file", files={"data/b.csv": "a,b\n1,3\n"},
         rows="SELECT sum(b) FROM a", gives="5"),
    dict(case="28 a symbolic link out of the project", link=True, exit=2, error="outside-project",
         says=["data/a.csv"]),
]  # fmt: skip
