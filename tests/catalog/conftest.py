"""A catalog in a folder of its own, and versions to put into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from forebay.catalog import Catalog, DataFile, Version
from forebay.catalog.checksum import file_sha256
from forebay.catalog.layout import relative, table_folder

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Maker:
    """Builds little versions in a catalog."""

    catalog: Catalog
    root: Path
    env: str = "prod"
    definition: str = "d1"

    def begin(self):
        return self.catalog.runs.begin(self.env).id

    def file(self, name, text="rows"):
        """Write a data file of a table and return its manifest entry."""
        folder = table_folder(self.root, name)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{len(list(folder.iterdir()))}-{text}.parquet"
        path.write_text(text)
        return DataFile(relative(self.root, path), len(text), file_sha256(path), 1)

    def add(self, node, fingerprint="f", run=1, **more):
        """Record a version of a table with one file."""
        files = more.pop("files", None)
        details = {"definition": self.definition, **more.pop("details", {})}
        return self.catalog.versions.add(
            Version(
                0,
                node,
                more.pop("kind", "table"),
                0,
                fingerprint,
                content_id=f"content of {fingerprint}",
                columns=(("a", "INTEGER"),),
                files=files if files is not None else (self.file(node, fingerprint),),
                rows=1,
                run=run,
                details=details,
                **more,
            )
        )

    def publish(self, *versions, run=None):
        """Record a run that publishes versions; return its number."""
        run = run or self.begin()
        self.catalog.publish(self.env, run, {v.node: v.id for v in versions})
        self.catalog.runs.finish(run, "done", 0)
        return run

    def live(self, env=None):
        """Return the number of what is live, by key."""
        live = self.catalog.live(env or self.env)
        return {key: version.number for key, version in live.items()}


@pytest.fixture
def root(tmp_path):
    return tmp_path


@pytest.fixture
def make(root):
    catalog = Catalog(root)
    yield Maker(catalog, root)
    catalog.close()


@pytest.fixture
def catalog(make):
    return make.catalog
