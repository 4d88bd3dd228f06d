"""Model folders are sealed, and verified before any parser reads them (DESIGN 4)."""

from __future__ import annotations

import json

import pytest

from forebay.catalog import open_model_folder, seal, verify_files
from forebay.catalog.layout import model_folder
from forebay.errors import EngineError


@pytest.fixture
def folder(root):
    return model_folder(root, "m", 1)


@pytest.fixture
def files(root, folder):
    temporary = open_model_folder(folder)
    (temporary / "model.json").write_text('{"a": 1}')
    (temporary / "arrays.npz").write_bytes(bytes(range(256)) * 8)
    assert not folder.exists()
    return seal(root, folder)


def test_a_sealed_folder_lists_every_file_with_its_hash(folder, files):
    manifest = json.loads((folder / "manifest.json").read_text())

    assert [f["path"] for f in manifest["files"]] == ["arrays.npz", "model.json"]
    assert {f.path for f in files} == {
        f"models/m/1/{name}" for name in ("arrays.npz", "model.json", "manifest.json")
    }
    assert {f.sha256 for f in files} > {f["sha256"] for f in manifest["files"]}
    assert not list(folder.parent.glob("*.unsealed"))


def test_every_flipped_bit_is_found(root, files):
    """Reliability 5.3, F8: a flipped bit in a model file or its manifest."""
    for file in files:
        path = root / ".forebay" / file.path
        good = path.read_bytes()
        for position in range(0, len(good) * 8, max(1, len(good) * 8 // 40)):
            bad = bytearray(good)
            bad[position // 8] ^= 1 << position % 8
            path.write_bytes(bad)
            with pytest.raises(EngineError) as caught:
                verify_files(root, files)
            (problem,) = caught.value.problems
            assert (problem.name, file.path in problem.message) == ("damaged-file", True)
        path.write_bytes(good)
    verify_files(root, files)


def test_all_damaged_files_are_named_at_once(root, files):
    for file in files:
        (root / ".forebay" / file.path).unlink()

    with pytest.raises(EngineError) as caught:
        verify_files(root, files)

    assert len(caught.value.problems) == 3


def test_the_files_of_tables_are_compared_by_size_unless_asked(make, root):
    version = make.add("t", "f1")
    path = root / ".forebay" / version.files[0].path
    path.write_text("fX")

    verify_files(root, version.files)
    with pytest.raises(EngineError, match="is not what was written"):
        verify_files(root, version.files, contents=True)


@pytest.mark.usefixtures("files")
def test_what_an_interrupted_build_left_is_replaced(root, folder):
    left = open_model_folder(folder)
    (left / "half").write_text("x")
    temporary = open_model_folder(folder)
    (temporary / "model.json").write_text("{}")

    new = seal(root, folder)

    assert sorted(path.name for path in folder.iterdir()) == ["manifest.json", "model.json"]
    verify_files(root, new)
