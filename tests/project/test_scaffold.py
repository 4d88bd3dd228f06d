"""A first project, made from somebody's own files."""

from __future__ import annotations

import random
import re
from pathlib import Path

import duckdb
import pytest

from forebay.errors import EngineError, ProjectError
from forebay.project.load import load
from forebay.project.scaffold import Scaffolded, scaffold
from forebay.project.scaffold_text import name_text


def customers(path: Path, label: str = "churned", rows: int = 300) -> str:
    """Write customers into a CSV file and return its path."""
    draw = random.Random(7)
    lines = [f"customer_id,order,Full name,joined,spend,{label}"]
    for i in range(rows):
        spend = "NA" if i % 17 == 0 else f"{draw.uniform(1, 99):.2f}"
        lines.append(
            f"{i},{draw.choice('abc')},Name {i},2026-01-{1 + i % 28:02d} 10:00:00,"
            f"{spend},{draw.choice(['true', 'false'])}"
        )
    path.write_text("\n".join(lines) + "\n")
    return str(path)


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Scaffolded]:
    """A project made from one file of customers."""
    folder = tmp_path_factory.mktemp("made")
    return folder / "shop", scaffold(folder / "shop", [customers(folder / "customers.csv")])


def test_a_project_from_a_file_is_sound_and_has_a_model(shop: tuple[Path, Scaffolded]) -> None:
    folder, made = shop

    project = load(folder)

    assert list(project.nodes) == ["customers", "clean_customers", "predict_churned"]
    assert len(project.tests) == 2
    assert made.notes == ("The first model predicts churned of customers.",)
    assert project.nodes["predict_churned"].features == ("order", "joined", "spend")
    assert project.nodes["predict_churned"].row_key == ("customer_id",)


def test_every_column_is_written_out_with_its_type(shop: tuple[Path, Scaffolded]) -> None:
    text = (shop[0] / "sources/customers.sql").read_text()

    assert '  "order"     VARCHAR,\n  "Full name" VARCHAR,\n  joined      TIMESTAMP,' in text
    assert "spend       DOUBLE" in text
    assert "uris = ['data/customers.csv'], null_markers = ['', 'NA']" in text


def test_constraints_are_those_that_hold_in_the_data(shop: tuple[Path, Scaffolded]) -> None:
    text = (shop[0] / "tables/clean_customers.sql").read_text()

    assert "customer_id PRIMARY KEY" in text
    assert "churned NOT NULL" in text
    assert "spend NOT NULL" not in text


def test_a_file_inside_the_folder_stays_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "raw").mkdir()
    customers(tmp_path / "raw/customers.csv")
    monkeypatch.chdir(tmp_path)

    scaffold(Path(), ["raw/*.csv"])

    assert load(tmp_path).nodes["customers"].kind == "source"
    assert not (tmp_path / "data").exists()


def test_without_the_name_of_a_label_the_model_is_a_sound_proposal(tmp_path: Path) -> None:
    made = scaffold(tmp_path / "shop", [customers(tmp_path / "c.csv", label="plan")])

    project = load(tmp_path / "shop")

    assert [node.kind for node in project.nodes.values()] == ["source", "table"]
    assert made.notes[0].startswith("No column is called a label. Could be: c.plan, c.order")
    path = tmp_path / "shop/models/first_model.sql"
    proposal = path.read_text()
    assert all(line.startswith("--") for line in proposal.splitlines())

    statement = proposal.partition("--\n")[2]
    path.write_text("".join(line[3:] for line in statement.splitlines(keepends=True)))

    assert load(tmp_path / "shop").nodes["predict_plan"].kind == "model"


def test_files_that_differ_by_a_date_are_one_source(tmp_path: Path) -> None:
    for day in (1, 2):
        (tmp_path / f"sales-2026-01-0{day}.csv").write_text(f"id;amount\n{day};1,5\n")

    scaffold(tmp_path / "shop", [str(tmp_path / "sales-*.csv")])

    source = (tmp_path / "shop/sources/sales.sql").read_text()
    assert "uris = ['data/sales-*.csv']" in source
    assert "field_delimiter = ';'" in source
    assert set(load(tmp_path / "shop").nodes) == {"sales", "clean_sales"}


def test_files_named_by_dates_alone_are_one_source_with_the_name_of_their_folder(
    tmp_path: Path,
) -> None:
    for day in (1, 2):
        file = tmp_path / f"usage/2026-01-0{day}.jsonl"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f'{{"id": {day}}}\n')

    scaffold(tmp_path / "shop", [str(tmp_path / "usage/*.jsonl")])

    source = (tmp_path / "shop/sources/usage.sql").read_text()
    assert "uris = ['data/usage/*.jsonl']" in source
    assert set(load(tmp_path / "shop").nodes) == {"usage", "clean_usage"}


def test_a_pattern_that_would_match_another_file_is_not_written(tmp_path: Path) -> None:
    folder = tmp_path / "shop/data"
    folder.mkdir(parents=True)
    for name in ("sales-1.csv", "sales-2.csv", "sales-old.csv"):
        (folder / name).write_text("id,amount\n1,1.5\n")

    scaffold(tmp_path / "shop", [str(folder / "sales-[12].csv")])

    source = (tmp_path / "shop/sources/sales.sql").read_text()
    assert "uris = ['data/sales-1.csv', 'data/sales-2.csv']" in source


