"""The nodes of an ONNX graph while it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(slots=True)
class OnnxNodes:
    """Adds nodes and constants; each result has a name of its own."""

    nodes: list[Any] = field(default_factory=list)
    initializers: list[Any] = field(default_factory=list)
    known: dict[tuple[str, str, bytes], str] = field(default_factory=dict)
    n_names: int = 0

    def add(self, operator: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        """Add a node with one result; return the name of that."""
        from onnx import helper

        name = self._name(operator)
        self.nodes.append(
            helper.make_node(operator, list(inputs), [name], domain=domain, **attributes)
        )
        return name

    def add_two(self, operator: str, *inputs: str, **attributes: Any) -> tuple[str, str]:
        """Add a node with two results; return their names."""
        from onnx import helper

        names = (self._name(operator), self._name(operator))
        self.nodes.append(helper.make_node(operator, list(inputs), list(names), **attributes))
        return names

    def constant(self, values: NDArray[Any] | list[Any], dtype: str) -> str:
        """Return the name of a constant tensor; equal ones are there once."""
        from onnx import numpy_helper

        array = np.asarray(values, dtype=dtype)
        key = (dtype, str(array.shape), array.tobytes())
        if key not in self.known:
            name = self.known[key] = self._name("constant")
            self.initializers.append(numpy_helper.from_array(array, name))
        return self.known[key]

    def texts(self, values: list[list[str]]) -> str:
        """Return the name of a constant tensor of texts."""
        from onnx import numpy_helper

        name = self._name("constant")
        self.initializers.append(numpy_helper.from_array(np.array(values, dtype=object), name))
        return name

    def give(self, value: str, name: str) -> None:
        """Give a result the name under which the graph answers."""
        from onnx import helper

        self.nodes.append(helper.make_node("Identity", [value], [name]))

    def _name(self, word: str) -> str:
        self.n_names += 1
        return f"{word}_{self.n_names}"
