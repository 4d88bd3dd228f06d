"""Where on the command line stands what an error is about."""

from __future__ import annotations

import re
import shlex
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from forebay.errors import Problem, Source, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

# Click quotes singly, we doubly.
_QUOTED: Final = re.compile(r"""["']([^"']+)["']""")
_LONGEST: Final = 60


def typed_place(problem: Problem, words: Sequence[str]) -> Problem:
    r"""Return a problem with its place on the command line, if it has none in a file.

    The place is that of the first object in quotation marks that was typed; of ``bad-arguments``
    that quote nothing typed, the whole line.

    Parameters
    ----------
    words
        What followed ``forebay``.

    Examples
    --------
    >>> problem = Problem("unknown-node", 'there is no "flihgts"')
    >>> print(typed_place(problem, ["show", "flihgts"]).render())
    error[unknown-node]: there is no "flihgts"
      --> <command>:1:14
        |
      1 | forebay show flihgts
        |              ^^^^^^^

    """
    if problem.span is not None:
        return problem
    line, places = "forebay", dict[str, tuple[int, int]]()
    for word in words:
        line += " "
        shown = _shown(word)
        place = (len(line), len(line) + len(shown))
        name, _, value = word.partition("=")
        for text in (word, value, name) if word.startswith("-") else (word,):
            places.setdefault(text, place)
        line += shown
    source = Source("<command>", line)
    for quoted in _QUOTED.findall(problem.message):
        if quoted in places:
            return replace(problem, span=Span(source, *places[quoted]))
    return replace(problem, span=source.whole()) if problem.name == "bad-arguments" else problem


def _shown(word: str) -> str:
    """Return a word as a shell reads it; of a long one, such as a query, how it begins."""
    first = word.partition("\n")[0]
    if first != word or len(word) > _LONGEST:
        word = f"{first[:_LONGEST]}..."
    return shlex.quote(word)
