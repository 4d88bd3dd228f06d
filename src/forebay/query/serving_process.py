"""The process in which a version must answer before it goes live; see ``clean_process``.

It imports what answering needs and nothing else, switches the network off, and answers each
question in a child of its own, so that a crash of a library ends that child only.
"""

from __future__ import annotations

import json
import os
import select
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from forebay.query.network_off import network_off

if TYPE_CHECKING:
    from forebay.query.network_off import NetworkOff

_IDLE_SECONDS: Final = 60
# Once, for all children, while nobody waits: what a question needs that most models ask. None of
# them starts a thread, which a child could not be forked from safely.
_IMPORTED: Final = (
    "forebay.query.prove_version",
    "forebay.query.engine_scored",
    "forebay.query.functions.predict",
    "forebay.engine.duckdb_engine",
    "forebay.algorithms.boosted_tree_classifier",
)


def main() -> None:
    """Answer questions, one JSON object a line, until no more come for a minute."""
    # Libraries that print must not write between the answers.
    answers = os.dup(1)
    os.dup2(2, 1)
    network = network_off()  # before libraries start threads, which may not change namespaces
    for module in _IMPORTED:
        import_module(module)

    asked = sys.stdin.buffer
    while select.select([asked], [], [], _IDLE_SECONDS)[0]:
        line = asked.readline()
        if not line:
            return
        child = os.fork()
        if not child:
            _answer(line, answers, network)
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        if code:
            how = f"by signal {-code}" if code < 0 else f"with code {code}"
            _write(answers, {"rows": 0, "cases": 0, "problems": [f"its process ended {how}"]})


def _answer(line: bytes, answers: int, network: NetworkOff) -> None:
    """Answer one question and end this process, without any clean-up of its parent's."""
    from forebay.query.prove_version import prove_version

    code = 1
    try:
        question = json.loads(line)
        _plug_in(question)
        _write(answers, {**prove_version(_with_paths(question)), "network": network})
        code = 0
    finally:
        sys.stderr.flush()
        os._exit(code)


def _plug_in(question: dict[str, Any]) -> None:
    """Make known what is plugged into the process that asks; this child ends after the answer."""
    plugged = question.get("plugged")
    if not plugged:
        return
    from forebay.algorithms.load_algorithm import ALGORITHMS
    from forebay.algorithms.model_task import MODEL_TASKS

    sys.path[:] = question["paths"]
    for name, (algorithm, task) in plugged.items():
        ALGORITHMS[name], MODEL_TASKS[name] = algorithm, task


def _with_paths(question: dict[str, Any]) -> dict[str, Any]:
    return {**question, "root": Path(question["root"]), "scratch": Path(question["scratch"])}


def _write(answers: int, answer: dict[str, Any]) -> None:
    os.write(answers, json.dumps(answer).encode() + b"\n")
