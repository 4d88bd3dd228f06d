"""``FROM``: tables, sub-queries, joins, and arrays that become rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.element_kind import element_kind
from forebay.engine.bigquery.render_pivot import pivoted
from forebay.engine.quote import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlglot import exp

    from forebay.engine.bigquery.renderer import Renderer

_KINDS: Final = {"", "INNER", "CROSS", "OUTER"}
_SAMPLED: Final = '"__sampled"'
_SIDES: Final = {"", "LEFT", "RIGHT", "FULL"}


def from_text(renderer: Renderer, select: exp.Expr) -> str:
    """Return what stands after FROM; empty if there is none."""
    clause = select.args.get("from_") or select.args.get("from")
    if clause is None:
        return ""
    parts = [_relation(renderer, clause.this)]
    parts += [_join(renderer, join) for join in select.args.get("joins") or ()]
    return " ".join(parts)


def star_columns(
    renderer: Renderer, select: exp.Expr, star: exp.Expr, excluded: Sequence[str]
) -> list[str]:
    """Return the columns of USING, which a star begins with in BigQuery.

    Raises
    ------
    ProjectError
        A star over an UNNEST whose elements may be structs: BigQuery would give their fields.

    """
    for unnest in _unnests(select):
        kind = element_kind(unnest.expressions[0])
        expands = kind == "struct" and not unnest.args.get("offset")
        if _alias_of(unnest) and kind != "scalar" and not expands:
            hint = "name the columns that you want."
            raise renderer.refused(star, "a star over UNNEST ... AS name is not supported", hint)
    names: dict[str, str] = {}
    for join in select.args.get("joins") or ():
        for column in join.args.get("using") or ():
            names.setdefault(column.name.casefold(), column.name)
    keys = {name.casefold() for name in excluded}
    return [name for key, name in names.items() if key not in keys]


def has_suffix(renderer: Renderer, select: exp.Expr, owner: str | None) -> bool:
    """Whether a star would have ``_TABLE_SUFFIX``, which no star has in BigQuery.

    Parameters
    ----------
    owner
        What stands before the star; None: it is a star of all tables.

    """
    for table in _sources(select):
        if type(table).__name__ != "Table":
            continue
        named = [table.args.get(key) for key in ("catalog", "db", "this")]
        texts = tuple(word for part in named if part is not None for word in _words(part))
        called = table.alias or texts[-1].rpartition(".")[2]
        is_meant = owner is None or owner.casefold() == called.casefold()
        if is_meant and renderer.has_suffix(texts):
            return True
    return False


def table_names(select: exp.Expr) -> frozenset[tuple[str, ...]]:
    """Return the tables of FROM that have no other name, by their parts in lower case."""
    found = set()
    for table in _sources(select):
        if type(table).__name__ == "Table" and not table.alias:
            named = [table.args.get(key) for key in ("catalog", "db", "this")]
            texts = [word for part in named if part is not None for word in _words(part)]
            found.add(tuple(text.casefold() for text in texts))
    return frozenset(found)


def unnest_alias(select: exp.Expr, name: str) -> bool:
    """Whether a name of the FROM is that of an UNNEST."""
    return any(_alias_of(unnest).casefold() == name.casefold() for unnest in _unnests(select))


def _sources(select: exp.Expr) -> list[exp.Expr]:
    clause = select.args.get("from_") or select.args.get("from")
    sources = [clause.this] if clause is not None else []
    return sources + [join.this for join in select.args.get("joins") or ()]


def _unnests(select: exp.Expr) -> list[exp.Expr]:
    return [source for source in _sources(select) if type(source).__name__ == "Unnest"]


def _join(renderer: Renderer, join: exp.Expr) -> str:
    known = {"this", "side", "kind", "on", "using"}
    side, kind = str(join.args.get("side") or ""), str(join.args.get("kind") or "")
    if {k for k, v in join.args.items() if v} - known or kind not in _KINDS or side not in _SIDES:
        raise renderer.refused(join, "this join is not supported")
    is_unnest = type(join.this).__name__ == "Unnest"
    right = _relation(renderer, join.this)
    if is_unnest and side == "LEFT":
        right = f"LATERAL {right}"
    on, using = join.args.get("on"), join.args.get("using")
    if on is not None:
        condition = f" ON {renderer.write(on)}"
    elif using:
        condition = f" USING ({renderer.writes(using)})"
    elif is_unnest and side == "LEFT":
        condition = " ON true"
    elif kind == "CROSS" or is_unnest or not side:
        return f"CROSS JOIN {right}"
    else:
        raise renderer.refused(join, "this join has no condition")
    return f"{side + ' ' if side else ''}JOIN {right}{condition}"


def _relation(renderer: Renderer, node: exp.Expr) -> str:
    text = _plain_relation(renderer, node)
    for pivot in node.args.get("pivots") or ():
        text = pivoted(renderer, text, pivot)
    return text


def _plain_relation(renderer: Renderer, node: exp.Expr) -> str:
    match type(node).__name__:
        case "Table":
            return _table(renderer, node)
        case "Subquery":
            alias = node.args.get("alias")
            renderer.refuse_parts(node, {"this", "alias", "pivots"})
            inner = renderer.write(node.this)
            return f"({inner})" + (f" AS {renderer.write(alias.this)}" if alias else "")
        case "Unnest":
            return _unnest(renderer, node)
        case _:
            raise renderer.refused(node, "this source of rows is not supported")


def _table(renderer: Renderer, node: exp.Expr) -> str:
    renderer.refuse_parts(node, {"this", "db", "catalog", "alias", "pivots", "sample"})
    named = [node.args.get(key) for key in ("catalog", "db", "this")]
    parts = [part for part in named if part is not None]
    if any(type(part).__name__ not in {"Identifier", "Dot"} for part in parts):
        raise renderer.refused(node, "a table function is not supported")
    texts = tuple(word for part in parts for word in _words(part))
    alias = node.args.get("alias")
    written = renderer.write(alias.this) if alias is not None and alias.this is not None else ""
    if alias is not None and alias.args.get("columns"):
        raise renderer.refused(node, "a column list after a table is not supported")
    sample = node.args.get("sample")
    is_cte = len(texts) == 1 and texts[0].casefold() in renderer.ctes
    if sample is not None and (is_cte or texts[0] in renderer.placeholders):
        hint = "a table alone is sampled; for a query write WHERE RAND() < 0.1."
        raise renderer.refused(sample, "TABLESAMPLE of a query is not supported", hint)
    if len(texts) == 1 and texts[0] in renderer.placeholders:
        text = renderer.placeholders[texts[0]]
        return f"{text} AS {written}" if written else text
    if is_cte:
        text = renderer.marked(quote(texts[0]), parts[0])
    else:
        text = renderer.marked(renderer.relation(texts, renderer.at(node)), parts[-1])
        last = quote(texts[-1].rpartition(".")[2])
        if not written and not text.rstrip("\2").endswith(last):
            written = last
    if sample is not None:
        share = _share(renderer, sample)
        text = f"(SELECT * FROM {text} AS {_SAMPLED} WHERE bq.in_sample({_SAMPLED}, {share}))"
        written = written or quote(texts[-1].rpartition(".")[2])
    return f"{text} AS {written}" if written else text


def _share(renderer: Renderer, sample: exp.Expr) -> str:
    """Return how many percent TABLESAMPLE SYSTEM takes."""
    percent = sample.args.get("percent")
    others = {key for key, value in sample.args.items() if value} - {"method", "percent"}
    if others or percent is None or str(sample.args.get("method") or "").upper() != "SYSTEM":
        raise renderer.refused(sample, "this sample is not supported", "write (10 PERCENT).")
    said = str(percent.this)
    if type(percent).__name__ != "Literal" or not 0 <= float(said) <= 100:  # noqa: PLR2004 - percent
        raise renderer.refused(sample, "the share of a sample is a number from 0 to 100")
    return f"{float(said)!r}e0"


def _words(part: exp.Expr) -> list[str]:
    if type(part).__name__ == "Dot":
        return [*_words(part.this), *_words(part.args["expression"])]
    return [str(part.this)]


def _alias_of(unnest: exp.Expr) -> str:
    alias = unnest.args.get("alias")
    columns = alias.args.get("columns") if alias is not None else None
    return columns[0].name if columns else ""


def _unnest(renderer: Renderer, node: exp.Expr) -> str:
    """Return an array as a sub-query of rows.

    With an alias the element is a column of that name: ``x`` and ``x.field`` both find it.
    Without one the fields of a struct are columns.
    """
    renderer.refuse_parts(node, {"expressions", "alias", "offset", "explode_array"})
    if len(node.expressions) != 1:
        raise renderer.refused(node, "UNNEST takes one array")
    array = renderer.write(node.expressions[0])
    name, offset = _alias_of(node), node.args.get("offset") or None
    items = f"unnest({array}) AS {quote(name)}" if name else f"unnest({array}, max_depth := 2)"
    is_struct = element_kind(node.expressions[0]) == "struct"
    if name and is_struct and offset is None:
        items = f"unnest({array}, max_depth := 2)"
    if offset is not None:
        numbers = f"unnest(range(len({array})))"
        items += f", {numbers} AS {quote(getattr(offset, 'name', '') or 'offset')}"
    return f"(SELECT {items})" + (f" AS {quote(name)}" if name else "")
