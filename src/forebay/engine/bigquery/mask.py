"""What sqlglot is given: the person's text, in which functions and literals are only marks.

sqlglot reads the grammar. Which function was called and what a string says is read from our own
tokens: its names for functions are another set, which changes between its releases, and its
literals have no place. A mark has the length of what it stands for, so places stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.function_table import FUNCTIONS
from forebay.engine.bigquery.masked import LITERAL_MARK, MOST_LITERALS, Masked
from forebay.engine.bigquery.token import BigQueryToken
from forebay.sql.ml_functions import ML_SCALAR_FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.sql.token import Token

_FUNCTION_MARK: Final = "ƒ"


def mask(text: str, begin: int, tokens: Sequence[Token]) -> Masked:
    """Return the masked text.

    Parameters
    ----------
    begin
        The offset of the text's first character in the source of the tokens.
    tokens
        The tokens of the text; those of calls that are cut out already are not among them.

    """
    characters = list(text)
    functions: dict[int, str] = {}
    literals: list[BigQueryToken] = []
    for index, token in enumerate(tokens):
        start = token.start - begin
        if isinstance(token, BigQueryToken) and token.kind == "string":
            length = token.end - token.start
            inner = ""
            if length > len("''") and len(literals) < MOST_LITERALS:
                inner = chr(LITERAL_MARK + len(literals)) + "_" * (length - 3)
                literals.append(token)
            characters[start : start + length] = f"'{inner}'"
        elif (name := _function(tokens, index)) is not None:
            last = tokens[index + 2 * name.count(".")]
            characters[start : last.end - begin] = _FUNCTION_MARK * (last.end - token.start)
            functions[start] = name
    return Masked("".join(characters), functions, tuple(literals))


def _function(tokens: Sequence[Token], index: int) -> str | None:
    """Return the name of the function that is called at an index, if we know it."""
    if index and tokens[index - 1].text == ".":
        return None
    words = [token.upper for token in tokens[index : index + 4]]
    if tokens[index].kind != "word" or len(words) < 2:  # noqa: PLR2004 - name, bracket
        return None
    if words[1] == "(":
        is_star = words[0] == "REPLACE" and index and tokens[index - 1].text in {"*", ")"}
        return words[0] if words[0] in FUNCTIONS and not is_star else None
    if words[1:2] == ["."] and words[3:] == ["("]:
        known = FUNCTIONS if words[0] == "SAFE" else ML_SCALAR_FUNCTIONS
        if words[0] in {"SAFE", "ML"} and words[2] in known:
            return f"{words[0]}.{words[2]}"
    return None
