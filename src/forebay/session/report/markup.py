"""HTML and SVG in which every text is escaped unless it is markup already."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable


class Markup(str):
    """Text that is HTML already; whoever makes one vouches for it."""

    __slots__ = ()


Child: TypeAlias = "Markup | str | int | float | None"

_VOID = frozenset({"meta", "br", "hr", "line", "circle", "rect", "path", "polyline", "polygon"})


def el(tag: str, *children: Child, **attributes: str | float | None) -> Markup:
    """Return an element; children that are no `Markup` and all attributes are escaped.

    A trailing underscore of an attribute's name is dropped, other underscores become hyphens;
    None leaves an attribute out.

    Examples
    --------
    >>> el("p", "1 < 2", class_="note")
    '<p class="note">1 &lt; 2</p>'

    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(_number(value))}"'
        for name, value in attributes.items()
        if value is not None
    )
    if tag in _VOID and not children:
        return Markup(f"<{tag}{written}>" if tag in {"meta", "br", "hr"} else f"<{tag}{written}/>")
    return Markup(f"<{tag}{written}>{join(children)}</{tag}>")


def join(children: Iterable[Child], between: str = "") -> Markup:
    """Return children one after the other, escaped where they are no `Markup`."""
    return Markup(escape(between).join(_text(child) for child in children))


def table(header: Iterable[Child], rows: Iterable[Iterable[Child]], numbers: str = "") -> Markup:
    """Return a table that scrolls sideways where it is too wide.

    Parameters
    ----------
    numbers
        One letter for each column: ``r`` aligns it to the right, anything else to the left.

    """

    def cell(tag: str, place: int, child: Child) -> Markup:
        right = numbers[place : place + 1] == "r"
        return el(tag, child, class_="num" if right else None)

    head = el("tr", *(cell("th", i, child) for i, child in enumerate(header)))
    body = [el("tr", *(cell("td", i, child) for i, child in enumerate(row))) for row in rows]
    return el("div", el("table", el("thead", head), el("tbody", *body)), class_="wide")


def _text(child: Child) -> str:
    if child is None:
        return ""
    return child if isinstance(child, Markup) else escape(str(child))


def _number(value: str | float) -> str:
    # Coordinates to a tenth of a pixel keep the file small.
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
