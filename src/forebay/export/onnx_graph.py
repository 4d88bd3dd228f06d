"""A whole pipeline as ONNX: raw columns in, predictions out, run by anything that reads ONNX."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from forebay.algorithms.cluster_centroids import Centroids
from forebay.algorithms.linear_model import LinearModel
from forebay.algorithms.onnx_file import require_onnx
from forebay.algorithms.onnx_model import OnnxModel, onnx_answers, onnx_session
from forebay.algorithms.principal_components import PrincipalComponents
from forebay.algorithms.transform_only import TransformOnly
from forebay.algorithms.tree_model import TreeModel
from forebay.engine.quote import quote, quote_list
from forebay.errors import ProjectError
from forebay.export.onnx_calibration import onnx_calibration, onnx_interval
from forebay.export.onnx_clusters import cluster_outputs, onnx_clusters
from forebay.export.onnx_components import component_outputs, onnx_components
from forebay.export.onnx_expressions import ML_DOMAIN
from forebay.export.onnx_features import onnx_features, onnx_inputs
from forebay.export.onnx_linear import onnx_linear
from forebay.export.onnx_nodes import OnnxNodes
from forebay.export.onnx_transform import onnx_transform, transformed_rows
from forebay.export.onnx_trees import onnx_trees
from forebay.features.value_kind import value_kind
from forebay.query.interval_columns import INTERVAL_COLUMNS
from forebay.query.target import Imported

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from forebay.algorithms.link import Link
    from forebay.engine.protocol import Workspace
    from forebay.query.live_model import LiveModel

FILE: Final = "model.onnx"
TOLERANCE: Final = 1e-5  # an ensemble of trees adds up in float32
SCORES: Final = "scores"  # what the parity test reads: as LiveModel.scorer gives it
_OPSET, _ML_OPSET, _IR = 17, 3, 8


def write(model: LiveModel) -> bytes:
    """Return the ONNX file; of a model that came from one, that file itself."""
    require_onnx()
    if isinstance(model.learned, OnnxModel):
        return model.learned.arrays()["onnx"].tobytes()
    from onnx import helper

    nodes = OnnxNodes()
    inputs = onnx_inputs(model.features.inputs)
    outputs = _answered(nodes, model)
    graph = helper.make_graph(nodes.nodes, "forebay", inputs, outputs, nodes.initializers)
    proto = helper.make_model(
        graph,
        producer_name="forebay",
        ir_version=_IR,
        opset_imports=[helper.make_opsetid("", _OPSET), helper.make_opsetid(ML_DOMAIN, _ML_OPSET)],
    )
    told = {"model": model.name, "version": str(model.number)}
    if model.task in {"binary", "multiclass"}:
        told |= {"classes": json.dumps(list(model.classes)), "threshold": repr(model.threshold)}
    helper.set_model_props(proto, told)
    return bytes(proto.SerializeToString(deterministic=True))


def _answered(nodes: OnnxNodes, model: LiveModel) -> list[Any]:
    """Add the nodes of a whole model; return the graph's outputs."""
    learned = model.learned
    if isinstance(learned, TransformOnly):
        return _told(onnx_transform(nodes, model.features))
    matrix = onnx_features(nodes, model.features)
    match learned:
        case TreeModel() as trees:
            scores = _linked(nodes, onnx_trees(nodes, trees, matrix), trees.link, trees.n_outputs)
        case LinearModel() as linear:
            raw = onnx_linear(nodes, linear, matrix)
            scores = _linked(nodes, raw, linear.link, linear.n_outputs)
        case Centroids() as clusters:
            scores = onnx_clusters(nodes, clusters, matrix)
        case PrincipalComponents() as components:
            scores = onnx_components(nodes, components, matrix)
        case _:
            raise ProjectError.of(
                "not-supported",
                f"a {model.signature.model_type} cannot be written as ONNX",
                hint="this one answers by ML functions alone, such as ML.FORECAST.",
            )
    scores = onnx_calibration(nodes, model.calibration, scores)
    nodes.give(scores, SCORES)
    last = _told([(SCORES, model.scorer.n_outputs, "float64")])
    match learned:
        case Centroids() as clusters:
            return _told(cluster_outputs(nodes, scores, clusters.n_nearest)) + last
        case PrincipalComponents() as components:
            return _told(component_outputs(nodes, scores, components.n_components)) + last
        case _:
            return _outputs(nodes, model, scores)


def _told(outputs: Sequence[tuple[str, int, str]]) -> list[Any]:
    """Return outputs of the graph, of their names, widths and kinds."""
    from onnx import TensorProto, helper

    kinds = {
        "float64": TensorProto.DOUBLE, "int64": TensorProto.INT64, "text": TensorProto.STRING
    }  # fmt: skip
    return [
        helper.make_tensor_value_info(name, kinds[kind], ["rows", width])
        for name, width, kind in outputs
    ]


def about(model: LiveModel) -> dict[str, bytes]:
    """Return nothing: the file says what it reads and gives."""
    del model
    return {}


