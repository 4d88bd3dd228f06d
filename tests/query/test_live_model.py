from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

from forebay.errors import EngineError
from forebay.query.live_model import ARRAYS_FILE, MODEL_FILE, LiveModel, write_documents


@pytest.fixture
def folder(folders, tmp_path):
    return shutil.copytree(folders / "kinds", tmp_path / "kinds")


def test_a_model_survives_its_folder_bit_for_bit(folder, tmp_path):
    first = LiveModel.from_folder(folder)
    (tmp_path / "again").mkdir()

    write_documents(first, tmp_path / "again")

    for name in (MODEL_FILE, ARRAYS_FILE):
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes()


def test_a_person_can_read_what_a_model_is(folder):
    document = json.loads((folder / MODEL_FILE).read_text())

    assert document["model_type"] == "LOGISTIC_REG"
    assert document["target"] == {
        "name": "kind", "type": "VARCHAR", "classes": ["bird", "cat", "dog"],
    }  # fmt: skip
    assert document["features"]["matrix"][0]["name"] == "x"


def test_arrays_with_objects_are_never_read(folder):
    """SEMANTICS: never a pickle."""
    np.savez(folder / ARRAYS_FILE, weight=np.array([{"a": 1}], dtype=object))

    with pytest.raises(EngineError) as caught:
        LiveModel.from_folder(folder)

    assert caught.value.problems[0].name == "damaged-model"


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": 1}'])
def test_a_document_that_is_no_model_is_an_error_not_a_traceback(folder, text):
    (folder / MODEL_FILE).write_text(text)

    with pytest.raises(EngineError) as caught:
        LiveModel.from_folder(folder)

    assert caught.value.problems[0].name == "damaged-model"


def test_a_newer_format_is_refused(folder):
    document = json.loads((folder / MODEL_FILE).read_text())
    (folder / MODEL_FILE).write_text(json.dumps(document | {"format": 99}))

    with pytest.raises(EngineError) as caught:
        LiveModel.from_folder(folder)

    assert caught.value.problems[0].name == "newer-model"
