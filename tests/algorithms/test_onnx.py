"""ONNX files: what goes in and comes out is what ONNX Runtime says; what is unsafe is refused."""

from __future__ import annotations

import importlib.util

import numpy as np
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from forebay.algorithms.onnx import Onnx
from forebay.algorithms.onnx_model import OnnxModel
from forebay.errors import EngineError, ProjectError

FLOAT, DOUBLE, INT64, STRING, BOOL = (
    TensorProto.FLOAT, TensorProto.DOUBLE, TensorProto.INT64, TensorProto.STRING, TensorProto.BOOL,
)  # fmt: skip


def told(name, kind, *shape):
    return helper.make_tensor_value_info(name, kind, shape)


def file_of(nodes, inputs, outputs, constants=(), domains=()):
    graph = helper.make_graph(nodes, "g", inputs, outputs, list(constants))
    opsets = [helper.make_opsetid("", 17), *(helper.make_opsetid(d, 1) for d in domains)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=8)
    return model.SerializeToString()


def classes(seed=0, kind=FLOAT):
    """Two numbers and an array in, the number of a class and its shares out."""
    dtype = np.float32 if kind == FLOAT else np.float64
    weight = np.random.default_rng(seed).normal(size=(4, 3)).astype(dtype)
    nodes = [
        helper.make_node("Concat", ["a", "b", "v"], ["x"], axis=1),
        helper.make_node("MatMul", ["x", "w"], ["z"]),
        helper.make_node("Softmax", ["z"], ["shares"], axis=1),
        helper.make_node("ArgMax", ["z"], ["label"], axis=1, keepdims=0),
    ]
    inputs = [told("a", kind, "n", 1), told("b", kind, "n", 1), told("v", kind, "n", 2)]
    outputs = [told("label", INT64, "n"), told("shares", kind, "n", 3)]
    return file_of(nodes, inputs, outputs, [numpy_helper.from_array(weight, "w")])


@pytest.mark.parametrize("kind", [FLOAT, DOUBLE])
@pytest.mark.parametrize("seed", range(4))
def test_answers_are_those_of_onnx_runtime(kind, seed):
    data = classes(seed, kind)
    file = Onnx().read(data)
    assert [(f.name, f.type, f.width) for f in file.inputs] == [
        ("a", "DOUBLE", None), ("b", "DOUBLE", None), ("v", "DOUBLE", 2),
    ]  # fmt: skip
    assert [o.column_type for o in file.outputs] == ["BIGINT", "DOUBLE[]"]
    columns = list(np.random.default_rng(seed + 9).normal(size=(4, 40_000)))
    columns[0][::7] = np.nan
    dtype = np.float32 if kind == FLOAT else np.float64
    feed = {"a": columns[0][:, None], "b": columns[1][:, None], "v": np.stack(columns[2:], axis=1)}
    label, shares = onnxruntime.InferenceSession(data).run(
        None, {name: values.astype(dtype) for name, values in feed.items()}
    )
    answer = file.learned.score(columns)
    np.testing.assert_array_equal(answer[:, 0], label)
    np.testing.assert_array_equal(answer[:, 1:], shares)


def test_a_stored_model_answers_the_same():
    learned = Onnx().read(classes()).learned
    again = OnnxModel.load(learned.describe(), learned.arrays())
    columns = list(np.random.default_rng(1).normal(size=(4, 50)))
    np.testing.assert_array_equal(again.score(columns), learned.score(columns))


def test_a_missing_whole_number_has_no_answer():
    nodes = [helper.make_node("Add", ["k", "k"], ["twice"])]
    file = Onnx().read(file_of(nodes, [told("k", INT64, "n", 1)], [told("twice", INT64, "n", 1)]))
    assert file.inputs[0].type == "BIGINT"
    answer = file.learned.score([np.array([1.0, np.nan, 3.0])])[:, 0]
    np.testing.assert_array_equal(answer, [2, np.nan, 6])


def test_rows_that_the_graph_refuses_are_an_error_in_its_own_words():
    table = numpy_helper.from_array(np.array([5.0, 6.0], np.float32), "table")
    nodes = [helper.make_node("Gather", ["table", "k"], ["value"])]
    data = file_of(nodes, [told("k", INT64, "n", 1)], [told("value", FLOAT, "n", 1)], [table])
    learned = Onnx().read(data).learned
    assert learned.score([np.array([0.0, 1.0])])[:, 0].tolist() == [5, 6]
    with pytest.raises(EngineError, match="cannot answer") as raised:
        learned.score([np.array([0.0, 7.0])])
    assert raised.value.problems[0].name == "onnx-failed"
    assert "Gather" in raised.value.problems[0].detail


