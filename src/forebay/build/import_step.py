"""Make a version of a model that is read from a file, with no rows to judge it on."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from forebay.algorithms import validate_options
from forebay.build.champion import Champion
from forebay.build.event import Progress
from forebay.build.judge_step import judge_version
from forebay.build.made_up_rows import made_up_rows
from forebay.build.model_record import record_model
from forebay.build.model_work import ModelWork
from forebay.build.open_model_file import open_model_file
from forebay.build.open_workspace import empty_workspace
from forebay.build.record import seconds_since
from forebay.catalog import layout
from forebay.catalog.model_folder import open_model_folder
from forebay.query import ModelSignature
from forebay.query.golden_rows import write_golden
from forebay.query.live_model import GOLDEN_FILE, LiveModel, write_documents
from forebay.query.target import Imported

if TYPE_CHECKING:
    from forebay.build.walk import Walk
    from forebay.project import Node
    from forebay.sql.statement import CreateModel


def import_model(
    walk: Walk, node: Node, statement: CreateModel, fingerprint: str, judge_fingerprint: str
) -> None:
    """Store what the file holds, with answers to rows that are made up; judge that it serves."""
    began = time.monotonic()
    number = walk.catalog.versions.next_number(node.name)
    final = layout.model_folder(walk.root, node.name, number)
    folder = open_model_folder(final)
    workspace = empty_workspace(walk)
    work = ModelWork(walk, node, statement, workspace, began)
    try:
        walk.tell(Progress(node.name, "read", None))
        opened = open_model_file(walk, node, statement)
        model_type = str(statement.options["model_type"].value)
        options, _ = validate_options(model_type, statement.options)
        signature = ModelSignature(
            node.name, model_type.upper(), Imported(opened.outputs), opened.features.inputs
        )
        facts = {
            **opened.facts,
            "definition": node.definition,
            "warm_start": {},
            "versions": dict(walk.outline.versions),
        }
        model = LiveModel(
            signature, number, opened.features, opened.file.learned, options=options, facts=facts
        )
        write_documents(model, folder)
        write_golden(workspace, model, made_up_rows(model), folder / GOLDEN_FILE)
        champion = Champion("no label")
        version = record_model(walk, node, champion, fingerprint, final, seconds_since(began))
        walk.counts.trained += 1
        judge_version(work, version, judge_fingerprint)
    finally:
        workspace.close()
