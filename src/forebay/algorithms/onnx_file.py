"""What an ONNX file may hold: a graph of standard operators with all its numbers inside."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIBRARIES: Final = ("onnx", "onnxruntime")
_STANDARD: Final = frozenset({"", "ai.onnx", "ai.onnx.ml"})


def require_onnx() -> None:
    """Raise ProjectError ``library-missing`` if ONNX models cannot be run; imports nothing."""
    missing = [name for name in _LIBRARIES if find_spec(name) is None]
    if missing:
        raise ProjectError.of(
            "library-missing",
            f'ONNX models need the library "{missing[0]}", which is not installed',
            hint="pip install 'forebay[onnx]'.",
        )


def check_onnx(data: bytes) -> Any:
    """Return the parsed file; nothing of it runs, and no other file is opened.

    Raises
    ------
    ProjectError
        ``library-missing``; ``model-file``: it is no ONNX; ``not-supported``: numbers in other
        files, operators that are not of the standard.

    """
    require_onnx()
    import onnx
    from google.protobuf.message import DecodeError  # type: ignore[import-untyped]

    model = onnx.ModelProto()
    try:
        model.ParseFromString(data)
    except DecodeError as error:
        raise _no_model("it cannot be decoded") from error
    if not model.graph.node or not model.opset_import:
        raise _no_model("it holds no graph")
    own = {function.domain for function in model.functions}
    nodes = [*model.graph.node, *(node for f in model.functions for node in f.node)]
    graphs = [model.graph, *_inner(nodes)]
    for graph in graphs:
        _require_inside(graph)
        nodes += [node for node in graph.node if graph is not model.graph]
    for node in nodes:
        if node.domain not in _STANDARD | own:
            raise ProjectError.of(
                "not-supported",
                f'the ONNX file needs the operator "{node.domain}.{node.op_type}"',
                detail="only operators of the standard (ai.onnx, ai.onnx.ml) are run.",
                hint="export the model without custom operators.",
            )
        for attribute in node.attribute:
            for tensor in (attribute.t, *attribute.tensors):
                _require_own(tensor)
    return model


def _inner(nodes: Any) -> Iterator[Any]:
    """Yield the graphs inside of nodes (If, Loop, Scan), at any depth."""
    for node in nodes:
        for attribute in node.attribute:
            held = [attribute.g] if attribute.HasField("g") else []
            for graph in (*held, *attribute.graphs):
                yield graph
                yield from _inner(graph.node)


def _require_inside(graph: Any) -> None:
    for tensor in graph.initializer:
        _require_own(tensor)
    for sparse in graph.sparse_initializer:
        _require_own(sparse.values)
        _require_own(sparse.indices)


def _require_own(tensor: Any) -> None:
    if tensor.data_location or tensor.external_data:
        raise ProjectError.of(
            "not-supported",
            f'the ONNX file keeps the numbers of "{tensor.name}" in another file',
            hint="save it in one file: onnx.save(model, path, save_as_external_data=False).",
        )


def _no_model(detail: str) -> ProjectError:
    return ProjectError.of(
        "model-file",
        "the file is no ONNX model",
        detail=f"{detail}.",
        hint="name a file that ends in .onnx, as its framework wrote it.",
    )