def test_an_output_of_texts_can_be_left_out():
    nodes = [
        helper.make_node("Identity", ["a"], ["same"]),
        helper.make_node("Cast", ["a"], ["word"], to=STRING),
    ]
    outputs = [told("same", FLOAT, "n", 1), told("word", STRING, "n", 1)]
    found = Onnx().read(file_of(nodes, [told("a", FLOAT, "n", 1)], outputs)).outputs
    assert [bool(o.refused) for o in found] == [False, True]


IDENTITY = helper.make_node("Identity", ["a"], ["b"])
B = told("b", FLOAT, "n", 1)


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ([told("a", STRING, "n", 1)], "string"),
        ([told("a", FLOAT, 4, 1)], "4 rows at a time"),
        ([told("a", FLOAT, "n", "m")], "number of columns"),
        ([told("a", FLOAT, "n", 2, 2)], "3 dimensions"),
    ],
)
def test_inputs_that_are_no_columns_are_named(inputs, words):
    output = helper.make_tensor_value_info("b", inputs[0].type.tensor_type.elem_type, None)
    with pytest.raises(ProjectError, match=words) as raised:
        Onnx().read(file_of([IDENTITY], inputs, [output]))
    assert raised.value.problems[0].name == "not-supported"


def elsewhere():
    """A tensor whose numbers are in another file."""
    tensor = numpy_helper.from_array(np.ones((1, 1), np.float32), "w")
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    entry = tensor.external_data.add()
    entry.key, entry.value = "location", "/etc/hostname"
    return tensor


def inside(tensor):
    """A branch of an If that holds the tensor."""
    node = helper.make_node("Constant", [], ["c"], value=tensor)
    branch = helper.make_graph([node], "branch", [], [told("c", FLOAT, 1, 1)])
    other = helper.make_graph(
        [helper.make_node("Identity", ["w"], ["d"])],
        "other",
        [],
        [told("d", FLOAT, 1, 1)],
        [tensor],
    )
    return helper.make_node("If", ["yes"], ["e"], then_branch=branch, else_branch=other)


def test_numbers_in_other_files_are_refused_at_any_depth():
    a = told("a", FLOAT, "n", 1)
    add = helper.make_node("Add", ["a", "w"], ["b"])
    yes = numpy_helper.from_array(np.array([True]), "yes")
    whole = numpy_helper.from_array(np.ones((1, 1), np.float32), "w")
    plus = helper.make_node("Add", ["a", "e"], ["b"])
    for data in (
        file_of([add], [a], [B], [elsewhere()]),
        file_of([inside(elsewhere()), plus], [a], [B], [yes, whole]),
    ):
        with pytest.raises(ProjectError, match="in another file") as raised:
            Onnx().read(data)
        assert raised.value.problems[0].name == "not-supported"


@pytest.mark.parametrize("domain", ["my.ops", "com.microsoft"])
def test_operators_outside_of_the_standard_are_refused(domain):
    node = helper.make_node("Gelu", ["a"], ["b"], domain=domain)
    with pytest.raises(ProjectError, match=f"{domain}.Gelu"):
        Onnx().read(file_of([node], [told("a", FLOAT, "n", 1)], [B], domains=[domain]))


@pytest.mark.parametrize("data", [b"", b"\x80\x04\x95", b"{}", b"\x00" * 20], ids=repr)
def test_what_is_no_model_is_an_error(data):
    with pytest.raises(ProjectError) as raised:
        Onnx().read(data)
    assert raised.value.problems[0].name == "model-file"


def test_a_missing_library_is_an_error_with_the_line_that_installs_it(monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(
        "forebay.algorithms.onnx_file.find_spec",
        lambda name: None if name == "onnxruntime" else find(name),
    )
    with pytest.raises(ProjectError) as raised:
        Onnx().read(classes())
    (problem,) = raised.value.problems
    assert problem.name == "library-missing"
    assert "pip install 'forebay[onnx]'" in problem.hint
