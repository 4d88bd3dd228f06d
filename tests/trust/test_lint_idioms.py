"""Forms of SQL that the lineage understands: one leaky or clean model for each."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.trust.test_benchmark import runner

from forebay.project.load import load
from forebay.trust.lint import lint
from forebay.trust.suspicions import suspicions

BLOCKS = (Path(__file__).parent / "idioms.sql").read_text().split("\n---\n")
IDIOMS = {block.strip().partition("\n")[0].removeprefix("-- "): block for block in BLOCKS}


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    module = runner()
    root = tmp_path_factory.mktemp("idioms")
    module.write_data(root / "data")
    (root / "forebay.toml").write_text('name = "idioms"\ndefault_env = "prod"\n')
    return module, root


@pytest.mark.parametrize("idiom", IDIOMS)
def test_a_leak_is_told_in_any_form_and_an_honest_model_is_left_alone(bench, idiom):
    module, root = bench
    (root / "sources.sql").write_text(module._sources(IDIOMS[idiom]))
    (root / "case.sql").write_text(IDIOMS[idiom])

    project = load(root)
    found = [problem.name for problem in lint(project)]
    left = [
        finding
        for key, node in project.nodes.items()
        if node.kind == "model"
        for finding in suspicions(project, key)
    ]

    assert bool(found or left) == idiom.startswith("LEAK"), found
    assert "not-traced" not in found
