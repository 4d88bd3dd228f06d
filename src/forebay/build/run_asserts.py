"""Evaluate the assertions whose tables are all decided, and hold back what they block."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from forebay.build.event import CheckFinished
from forebay.build.hide_private import hide_private
from forebay.build.open_workspace import answered, open_workspace
from forebay.catalog.layout import failed_file
from forebay.checks import run_assert

if TYPE_CHECKING:
    from forebay.build.walk import Walk


class Assertions:
    """The assertions of a project; each runs once, as soon as everything it reads is decided."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk
        pairs = zip(walk.project.asserts, walk.project.assert_reads, strict=True)
        self._waiting = list(pairs)

    def after(self, key: str) -> None:
        """Run what waited for the node `key` only."""
        walk = self._walk
        ready = [
            (assertion, reads)
            for assertion, reads in self._waiting
            if key in reads and all(read in walk.effective for read in reads)
        ]
        self._waiting = [pair for pair in self._waiting if pair not in ready]
        for assertion, reads in ready:
            fresh = [read for read in reads if walk.effective[read].fresh]
            if not fresh or any(walk.effective[read].blocked for read in reads):
                continue
            workspace = open_workspace(walk, reads)
            try:
                condition = answered(walk, workspace, assertion.condition)
                ready_to_run = replace(
                    assertion, condition=replace(assertion.condition, plain=condition)
                )
                target = failed_file(walk.root, walk.run, walk.node(reads[0]).name, "assert")
                result = hide_private(run_assert(workspace, ready_to_run, target), walk.private)
            finally:
                workspace.close()
            walk.count_check(result)
            walk.tell(CheckFinished(result))
            if result.verdict == "failed":
                walk.check_failed = True
                for read in fresh:
                    reason = f'the assertion "{assertion.description}" failed'
                    walk.hold(walk.node(read), reason)
