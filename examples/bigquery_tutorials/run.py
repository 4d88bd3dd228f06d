"""Run one tutorial, or all of them: ``python run.py 03_penguin_groups``."""

from __future__ import annotations

import sys
from pathlib import Path

import forebay

HERE = Path(__file__).resolve().parent
# What the names in the scripts mean here; in BigQuery they are tables of a project.
DATASETS = {
    "bigquery-public-data.ml_datasets.penguins": "data/penguins.csv",
    "my-project.textbook.participation": "data/participation.csv",
    "my-project.textbook.wages": "data/wages.csv",
    "my-project.textbook.census": "data/census.csv",
    "my-project.textbook.pensions": "data/pensions.csv",
    "my-project.nyc.weather": "data/weather.csv",
    "my-project.nyc.departures": "data/departures.csv",
}


def main(names: list[str]) -> int:
    """Run the scripts of these names and print what their last query gives."""
    scripts = [HERE / f"{name.removesuffix('.sql')}.sql" for name in names]
    for script in scripts or sorted(HERE.glob("*.sql")):
        text = script.read_text()
        used = {
            name: str(HERE / file)
            for name, file in DATASETS.items()
            if name.partition(".")[2] in text
        }
        with forebay.connect(dialect="bigquery", datasets=used) as fb:
            print(f"{script.stem}\n{fb.sql(text)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
