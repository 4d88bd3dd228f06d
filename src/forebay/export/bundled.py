"""The text of our own modules, put together into one file that imports none of them.

Each module becomes a function that runs its text and returns its names, so that names of one do
not meet those of another. What is of a Python newer than 3.9 is written as 3.9 has it.
"""

from __future__ import annotations

import ast
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_PACKAGE: Final = "forebay"
# What our errors are in a file without us: one class, by which a caller catches them all.
_ERRORS: Final = '''\
class ForebayError(ValueError):
    """A row that the model cannot answer; the message says why."""

    def __init__(self, name, message):
        super().__init__(message)
        self.name = name

    @classmethod
    def of(cls, name, message, **told):
        return cls(name, message)
'''


def bundled(modules: tuple[str, ...]) -> str:
    """Return Python text in which ``_name`` holds the names of each module, by its last word.

    Parameters
    ----------
    modules
        Names of modules; those that they import come with them. They may import the standard
        library, ``forebay.errors``, and modules that do the same.

    """
    parts: dict[str, str] = {}
    for module in modules:
        _add(module, parts)
    return "\n\n".join([_ERRORS, *parts.values()])


def _add(module: str, parts: dict[str, str]) -> None:
    if module in parts:
        return
    spec = find_spec(module)
    assert spec is not None  # noqa: S101 - names are ours
    assert spec.origin is not None  # noqa: S101
    tree = ast.parse(Path(spec.origin).read_text(encoding="utf-8"))
    body = [node for node in tree.body if not _is_for_readers_only(node)]
    own: list[ast.stmt] = []
    for node in body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(_PACKAGE):
            own += _taken(node, parts)
        elif not (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
            own.append(_Older().visit(node))
    name = module.rpartition(".")[2]
    text = ast.unparse(ast.fix_missing_locations(ast.Module(own, [])))
    indented = "\n".join(f"    {line}" if line else "" for line in text.split("\n"))
    parts[module] = f"def _{name}():\n{indented}\n    return locals()\n\n\n_{name} = _{name}()"


def _is_for_readers_only(node: ast.stmt) -> bool:
    match node:
        case ast.If(ast.Name("TYPE_CHECKING")) | ast.Expr(ast.Constant(str())):
            return True
        case _:
            return False


def _taken(node: ast.ImportFrom, parts: dict[str, str]) -> list[ast.stmt]:
    """Return assignments for an import of ours, after what it imports was added."""
    module = node.module or ""
    if module == f"{_PACKAGE}.errors":
        return [ast.parse(f"{alias.name} = ForebayError").body[0] for alias in node.names]
    _add(module, parts)
    source = f"_{module.rpartition('.')[2]}"
    return [ast.parse(f"{a.asname or a.name} = {source}[{a.name!r}]").body[0] for a in node.names]


class _Older(ast.NodeTransformer):
    """Writes what is of a newer Python as 3.9 has it."""

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST | None:
        kept = [a for a in node.names if a.name not in {"TypeAlias", "UTC"}]
        if len(kept) == len(node.names):
            return node
        names = [*kept]
        if any(a.name == "UTC" for a in node.names):
            names.append(ast.alias("timezone"))
        return ast.ImportFrom(node.module, names, 0) if names else None

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if node.id == "UTC" and isinstance(node.ctx, ast.Load):
            return ast.Attribute(ast.Name("timezone", ast.Load()), "utc", ast.Load())
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        match node:
            case ast.Call(ast.Name("isinstance"), [_, ast.BinOp(op=ast.BitOr()) as kinds]):
                node.args[1] = ast.Tuple(_alternatives(kinds), ast.Load())
            case ast.Call(ast.Name("dataclass" | "zip")):
                node.keywords = [k for k in node.keywords if k.arg not in {"slots", "strict"}]
        return node


def _alternatives(node: ast.expr) -> list[ast.expr]:
    match node:
        case ast.BinOp(left, ast.BitOr(), right):
            return [*_alternatives(left), *_alternatives(right)]
        case _:
            return [node]
