"""The commands by name: which file holds each, and what it does in one line."""

from __future__ import annotations

from typing import Final

# Strings, so that --help and every single command import no other command.
COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "init": ("forebay.cli.init:init", "Make a project, from your own files or the example."),
    "check": ("forebay.cli.check:check", "Validate every file; touch no data."),
    "plan": ("forebay.cli.plan:plan", "Say what a build would do, and why."),
    "build": ("forebay.cli.build:build", "Build what changed, check it, publish what passes."),
    "test": ("forebay.cli.test:test", "Run the unit tests of the SQL."),
    "sql": ("forebay.cli.sql:sql", "Answer a query over what is live."),
    "predict": ("forebay.cli.predict:predict", "Answer with a live model for the rows of a file."),
    "explain": ("forebay.cli.explain:explain", "Follow one row through a live model."),
    "export": ("forebay.cli.export:export", "Write a live model as SQL, Python, ONNX or MLflow."),
    "serve": ("forebay.cli.serve:serve", "Answer over HTTP with the models that are live."),
    "replay": ("forebay.cli.replay:replay", "Ask the rows of a request log again, and compare."),
    "ls": ("forebay.cli.ls:ls", "List the nodes."),
    "show": ("forebay.cli.show:show", "Show a node: columns, checks, live version."),
    "why": ("forebay.cli.why:why", "Say what decides whether a node is built."),
    "runs": ("forebay.cli.runs:runs", "List the last runs."),
    "models": ("forebay.cli.models:models", "List the versions of models."),
    "promote": ("forebay.cli.promote:promote", "Make a version live by decision, with a reason."),
    "rollback": ("forebay.cli.rollback:rollback", "Take a live version back, with a reason."),
    "sign": ("forebay.cli.sign:sign", "Sign versions of models with a key."),
    "publish": ("forebay.cli.publish:publish", "Tell an MLflow server which versions are live."),
    "verify": ("forebay.cli.verify:verify", "Build again elsewhere and compare the results."),
    "lock": ("forebay.cli.lock:lock", "Write down what results depend on, for git."),
    "readiness": (
        "forebay.cli.readiness:readiness",
        "Score it by the ML Test Score, with evidence.",
    ),
    "report": ("forebay.cli.report:report", "Write a static HTML report."),
    "gc": ("forebay.cli.gc:gc", "Delete versions that nothing needs."),
    "attach": ("forebay.cli.attach:attach", "Write a DuckDB file of views on what is live."),
}