def _linked(nodes: OnnxNodes, raw: str, link: Link, n_outputs: int) -> str:
    match link:
        case "identity":
            return raw
        case "exp":
            return nodes.add("Exp", raw)
        case "logistic":
            return nodes.add("Sigmoid", raw)
        case "softmax":
            return nodes.add("Softmax", raw, axis=1)
        case "share" | "shares":
            limits = [nodes.constant(np.array(v), "float64") for v in (0.0, 1.0)]
            shares = nodes.add("Clip", raw, *limits)
            return shares if link == "share" else _normal(nodes, shares, n_outputs)


def _normal(nodes: OnnxNodes, shares: str, n_outputs: int) -> str:
    total = nodes.add("ReduceSum", shares, nodes.constant([1], "int64"), keepdims=1)
    nothing = nodes.add("Equal", total, nodes.constant([[0.0]], "float64"))
    alike = nodes.constant([[1.0] * n_outputs], "float64")
    kept = nodes.add("Where", nothing, alike, shares)
    whole = nodes.add("ReduceSum", kept, nodes.constant([1], "int64"), keepdims=1)
    return nodes.add("Div", kept, whole)


def _outputs(nodes: OnnxNodes, model: LiveModel, scores: str) -> list[Any]:
    """Add the columns of ML.PREDICT; return the graph's outputs, ``scores`` the last."""
    from onnx import TensorProto, helper

    def told(name: str, kind: int, width: int) -> Any:
        return helper.make_tensor_value_info(name, kind, ["rows", width])

    width = model.scorer.n_outputs
    last = told(SCORES, TensorProto.DOUBLE, width)
    target = model.signature.target
    if isinstance(target, Imported):
        nodes.give(scores, target.outputs[0].name)
        return [told(target.outputs[0].name, TensorProto.DOUBLE, width), last]
    predicted = model.signature.predicted
    if model.task == "regression":
        nodes.give(scores, predicted)
        ends = list(zip(onnx_interval(nodes, model, scores), INTERVAL_COLUMNS, strict=False))
        for end, column in ends:
            nodes.give(end, column.name)
        interval = [told(column.name, TensorProto.DOUBLE, 1) for _, column in ends]
        return [told(predicted, TensorProto.DOUBLE, 1), *interval, last]
    shares = scores
    if model.task == "binary":
        other = nodes.add("Sub", nodes.constant([[1.0]], "float64"), scores)
        shares = nodes.add("Concat", other, scores, axis=1)
        limit = nodes.constant([[model.threshold]], "float64")
        index = nodes.add("Cast", nodes.add("Greater", scores, limit), to=7)
    else:
        index = nodes.add("ArgMax", scores, axis=1, keepdims=1)
    label = nodes.add(
        "LabelEncoder",
        index,
        domain=ML_DOMAIN,
        keys_int64s=list(range(len(model.classes))),
        values_strings=list(model.classes),
    )
    nodes.give(label, predicted)
    nodes.give(shares, f"{predicted}_probs")
    return [
        told(predicted, TensorProto.STRING, 1),
        told(f"{predicted}_probs", TensorProto.DOUBLE, len(model.classes)),
        last,
    ]


def answers(data: bytes, model: LiveModel, workspace: Workspace, rows: str) -> Any:
    """Return what ONNX Runtime answers for the rows; of TRANSFORM_ONLY rows of its columns."""
    inputs = model.features.inputs
    names = [column.name for column in inputs]
    told = workspace.rows(f"SELECT {quote_list(names)} FROM {quote(rows)}")
    columns = list(zip(*told, strict=True))
    if isinstance(model.learned, OnnxModel):
        return _own(model, workspace, rows)
    feed = {
        column.name: _tensor(values, column.type)
        for column, values in zip(inputs, columns, strict=True)
    }
    session = onnx_session(data)
    if isinstance(model.learned, TransformOnly):
        outputs = [output.name for output in session.get_outputs()]
        return transformed_rows(onnx_answers(session, outputs, feed), model.features)
    return np.asarray(onnx_answers(session, [SCORES], feed)[0], np.float64)


def _own(model: LiveModel, workspace: Workspace, rows: str) -> NDArray[np.float64]:
    """Return the answers of the very file that was imported."""
    from forebay.features.matrix_batch import matrix_blocks

    text = model.features.matrix_query(quote(rows))
    return np.concatenate(
        [
            model.scorer.score(columns)
            for batch in workspace.stream(text)
            for _, columns in matrix_blocks(batch, model.features.columns)
        ]
    )


def _tensor(values: Sequence[object], kind: str) -> NDArray[Any]:
    """Return a column as the graph reads it."""
    if value_kind(kind) == "text":
        return np.array([["" if v is None else str(v)] for v in values], dtype=object)
    return np.array([[np.nan if v is None else float(str(_plain(v)))] for v in values], np.float64)


def _plain(value: object) -> object:
    return int(value) if isinstance(value, bool) else value
