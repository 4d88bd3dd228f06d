"""``forebay export`` and ``forebay publish``."""

from __future__ import annotations

import json

from tests.shop import SETTINGS, shop  # noqa: F401 - a fixture

from forebay.cli import main


def test_a_model_is_exported_by_the_command_line(shop, capsys):  # noqa: F811
    assert shop.build().exit_code == 0
    root = ["-C", str(shop.root)]
    assert main([*root, "export", "converts", "--to", "python"]) == 0
    target = shop.root / "exports" / "converts" / "model.py"
    assert capsys.readouterr().out.startswith(f"done: format=python file={target} rows_compared=")
    assert "def predict(row):" in target.read_text()
    asked = ["--to", "sql", "--dialect", "spark", "--table", "shop.visits", "--key", "id"]
    assert main([*root, "--json", "export", "converts@1", *asked]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["proof"].endswith("the SQL of spark was parsed and was not run")
    assert told["largest_difference"] <= 1e-9
    assert "FROM `shop`.`visits`" in (shop.root / "exports/converts/query.sql").read_text()
    # A query for another system, written below the project, is not one of its files.
    assert main([*root, "plan"]) == 0
    assert main([*root, "check"]) == 0
    capsys.readouterr()
    # What is wrong is told together, and nothing is written.
    wrong = ["--to", "pyton", "--dialect", "duckbd", "-o", str(shop.root / ".forebay/x.py")]
    assert main([*root, "export", "converts", *wrong]) == 2
    error = capsys.readouterr().err
    assert error.count("error[bad-arguments]") == 4
    assert 'did you mean "python"?' in error
    assert main([*root, "export", "nothing", "--to", "python"]) == 2
    assert "error[unknown-model]" in capsys.readouterr().err
    assert main([*root, "export", "converts@x y", "--to", "python"]) == 2
    assert "error[bad-arguments]" in capsys.readouterr().err
    # No server is named in the settings.
    assert main([*root, "publish"]) == 2
    assert "error[missing-option]" in capsys.readouterr().err
    # One that nobody is at: a decision stands, and says so.
    shop.write("forebay.toml", f'{SETTINGS}\n[mlflow]\ntracking_uri = "http://127.0.0.1:9"\n')
    assert main([*root, "publish"]) == 3
    assert "error[not-published]" in capsys.readouterr().err


def test_the_address_of_a_server_is_checked(shop, capsys):  # noqa: F811
    shop.write(
        "forebay.toml", f'{SETTINGS}\n[mlflow]\ntracking_url = "x"\ntracking_uri = "a:b@c"\n'
    )
    assert main(["-C", str(shop.root), "check"]) == 2
    error = capsys.readouterr().err
    assert 'there is no setting "tracking_url" in [mlflow]' in error
    assert 'setting "tracking_uri" needs an address' in error
