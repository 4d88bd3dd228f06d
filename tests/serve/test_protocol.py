"""The Open Inference Protocol, spoken with the client that NVIDIA publishes for Triton."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from tritonclient import http as triton

LINE = {
    "a": [0.5, -1.25, None], "k": [2, 0, 5], "price": [3.25, 1.0, 99.5],
    "color": ["red", "violet", None], "flag": [True, False, None],
    "day": ["2026-02-03", "2026-07-11", "2026-01-10"],
    "seen": ["2026-02-03T04:05:06", "2026-02-03T04:05:06", None],
}  # fmt: skip
KINDS = {
    "a": "FP64", "k": "INT32", "price": "BYTES", "color": "BYTES", "flag": "BOOL", "day": "BYTES",
    "seen": "BYTES",
}  # fmt: skip


def tensors(columns, kinds=KINDS):
    return [
        {
            "name": name,
            "shape": [len(values)],
            "datatype": kinds[name],
            "data": [str(v) for v in values] if name == "price" else values,
        }
        for name, values in columns.items()
    ]


@pytest.fixture
def client(server):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with triton.InferenceServerClient(f"127.0.0.1:{server.port}") as client:
            yield client


def inputs(binary):
    given = []
    for name, kind, values in (
        ("a", "FP64", np.array([0.5, -1.25])),
        ("k", "INT32", np.array([2, 0], np.int32)),
        ("flag", "BOOL", np.array([True, False])),
        ("color", "BYTES", np.array([b"red", b"violet"], np.object_)),
        ("day", "BYTES", np.array([b"2026-02-03", b"2026-07-11"], np.object_)),
        ("seen", "BYTES", np.array([b"2026-02-03T04:05:06"] * 2, np.object_)),
        ("price", "BYTES", np.array([b"3.25", b"1.00"], np.object_)),
    ):
        tensor = triton.InferInput(name, [2], kind)
        tensor.set_data_from_numpy(values, binary_data=binary)
        given.append(tensor)
    return given


def test_a_client_of_triton_finds_server_and_model_alive(client):
    assert client.is_server_live()
    assert client.is_server_ready()
    assert client.is_model_ready("trees")
    assert client.is_model_ready("trees", "1")
    assert not client.is_model_ready("nowhere")
    assert client.get_server_metadata()["name"] == "forebay"
    told = client.get_model_metadata("trees")
    assert [(t["name"], t["datatype"]) for t in told["inputs"]] == [
        (name, KINDS[name]) for name in ("a", "k", "price", "color", "flag", "day", "seen")
    ]
    assert told["outputs"][1] == {
        "name": "predicted_high_probs",
        "datatype": "FP64",
        "shape": [-1, 2],
        "parameters": {"labels": ["false", "true"]},
    }


@pytest.mark.parametrize("binary", [True, False])
@pytest.mark.parametrize("version", ["", "1"])
def test_a_client_of_triton_infers_the_same_numbers(client, server, binary, version):
    outputs = [
        triton.InferRequestedOutput(name, binary_data=binary)
        for name in ("predicted_high", "predicted_high_probs")
    ]
    told = client.infer("trees", inputs(binary), model_version=version, outputs=outputs)
    rows = [
        {name: values[i] for name, values in LINE.items()} for i in range(2)
    ]  # fmt: skip
    rows[1]["seen"] = rows[0]["seen"]
    expected = server.predict("trees", rows)["predictions"]
    assert told.as_numpy("predicted_high").tolist() == [a["predicted_high"] for a in expected]
    shares = told.as_numpy("predicted_high_probs")
    assert shares.shape == (2, 2)
    by_label = [{p["label"]: p["prob"] for p in a["predicted_high_probs"]} for a in expected]
    assert shares.tolist() == [[row[False], row[True]] for row in by_label]


def test_a_client_of_triton_that_asks_for_nothing_is_given_all_outputs(client):
    told = client.infer("thirds", inputs(binary=True), request_id="seven")
    assert told.get_response()["id"] == "seven"
    assert told.as_numpy("predicted_third").shape == (2,)
    assert told.as_numpy("predicted_third_probs").shape == (2, 3)


def test_a_client_of_triton_is_told_what_is_wrong(client):
    with pytest.raises(triton.InferenceServerException, match="needs the column"):
        client.infer("trees", inputs(binary=True)[:3])


def test_null_is_a_value_in_json(server):
    status, told = server.post("/v2/models/line/infer", {"inputs": tensors(LINE)})
    assert status == 200, told
    (output,) = told["outputs"]
    assert (output["shape"], output["datatype"]) == ([3], "FP64")
    rows = [{name: values[i] for name, values in LINE.items()} for i in range(3)]
    expected = server.predict("line", rows)["predictions"]
    assert output["data"] == [answer["predicted_y"] for answer in expected]


def one(**changed):
    return {"inputs": [{"name": "a", "shape": [1], "datatype": "FP64", "data": [1.0], **changed}]}


@pytest.mark.parametrize(
    ("document", "status"),
    [
        ([], 400), ({}, 400), ({"inputs": []}, 400), ({"inputs": 3}, 400), ({"inputs": [3]}, 400),
        (one(shape=[2]), 400), (one(shape=[]), 400), (one(shape=[-1]), 400), (one(shape=None), 400),
        (one(shape=[1, 2]), 400), (one(shape=[True]), 400), (one(shape=[1.0]), 400),
        (one(shape=[10**9]), 413), (one(datatype="FP16"), 400), (one(datatype=None), 400),
        (one(datatype=["FP64"]), 400), (one(name=None), 400), (one(data=None), 400),
        (one(data={"a": 1}), 400), (one(data=[[[1.0]]]), 422), (one(data=["x"]), 422),
        (one(parameters=3), 400), (one(parameters={"binary_data_size": 8}), 400),
        (one(parameters={"binary_data_size": -8}), 400),
        (one(parameters={"binary_data_size": True}), 400),
        (one(), 422),
        ({"inputs": one()["inputs"] * 2}, 400),
        ({"inputs": tensors(LINE), "outputs": [{"name": "x"}]}, 400),
        ({"inputs": tensors(LINE), "outputs": [3]}, 400),
        ({"inputs": tensors(LINE), "outputs": 3}, 400),
    ],
)  # fmt: skip
def test_tensors_that_are_none_are_refused(server, document, status):
    got, answer = server.post("/v2/models/line/infer", document)
    assert got == status, answer
    assert answer["problems"][0]["name"] in {
        "bad-request", "too-many-rows", "missing-feature", "feature-value",
    }  # fmt: skip


@pytest.mark.parametrize("length", ["x", "-1", "999999", "3"])
def test_a_length_of_the_head_that_is_wrong_is_refused(server, length):
    status, answer = server.post(
        "/v2/models/line/infer", one(), **{"Inference-Header-Content-Length": length}
    )
    assert (status, answer["problems"][0]["name"]) == (400, "bad-request")
