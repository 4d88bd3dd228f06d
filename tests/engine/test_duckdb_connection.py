"""The sandbox: a project's SQL reaches nothing but the folders it was given."""

import duckdb
import pytest

from forebay.engine.duckdb_connection import Limits, check_version, open_connection
from forebay.errors import EngineError


@pytest.fixture
def sandbox(tmp_path):
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.mkdir()
    (tmp_path / "inside-too").mkdir()
    (tmp_path / "inside-too" / "a.csv").write_text("a\n1\n")
    (outside / "secret.csv").write_text("a\n1\n")
    (inside / "a.csv").write_text("a\n1\n")
    (inside / "link.csv").symlink_to(outside / "secret.csv")
    (inside / "folder").symlink_to(outside)
    connection = open_connection(Limits(directories=[inside]))
    yield connection, str(tmp_path)
    connection.close()


ATTACKS = [
    "SELECT * FROM read_csv('{root}/outside/secret.csv')",
    "SELECT * FROM '{root}/outside/secret.csv'",
    "SELECT * FROM read_text('/etc/hostname')",
    "SELECT * FROM read_blob('{root}/outside/secret.csv')",
    "SELECT * FROM glob('{root}/outside/*')",
    "SELECT * FROM sniff_csv('{root}/outside/secret.csv')",
    "SELECT * FROM parquet_metadata('{root}/outside/secret.csv')",
    "SELECT * FROM read_csv('{root}/inside/../outside/secret.csv')",
    "SELECT * FROM read_csv('{root}/inside/link.csv')",
    "SELECT * FROM read_csv('{root}/inside/folder/secret.csv')",
    "SELECT * FROM read_csv('{root}/inside-too/a.csv')",
    "SELECT * FROM read_csv('{root}/*/secret.csv')",
    "SELECT * FROM read_parquet('https://example.org/a.parquet')",
    "COPY (SELECT 1) TO '{root}/outside/new.csv'",
    "COPY (SELECT 1) TO '{root}/inside/folder/new.csv'",
    "ATTACH '{root}/outside/new.db'",
    "EXPORT DATABASE '{root}/outside/new'",
    "IMPORT DATABASE '{root}/outside'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "LOAD '{root}/inside/a.duckdb_extension'",
    "CREATE SECRET (TYPE s3, KEY_ID 'a', SECRET 'b')",
    "SET enable_external_access = true",
    "SET allowed_directories = ['/']",
    "SET lock_configuration = false",
    "RESET lock_configuration",
    "SET threads = 64",
    "SET memory_limit = '1TB'",
    "SET TimeZone = 'Europe/Paris'",
    "SET temp_directory = '/tmp'",
    "PRAGMA enable_external_access",
    "SELECT getenv('HOME')",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_sql_reaches_nothing_outside_of_its_folders(sandbox, tmp_path, attack):
    """SEMANTICS 14."""
    connection, root = sandbox

    with pytest.raises(duckdb.Error):
        connection.execute(attack.format(root=root)).fetchall()

    assert sorted(p.name for p in (tmp_path / "outside").iterdir()) == ["secret.csv"]


def test_python_objects_are_not_tables(sandbox):
    connection, _ = sandbox
    frame = {"a": [1]}

    with pytest.raises(duckdb.Error):
        connection.execute("SELECT * FROM frame").fetchall()
    assert frame


def test_what_was_given_can_be_read_also_by_a_cursor(sandbox):
    connection, root = sandbox
    query = f"SELECT * FROM read_csv('{root}/inside/a.csv')"

    assert connection.execute(query).fetchall() == connection.cursor().execute(query).fetchall()


def test_time_zone_and_order_of_null_are_pinned_for_cursors_too(sandbox):
    """SEMANTICS 12."""
    connection, _ = sandbox
    text = "SELECT current_setting('TimeZone'), list(a ORDER BY a) FROM (VALUES (NULL), (1)) t(a)"

    assert connection.cursor().execute(text).fetchall() == [("UTC", [1, None])]


def test_an_old_engine_is_refused():
    with pytest.raises(EngineError, match=r"engine-too-old.*1\.5\.10"):
        check_version("1.5.10")


@pytest.mark.parametrize("version", ["2.0.0", "2.1.0.dev3"])
def test_a_new_engine_is_accepted(version):
    check_version(version)


def test_the_installed_engine_is_accepted():
    check_version(duckdb.__version__)
