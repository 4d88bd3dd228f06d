"""What people type who come from other tools, and what it is here."""

from __future__ import annotations

from typing import Final

# Commands of dbt, SQLMesh, MLflow, DVC and git, and what does it here.
OTHER_COMMANDS: Final[dict[str, str]] = {
    "run": "`forebay build`, or `forebay build +NODE` for a node and what it reads",
    "train": "`forebay build MODEL`",
    "retrain": "`forebay build --force MODEL`",
    "deploy": "`forebay build`, which makes live what passed, or `forebay promote NAME@V`",
    "evaluate": "`forebay build`, which judges; figures: ML.EVALUATE(MODEL m) in `forebay sql`",
    "score": "`forebay predict MODEL --input FILE`, or ML.PREDICT in a table",
    "compile": "`forebay check`, and `forebay show NODE` for one of them",
    "parse": "`forebay check`",
    "validate": "`forebay check`",
    "lint": "`forebay check`",
    "debug": "`forebay check`, and `forebay why NODE` for one of them",
    "seed": "a source: CREATE EXTERNAL TABLE over the file, read by `forebay build`",
    "source": "`forebay ls`; FRESH WITHIN checks how old a source is",
    "docs": "`forebay report`, and `forebay show NODE` for one of them",
    "ui": "`forebay report`, which writes a page to open",
    "list": "`forebay ls`",
    "status": "`forebay plan`",
    "log": "`forebay runs`",
    "history": "`forebay runs`, and `forebay models NAME` for the versions of a model",
    "query": "`forebay sql`",
    "clean": "`forebay gc`, which deletes versions that nothing needs",
    "experiments": "`forebay models`",
    "registry": "`forebay models`",
    "revert": "`forebay rollback NAME`",
    "retry": "`forebay build failed`",
}

# Options of their build commands.
OTHER_OPTIONS: Final[dict[str, str]] = {
    "--select": "name the nodes: forebay build a +b c+ tag:daily changed failed",
    "--models": "name the nodes: forebay build a +b c+ tag:daily changed failed",
    "-s": "name the nodes: forebay build a +b c+ tag:daily changed failed",
    "-m": "name the nodes: forebay build a +b c+ tag:daily changed failed",
    "--full-refresh": "--force NODE builds a node though nothing changed",
    "--target": "environments are named with --env",
    "-t": "environments are named with --env",
    "--vars": "variables are given one by one: --var name=value",
    "--project-dir": "the project's folder is named before the command: forebay -C DIR build",
    "--profiles-dir": "settings stand in forebay.toml",
    "--threads": "threads are set in forebay.toml",
    "--dry-run": "`forebay plan` says what a build would do",
}
