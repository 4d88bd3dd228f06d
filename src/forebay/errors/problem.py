"""One thing that is wrong, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from forebay.errors.usual_hints import USUAL_HINTS

if TYPE_CHECKING:
    from forebay.errors.span import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, with what a person needs to mend it.

    Parameters
    ----------
    name
        In kebab-case; every name has a page ``docs/errors/<name>.md``.
    message
        What is wrong: one line, lower case, no full stop, the user's objects in double quotes.
    span
        Where; None if it has no place in a text.
    detail
        The facts seen, as sentences. Empty if there are none.
    hint
        What to do, as a sentence. If it is left out, what errors of this name usually need; empty
        if that is not known either.
    severity
        A warning is shown and does not stop anything.

    Examples
    --------
    >>> from forebay.errors.span import Source
    >>> where = Source("tables/late.sql", "SELECT distnace AS label").whole().part(7, 15)
    >>> print(Problem("unknown-column", 'table "d" has no column "distnace"', where,
    ...               hint='did you mean "distance"?').render())
    error[unknown-column]: table "d" has no column "distnace"
      --> tables/late.sql:1:8
        |
      1 | SELECT distnace AS label
        |        ^^^^^^^^
      hint: did you mean "distance"?

    """

    name: str
    message: str
    span: Span | None = None
    detail: str = ""
    hint: str = ""
    severity: Literal["error", "warning"] = "error"

    def __post_init__(self) -> None:
        """Keep the place that a person wrote, wherever the span came from, and find a hint."""
        if not self.hint and self.severity == "error":
            object.__setattr__(self, "hint", USUAL_HINTS.get(self.name, ""))
        if self.span is not None and self.span.source.pieces:
            object.__setattr__(self, "span", self.span.written)

    def render(self) -> str:
        """Return the problem as a person reads it: several lines, no colour."""
        lines = [f"{self.severity}[{self.name}]: {self.message}"]
        if self.span is not None:
            lines += _excerpt(self.span)
        lines += [f"  {key}: {text}" for key in ("detail", "hint") if (text := getattr(self, key))]
        return "\n".join(lines)


def _excerpt(span: Span) -> list[str]:
    if not span.source.text:
        return [f"  --> {span.place}"]
    number, line = str(span.line), span.line_text
    gutter = " " * max(3, len(number))
    # Tabs keep their width when the caret line repeats them.
    lead = "".join("\t" if c == "\t" else " " for c in line[: span.column - 1])
    width = max(1, min(span.end - span.start, len(line) - span.column + 1))
    return [
        f"  --> {span.place}",
        f" {gutter}|",
        f"{number:>{len(gutter)}} | {line}",
        f" {gutter}| {lead}{'^' * width}",
    ]
