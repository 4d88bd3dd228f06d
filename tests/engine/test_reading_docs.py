"""docs/reading.md against the code; `BLESS=1 pytest` of this file writes the table."""

import os
import re
from pathlib import Path

from forebay.engine.source_options import SOURCE_OPTIONS

PAGE = Path(__file__).parents[2] / "docs" / "reading.md"
TABLE = re.compile(r"(<!-- options: .*? -->\n).*?(<!-- end of options -->)", re.DOTALL)


def option_table():
    rows = ["| option | value | default | formats | meaning |", "|---|---|---|---|---|"]
    for option in SOURCE_OPTIONS.values():
        default = "" if option.default in {None, ()} else f"`{option.default}`"
        default = default.replace("False", "false")
        formats = ", ".join(option.formats) or "all"
        rows.append(f"| `{option.name}` | {option.kind} | {default} | {formats} | {option.doc} |")
    return "\n".join(rows)


def test_the_table_of_options_is_the_codes():
    page = PAGE.read_text()
    expected = TABLE.sub(lambda m: f"{m[1]}{option_table()}\n{m[2]}", page)

    if os.environ.get("BLESS"):
        PAGE.write_text(expected)

    assert PAGE.read_text() == expected


def test_the_example_of_the_page_reads(sources):
    content = "time_hour,minute,dep_time\n2013-01-01T10:00:00Z,15,NA\n"

    rows = sources.rows(
        content,
        columns=[("dep_time", "INTEGER")],
        computed=[("sched_dep", "time_hour + minute * INTERVAL 1 MINUTE")],
        null_markers=["", "NA"],
    )

    assert [str(value) for value in rows[0]] == [
        "2013-01-01 10:00:00",
        "15",
        "None",
        "2013-01-01 10:15:00",
    ]
