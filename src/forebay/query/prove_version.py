"""Whether a version answers as a reader would ask it: what the clean process does."""

from __future__ import annotations

from dataclasses import asdict
from importlib import import_module
from typing import TYPE_CHECKING, Any

from forebay.catalog import layout
from forebay.catalog.integrity import verify_files
from forebay.catalog.version import DataFile
from forebay.engine import ENGINES
from forebay.errors import ForebayError
from forebay.query.answer_times import answer_times
from forebay.query.bad_rows import bad_rows
from forebay.query.golden_rows import differing_answers
from forebay.query.live_model import GOLDEN_FILE, LiveModel

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.engine.protocol import Engine


def prove_version(question: Mapping[str, Any]) -> dict[str, Any]:
    """Load a version by the hashes of its files, ask it its golden rows and bad ones.

    Parameters
    ----------
    question
        ``root``, ``node``, ``number`` and ``files`` of the version, ``engine`` (a name of
        ``ENGINES``), a folder ``scratch``; ``bad_rows``: whether it is asked those, too;
        ``seconds``: for how long single rows are asked, None: none is.

    Returns
    -------
    dict
        ``rows``: how many golden rows were asked; ``cases``: how many kinds of bad ones;
        ``times``: the fields of ``AnswerTimes``, empty if no row was asked alone; ``problems``:
        what is wrong, as texts.

    """
    rows, cases, scratch = 0, 0, question["scratch"]
    problems: list[str] = []
    times: dict[str, Any] = {}
    try:
        verify_files(question["root"], [DataFile(*file) for file in question["files"]])
        folder = layout.model_folder(question["root"], question["node"], question["number"])
        model = LiveModel.from_folder(folder)
        if not (folder / GOLDEN_FILE).exists():
            return {"rows": 0, "cases": 0, "problems": ["it was trained on no row"]}
        with_paths = (layout.data_root(question["root"]), question["root"])
        workspace = _engine(question["engine"]).workspace(
            threads=1, memory_limit=None, readable=with_paths, scratch=scratch
        )
        try:
            rows, differ = differing_answers(workspace, model, folder / GOLDEN_FILE, scratch)
            if differ:
                problems.append(f"{differ:,} of {rows:,} stored answers differ")
            # A forecast is asked with no rows.
            if question.get("bad_rows", True) and model.task != "forecast":
                found = bad_rows(workspace, model, scratch)
                cases = found.cases
                problems += found.problems
            if question.get("seconds") is not None and not problems:
                times = asdict(answer_times(workspace, model, scratch, question["seconds"]))
                if times["problem"]:
                    asked = times["requests"] + 1
                    problems.append(f"request {asked:,} of a single row failed: {times['problem']}")
        finally:
            workspace.close()
    except ForebayError as error:
        problems += [problem.message for problem in error.problems]
    except Exception as error:  # noqa: BLE001 - whatever it is, the version does not serve
        problems.append(f"it broke with {error!r}")
    return {"rows": rows, "cases": cases, "times": times, "problems": problems}


def _engine(name: str) -> Engine:
    module, _, attribute = ENGINES[name].partition(":")
    engine: Engine = getattr(import_module(module), attribute)()
    return engine
