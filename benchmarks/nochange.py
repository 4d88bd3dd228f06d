"""Measure a build with nothing to do: `forebay build` against `dbt build`, same five nodes.

Both projects are made on the spot: one CSV read, and four tables that lead from it to a report,
with the same two checks. Each is built once, then built again with nothing changed. dbt rebuilds
everything unless it is told not to, so its own way to skip (`state:modified+`) is measured too.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from measure import Reading, machine, measure, spread, table

if TYPE_CHECKING:
    from collections.abc import Callable

N_ORDERS = 1000
TABLES = {
    "orders": "SELECT id, customer, CAST(day AS DATE) AS day, amount FROM raw WHERE amount > 0",
    "daily": "SELECT day, count(*) AS orders, sum(amount) AS amount FROM orders GROUP BY day",
    "customers": (
        "SELECT customer, count(*) AS orders, sum(amount) AS amount FROM orders GROUP BY customer"
    ),
    "report": (
        "SELECT (SELECT max(amount) FROM daily) AS best_day,"
        " (SELECT max(amount) FROM customers) AS best_customer"
    ),
}


def main() -> None:
    """Measure what is installed, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--forebay", type=Path, required=True, help="the program")
    parser.add_argument("--dbt", type=Path, required=True, help="the program, with dbt-duckdb")
    parser.add_argument("--repeat", type=int, default=5, metavar="N")
    given = parser.parse_args()

    print(f"{machine()}; {given.repeat} repetitions", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        builds = prepare(given, Path(folder))
        taken: dict[str, list[Reading]] = {name: [] for name in builds}
        for _ in range(given.repeat):
            for name, build in builds.items():
                taken[name].append(build())
    rows = [
        [
            name,
            spread([reading.cpu_seconds for reading in readings]),
            spread([reading.seconds for reading in readings]),
            spread([reading.peak_mb for reading in readings], 0),
        ]
        for name, readings in taken.items()
    ]
    print(table(["no-change build", "CPU seconds", "seconds", "peak MB"], rows))
    if "dbt build" not in builds:
        print("dbt build: not installed")


def prepare(given: argparse.Namespace, folder: Path) -> dict[str, Callable[[], Reading]]:
    """Make and build the projects; return how to build each again."""
    days = [f"2024-01-{day:02}" for day in range(1, 29)]
    lines = [f"{i},c{i % 50},{days[i % 28]},{i % 97 + 1}.5" for i in range(N_ORDERS)]
    csv = folder / "raw.csv"
    csv.write_text("\n".join(["id,customer,day,amount", *lines, ""]))

    project = forebay_project(folder / "forebay", csv)
    first = [given.forebay, "-C", project, "build"]
    measure(first)
    builds = {"forebay build": lambda: measure(first)}

    if given.dbt.exists():
        project = dbt_project(folder / "dbt", csv)
        quiet = ["--no-version-check", "--no-send-anonymous-usage-stats"]
        build = [given.dbt, *quiet, "build"]
        changed = [*build, "--select", "state:modified+", "--state", project / "before"]
        measure(build, folder=project)
        (project / "before").mkdir()
        shutil.copy(project / "target" / "manifest.json", project / "before")
        builds["dbt build"] = lambda: measure(build, folder=project)
        builds["dbt build, changed only"] = lambda: measure(changed, folder=project)
    return builds


def forebay_project(folder: Path, csv: Path) -> Path:
    """Write the five nodes for Forebay."""
    columns = {"orders": "(*, id PRIMARY KEY, customer NOT NULL) "}
    write(folder / "forebay.toml", 'name = "nochange"\n')
    (folder / "data").mkdir()
    shutil.copy2(csv, folder / "data")
    uri = "data/raw.csv"
    write(
        folder / "sources" / "raw.sql",
        f"CREATE EXTERNAL TABLE raw OPTIONS (format = 'CSV', uris = ['{uri}']);\n",
    )
    for name, query in TABLES.items():
        text = f"CREATE TABLE {name} {columns.get(name, '')}AS\n{query};\n"
        write(folder / "tables" / f"{name}.sql", text)
    return folder


def dbt_project(folder: Path, csv: Path) -> Path:
    """Write the five nodes for dbt, on a DuckDB file."""
    write(
        folder / "dbt_project.yml",
        "name: nochange\nprofile: nochange\nmodels: {+materialized: table}\n",
    )
    database = folder / "nochange.duckdb"
    write(
        folder / "profiles.yml",
        f"nochange: {{target: dev, outputs: {{dev: {{type: duckdb, path: '{database}'}}}}}}\n",
    )
    write(
        folder / "models" / "schema.yml",
        "models:\n  - name: orders\n    columns:\n"
        "      - {name: id, data_tests: [unique, not_null]}\n"
        "      - {name: customer, data_tests: [not_null]}\n",
    )
    write(folder / "models" / "raw.sql", f"SELECT * FROM read_csv('{csv}')\n")
    names = ["raw", *TABLES]
    for name, query in TABLES.items():
        for read in names:
            query = query.replace(f"FROM {read} ", f"FROM {{{{ ref('{read}') }}}} ")  # noqa: PLW2901
            query = query.replace(f"FROM {read})", f"FROM {{{{ ref('{read}') }}}})")  # noqa: PLW2901
        write(folder / "models" / f"{name}.sql", query + "\n")
    return folder


def write(file: Path, text: str) -> None:
    """Write a file and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


if __name__ == "__main__":
    main()
