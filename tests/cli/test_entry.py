from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from forebay.cli import main
from forebay.cli.command import command
from forebay.cli.command_group import group
from forebay.cli.command_table import COMMANDS
from forebay.errors import EngineError, Problem, ProjectError, Source

if TYPE_CHECKING:
    from pathlib import Path

    import click

TWO = Source("tables/a.sql", "SELECT x").whole(), Source("tables/b.sql", "SELECT y").whole()


def failing(error: BaseException) -> click.Command:
    @command("fail")
    def fail(_: object) -> int:
        raise error

    return fail


@pytest.fixture
def fail_with(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)

    def install(error: BaseException) -> None:
        monkeypatch.setitem(COMMANDS, "fail", ("nowhere:fail", ""))
        monkeypatch.setattr(type(group), "get_command", lambda *_: failing(error), raising=True)

    return install


@pytest.mark.parametrize(
    ("error", "name", "code", "last_line"),
    [
        (ProjectError.of("a-b", "wrong"), "a-b", 2, "invalid: 1 error, nothing was run"),
        (
            ProjectError(Problem("a-b", "x", TWO[0]), Problem("a-b", "y", TWO[1])),
            "a-b",
            2,
            "invalid: 2 errors in 2 files, nothing was run",
        ),
        (EngineError.of("a-b", "no space"), "a-b", 3, "failed: 1 error"),
        (OSError(28, "No space left on device", "/data/x"), "disk-full", 3, "failed: 1 error"),
        (OSError(13, "Permission denied", "/data/x"), "system-error", 3, "failed: 1 error"),
        (ZeroDivisionError("division by zero"), "bug", 70, "failed: 1 error"),
        (RecursionError("too deep"), "bug", 70, "failed: 1 error"),
    ],
)
def test_every_way_out_has_its_exit_code_and_last_line(
    fail_with, capsys, error, name, code, last_line
) -> None:
    fail_with(error)

    found = main(["fail"])

    out, err = capsys.readouterr()
    assert (found, out) == (code, "")
    assert err.startswith(f"error[{name}]: ")
    assert err.splitlines()[-1] == last_line
    assert "Traceback" not in err


def test_an_interrupted_command_says_so(fail_with, capsys) -> None:
    fail_with(KeyboardInterrupt())

    code = main(["fail"])

    assert code == 130
    assert capsys.readouterr().err.strip() == "interrupted: what was live stays live"


def test_a_bug_is_said_to_be_ours_and_its_traceback_goes_to_a_file(
    fail_with, capsys, tmp_path
) -> None:
    (tmp_path / ".forebay").mkdir()
    fail_with(ZeroDivisionError("division by zero"))

    main(["fail"])

    err = capsys.readouterr().err
    (file,) = (tmp_path / ".forebay").glob("bug-*.txt")
    assert err == (
        "error[bug]: this is a bug in Forebay, not in your project\n"
        "  detail: ZeroDivisionError: division by zero\n"
        f"  hint: please report it with the file .forebay/{file.name}.\n"
        "failed: 1 error\n"
    )
    assert "Traceback" in file.read_text()


def test_with_json_a_failure_is_the_last_line_of_the_output(fail_with, capsys) -> None:
    fail_with(ProjectError.of("a-b", "wrong", TWO[0], hint="mend it."))

    code = main(["--json", "fail"])

    out, err = capsys.readouterr()
    assert (code, err) == (2, "")
    assert json.loads(out) == {
        "v": 1,
        "event": "failed",
        "exit_code": 2,
        "last_line": "invalid: 1 error, nothing was run",
        "problems": [
            {
                "name": "a-b",
                "message": "wrong",
                "place": "tables/a.sql:1:1",
                "detail": "",
                "hint": "mend it.",
                "severity": "error",
            }
        ],
    }


@pytest.mark.parametrize(
    ("arguments", "name", "hint"),
    [
        (["buidl"], "unknown-command", 'did you mean "build"?'),
        (["build", "--frce", "x"], "bad-arguments", 'did you mean "--force"?'),
        (
            ["run"],
            "unknown-command",
            "here it is `forebay build`, or `forebay build +NODE` for a node and what it reads.",
        ),
        (
            ["build", "--select", "x"],
            "bad-arguments",
            "name the nodes: forebay build a +b c+ tag:daily changed failed.",
        ),
        (
            ["promote", "m@1"],
            "bad-arguments",
            "write --reason TEXT; `forebay promote --help` lists what there is.",
        ),
        (
            ["explain", "m"],
            "bad-arguments",
            "write forebay explain MODEL KEY...; `forebay explain --help` lists what there is.",
        ),
        (["build", "--env"], "bad-arguments", "`--help` behind the command lists what there is."),
        (["build", "--var", "x"], "bad-arguments", "write --var name=value."),
        (["-C"], "bad-arguments", "`--help` behind the command lists what there is."),
    ],
)
def test_a_wrong_command_line_is_an_error_of_our_form(capsys, arguments, name, hint) -> None:
    code = main(arguments)

    err = capsys.readouterr().err
    assert code == 2
    assert err.startswith(f"error[{name}]: ")
    assert f"  hint: {hint}\n" in err
    assert err.endswith("invalid: 1 error, nothing was run\n")


@pytest.mark.parametrize("arguments", [["-C", "{}", "check"], ["check", "-C", "{}"]])
def test_options_for_all_commands_stand_before_or_after_the_name(
    capsys, tmp_path, arguments
) -> None:
    code = main([argument.format(tmp_path) for argument in arguments])

    assert code == 2
    assert "error[no-project]" in capsys.readouterr().err


def test_help_lists_every_command_and_imports_nothing_heavy() -> None:
    code = """import sys
from forebay.cli import main
assert main(["--help"]) == 0
heavy = {"duckdb", "sqlglot", "numpy", "lightgbm", "sqlite3", "forebay.sql", "forebay.engine"}
print(sorted(heavy & sys.modules.keys()))"""

    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout.splitlines()[-1] == "[]"
    for name, (_, text) in COMMANDS.items():
        assert f"  {name} " in ran.stdout
        assert text in ran.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_of_the_table_exists_and_explains_itself(name, capsys) -> None:
    code = main([name, "--help"])

    out = capsys.readouterr().out
    assert code == 0
    assert f"Usage: forebay {name}" in out
    for option in ("-C DIR", "--json", "-q, --quiet"):
        assert option in out


def test_a_reader_that_has_seen_enough_is_no_failure() -> None:
    program = f"{sys.executable} -c 'import sys; from forebay.cli import main; sys.exit(main())'"

    ran = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {program} --help | head -1 >/dev/null"],
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (ran.returncode, ran.stderr) == (0, "")


def test_the_version_is_printed(capsys) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("forebay")


def test_a_project_is_found_from_a_folder_inside_it(tmp_path: Path, monkeypatch, capsys) -> None:
    (tmp_path / "forebay.toml").write_text('name = "x"\nwrong_setting = 1\n')
    (tmp_path / "tables").mkdir()
    monkeypatch.chdir(tmp_path / "tables")

    main(["check"])

    assert "wrong_setting" in capsys.readouterr().err