def test_how_a_file_writes_dates_numbers_and_letters_is_found_out(tmp_path: Path) -> None:
    rows = [f"{i};{i + 1:02d}/03/2026;{i + 1:02d}.04.2026 10:30;{i},5;Zürich" for i in range(20)]
    text = "\n".join(["id;Gekauft;Geliefert;Preis;Stadt", *rows])
    (tmp_path / "orders.csv").write_bytes(text.encode("windows-1252"))

    scaffold(tmp_path / "shop", [str(tmp_path / "orders.csv")])

    source = (tmp_path / "shop/sources/orders.sql").read_text()
    for told in (
        "encoding = 'WINDOWS-1252'",
        "decimal_separator = ','",
        "date_format = 'DD/MM/YYYY'",
        "timestamp_format = 'DD.MM.YYYY HH24:MI'",
    ):
        assert told in source
    read = load(tmp_path / "shop").nodes["orders"].schema
    assert read is not None
    types = {c.name: c.type for c in read.columns}
    assert types["Gekauft"] == "DATE"
    assert types["Geliefert"] == "TIMESTAMP"
    assert types["Preis"] == "DOUBLE"


def test_a_date_that_could_be_read_in_two_ways_stays_text_and_is_told(tmp_path: Path) -> None:
    (tmp_path / "days.csv").write_text("id,day\n1,03/04/2026\n2,05/06/2026\n")

    scaffold(tmp_path / "shop", [str(tmp_path / "days.csv")])

    source = (tmp_path / "shop/sources/days.sql").read_text()
    assert "date_format = 'DD/MM/YYYY' or 'MM/DD/YYYY'" in source
    assert re.search(r"day +VARCHAR", source)


def test_columns_named_by_words_of_sql_make_a_sound_project(tmp_path: Path) -> None:
    words = ["at", "left", "by", "binary", "order", "recursive", "id", "is"]
    (tmp_path / "words.csv").write_text(",".join(words) + "\n" + ",".join("12345678") + "\n")

    scaffold(tmp_path / "shop", [str(tmp_path / "words.csv")])

    made = load(tmp_path / "shop").nodes["clean_words"].schema
    assert made is not None
    assert [c.name for c in made.columns] == words


def test_every_word_that_the_engine_keeps_for_itself_is_quoted() -> None:
    kept = duckdb.sql(
        "SELECT keyword_name FROM duckdb_keywords()"
        " WHERE keyword_category IN ('reserved', 'type_function')"
    ).fetchall()

    assert [word for (word,) in kept if name_text(word) == word] == []


def test_an_empty_project_is_sound(tmp_path: Path) -> None:
    made = scaffold(tmp_path / "shop")

    assert [path.name for path in made] == ["forebay.toml", ".gitignore"]
    assert len(load(tmp_path / "shop").nodes) == 0


@pytest.mark.parametrize("file", ["forebay.toml", "tables/a.sql"])
def test_a_folder_with_a_project_is_refused_and_nothing_changes(tmp_path: Path, file: str) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text("-- mine")

    with pytest.raises(ProjectError, match=r"error\[project-exists\]"):
        scaffold(tmp_path)

    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == [Path(file).name]


def test_a_pattern_that_matches_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"error\[no-files\]"):
        scaffold(tmp_path / "shop", [str(tmp_path / "*.csv")])

    assert not (tmp_path / "shop").exists()


def test_a_file_that_is_no_table_is_an_error_of_the_source(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('a,b\n1,"never closed\n2,3\n')

    with pytest.raises(EngineError):
        scaffold(tmp_path / "shop", [str(tmp_path / "a.csv")])


def test_the_example_is_copied_and_sound_but_for_its_data(tmp_path: Path) -> None:
    made = scaffold(tmp_path / "f", example="flights")

    names = {path.relative_to(tmp_path / "f").as_posix() for path in made}
    assert {"forebay.toml", "models/late_arrival.sql", "get_data.py", ".gitignore"} <= names
    assert not any(name.startswith("data/") for name in names)


def test_an_example_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as caught:
        scaffold(tmp_path / "f", example="flight")

    [problem] = caught.value.problems
    assert (problem.name, problem.hint) == ("unknown-example", 'did you mean "flights"?')


def test_an_installation_without_the_example_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "site/packages/forebay/project/scaffold.py"
    monkeypatch.setattr("forebay.project.scaffold.__file__", str(elsewhere))

    with pytest.raises(ProjectError, match=r"error\[example-missing\]"):
        scaffold(tmp_path / "f", example="flights")


def test_two_files_of_one_name_do_not_become_one(tmp_path: Path) -> None:
    for folder in ("north", "south"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "orders.csv").write_text("id\n1\n")

    with pytest.raises(ProjectError, match=r"error\[file-exists\]"):
        scaffold(tmp_path / "shop", [str(tmp_path / "*/orders.csv")])
