"""The clauses that stand between a statement's name and its query, in any order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from forebay.errors import ProjectError, nearest
from forebay.sql.keywords import keywords
from forebay.sql.model_call import QUERY_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from forebay.sql.statement import Query
    from forebay.sql.token_reader import TokenReader

# Every clause there is. In an expression a name followed by an operand cannot occur, so that these
# words end the expression of KNOWN AT, PREDICT AT, ...; the ones in _BRACKETED only before "(".
_HEADS: Final[tuple[tuple[str, ...], ...]] = (
    ("OPTIONS",),
    ("INPUT",),
    ("OUTPUT",),
    ("KNOWN", "AT"),
    ("FRESH", "WITHIN"),
    ("OVERWRITTEN",),
    ("TRANSFORM",),
    ("KEY",),
    ("CARRY",),
    ("PREDICT", "AT"),
    ("LABEL", "KNOWN", "AT"),
    ("STANDARDS",),
    ("ALLOW", "LEAKAGE"),
)
_BRACKETED: Final = frozenset(
    {"OPTIONS", "INPUT", "OUTPUT", "TRANSFORM", "KEY", "CARRY", "STANDARDS"}
)

# Grammar that is kept free for later, and what helps meanwhile.
_LATER: Final[dict[tuple[str, ...], str]] = {
    ("INCREMENTAL", "BY"): "leave it out: the table is built whole from its SELECT.",
    ("READS", "BACK"): "leave it out: the table is built whole from its SELECT.",
    ("LATE", "WITHIN"): "leave it out: the table is built whole from its SELECT.",
    ("APPEND", "KEY"): "leave it out: the table is built whole from its SELECT.",
    ("PARTITION", "BY"): "leave it out: it changes the layout of files, not the result.",
    ("CLUSTER", "BY"): "leave it out: it changes the layout of files, not the result.",
    ("REMOTE", "WITH"): "Forebay trains and serves its own models; it calls no remote one.",
    ("WITH", "CONNECTION"): "Forebay reads files below the project; bring the data there first.",
    ("WITH", "PARTITION"): "declare the columns in the column list.",
    ("DEFAULT", "COLLATE"): "write COLLATE in the SELECT.",
}

# Words that may follow an operand inside an expression, so are no misspelt clause.
_OPERATORS: Final = keywords(
    """
    AND OR NOT IN IS LIKE ILIKE BETWEEN SIMILAR GLOB COLLATE AT ESCAPE ISNULL NOTNULL OVER FILTER
    WHEN THEN ELSE CASE DISTINCT FROM TO WITHIN IGNORE RESPECT INTERVAL
    """
)
# Words that end an operand and may follow one.
_ENDINGS: Final = keywords(
    """
    END NULL TRUE FALSE ZONE
    YEAR YEARS MONTH MONTHS WEEK WEEKS DAY DAYS HOUR HOURS MINUTE MINUTES SECOND SECONDS
    """
)


class Clause(NamedTuple):
    """One clause of a statement: its words, what reads the rest of it, whether it may repeat."""

    head: tuple[str, ...]
    read: Callable[[], None]
    repeats: bool = False


def read_clauses(reader: TokenReader, owner: str, clauses: Sequence[Clause]) -> None:
    """Read clauses up to ``AS`` or the end; `owner` names the statement in messages."""
    seen: set[tuple[str, ...]] = set()
    while not reader.done and not reader.at("AS") and not reader.at_any(QUERY_WORDS - {"WITH"}):
        clause = next((c for c in clauses if reader.at(*c.head)), None)
        if clause is None:
            _refuse(reader, owner, clauses)
            continue
        start = reader.index
        reader.expect(*clause.head)
        if clause.head in seen and not clause.repeats:
            reader.report(
                "duplicate-clause",
                f'{owner} has the clause "{" ".join(clause.head)}" twice',
                reader.span_from(start),
            )
        seen.add(clause.head)
        clause.read()


def at_clause(reader: TokenReader) -> bool:
    """Whether an expression ends here because a clause or ``AS`` begins.

    Raises
    ------
    ProjectError
        For a word that can be nothing but a misspelt clause.

    """
    if reader.at("AS"):
        return True
    follows_operand = _follows_operand(reader)
    for head in (*_HEADS, *_LATER):
        if head[0] in _BRACKETED:
            # "a + key(b)" calls a function; "a KEY (b)" cannot.
            found = follows_operand and reader.at(*head, "(")
        else:
            found = reader.at(*head)
        if found:
            return True
    if follows_operand:
        _refuse_misspelt(reader)
    return False


def _follows_operand(reader: TokenReader) -> bool:
    before = reader.peek(-1) if reader.index else None
    if [token.upper for token in reader.tokens[max(0, reader.index - 2) : reader.index]] == [
        "AT",
        "AT",
    ]:
        return True  # KNOWN AT at: the second one is a column
    if before is None or before.upper in _OPERATORS:
        return False
    return before.kind != "symbol" or before.text in {")", "]", "}"}


def _refuse_misspelt(reader: TokenReader) -> None:
    token = reader.peek()
    if token is None or token.kind != "word" or token.upper in _OPERATORS | _ENDINGS:
        return
    meant = nearest(token.text, [head[0] for head in _HEADS])
    if meant is not None:
        full = next(" ".join(head) for head in _HEADS if head[0] == meant)
        raise ProjectError.of(
            "unknown-clause",
            f'there is no clause "{token.text}"',
            reader.here,
            hint=f'did you mean "{full}"?',
        )


def _refuse(reader: TokenReader, owner: str, clauses: Sequence[Clause]) -> None:
    """Report what is no clause here and go on at the next one."""
    later = next((head for head in _LATER if reader.at(*head)), None)
    token = reader.take("a clause")
    span = reader.span_of(token)
    heads = [" ".join(clause.head) for clause in clauses]
    if later is not None:
        words = " ".join(later)
        reader.report("not-supported", f"{words} is not supported yet", span, hint=_LATER[later])
        reader.index += len(later) - 1
    elif token.kind == "word":
        meant = nearest(token.text, [clause.head[0] for clause in clauses])
        full = next((head for head in heads if meant and head.startswith(meant)), None)
        reader.report(
            "unknown-clause",
            f'{owner} has no clause "{token.text}"',
            span,
            detail=f"It has: {', '.join(heads)}.",
            hint=f'did you mean "{full}"?' if full and token.upper != meant else "",
        )
    else:
        reader.report("unexpected-token", f'expected a clause or AS, found "{token.text}"', span)
    if reader.at("("):
        reader.index = reader.closing() + 1
        return
    while not reader.done and not _at_any_head(reader):
        reader.index = reader.closing() + 1 if reader.at_any("([{") else reader.index + 1


def _at_any_head(reader: TokenReader) -> bool:
    return reader.at("AS") or any(reader.at(*head) for head in (*_HEADS, *_LATER))


def rest_as_query(reader: TokenReader, owner: str, read: Callable[..., Query]) -> Query:
    """Read ``AS query`` up to the end of the statement."""
    if reader.done:
        raise ProjectError.of(
            "missing-query",
            f"{owner} has no AS SELECT",
            reader.span_from(0),
            hint="data from files comes in by CREATE EXTERNAL TABLE."
            if owner.startswith("table")
            else "",
        )
    if not reader.accept("AS"):
        raise reader.unexpected('"AS" before the query')
    if reader.done:
        raise reader.unexpected("a query after AS")
    tokens = reader.tokens[reader.index :]
    reader.index = len(reader.tokens)
    return read(tokens)
