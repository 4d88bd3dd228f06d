"""A script is cut into its steps: statements of SQL, and what decides when they run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.script_statement import expression_until, read_step
from forebay.engine.bigquery.script_step import (
    Block,
    Branch,
    Choice,
    ForEach,
    Jump,
    Loop,
    ScriptStep,
)
from forebay.engine.bigquery.tokenize import scan
from forebay.errors import ProjectError
from forebay.sql.token_reader import TokenReader, check_brackets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.errors import Problem, Source, Span
    from forebay.sql.token import Token

# Words that end the steps before them, where they belong to what is open.
_ENDS: Final = ("END", "ELSE", "ELSEIF", "WHEN", "UNTIL", "EXCEPTION")
_JUMPS: Final = {
    "BREAK": "leave",
    "LEAVE": "leave",
    "CONTINUE": "continue",
    "ITERATE": "continue",
    "RETURN": "return",
}


def script_steps(source: Source) -> tuple[ScriptStep, ...]:
    """Return the steps of a script in order.

    Raises
    ------
    ProjectError
        With everything that is no token, and every statement that scripts here do not have.

    """
    tokens, unreadable = scan(source)
    # Parameters may have values by the time their statement is read, which tells of the others.
    problems = [p for p in unreadable if p.name != "bigquery-construct"]
    if problems:
        raise ProjectError(*problems)
    check_brackets(source, tokens)
    reader = _ScriptReader(TokenReader(source, tokens, dialect="bigquery"))
    steps = reader.steps(())
    if not reader.reader.done and not reader.problems:
        word = reader.reader.peek()
        opened = {"END": "BEGIN", "EXCEPTION": "BEGIN", "UNTIL": "REPEAT", "WHEN": "CASE"}
        said = word.upper if word is not None else ""
        reader.problems += ProjectError.of(
            "unexpected-token",
            f"{said} closes no {opened.get(said, 'IF')}",
            reader.reader.here,
            hint=f"take it out, or write {opened.get(said, 'IF')} before.",
        ).problems
    if reader.problems:
        raise ProjectError(*reader.problems)
    return steps


class _ScriptReader:
    """Reads steps; a statement that is refused is noted, and reading goes on behind it."""

    def __init__(self, reader: TokenReader) -> None:
        self.reader = reader
        self.problems: list[Problem] = []
        self.labels: list[tuple[str, bool]] = []  # of what is open, and whether it is a loop

    def steps(self, ends: Sequence[str]) -> tuple[ScriptStep, ...]:
        """Read steps until one of these words, or the end of the script."""
        found: list[ScriptStep] = []
        while not self.reader.done:
            if self.reader.accept(";"):
                continue
            if self.reader.at_any(ends or _ENDS):
                break
            begin = self.reader.index
            try:
                found.append(self._step())
                self._ended(ends)
            except ProjectError as error:
                self.problems += error.problems
                self._skip(begin)
        return tuple(found)

    def _ended(self, ends: Sequence[str]) -> None:
        if self.reader.peek() is not None and not self.reader.at_any([*(ends or _ENDS), ";"]):
            raise self.reader.unexpected('";" after the statement')

    def _skip(self, begin: int) -> None:
        reader = self.reader
        reader.index = max(reader.index, begin + 1)
        while not reader.done and not reader.at(";"):
            reader.index += 1

    def _step(self) -> ScriptStep:  # noqa: PLR0911 - one for each kind
        reader = self.reader
        label = self._label()
        if reader.at("BEGIN") and not reader.at("BEGIN", "TRANSACTION"):
            return self._block(label)
        if reader.at("IF"):
            return self._if()
        if reader.at("CASE"):
            return self._case()
        if reader.at("LOOP") or reader.at("WHILE") or reader.at("REPEAT"):
            return self._loop(label)
        if reader.at("FOR"):
            return self._for(label)
        if label:
            raise reader.unexpected("BEGIN, LOOP, WHILE, REPEAT or FOR after the label")
        token = reader.peek()
        if token is not None and token.upper in _JUMPS:
            return self._jump(_JUMPS[token.upper])
        return read_step(reader)

    def _label(self) -> str:
        reader = self.reader
        token, after = reader.peek(), reader.peek(1)
        if after is None or after.text != ":" or token is None:
            return ""
        label = reader.identifier("a label").casefold()
        reader.expect(":")
        if any(label == known for known, _ in self.labels):
            raise ProjectError.of(
                "duplicate-name",
                f'the label "{label}" is open already',
                reader.span_of(token),
                hint="rename one of them.",
            )
        return label

    def _body(self, label: str, ends: Sequence[str], *, is_loop: bool) -> tuple[ScriptStep, ...]:
        self.labels.append((label, is_loop))
        try:
            return self.steps(ends)
        finally:
            self.labels.pop()

    def _end(self, opened: Span, *words: str, label: str = "") -> None:
        reader = self.reader
        if reader.done:
            said = opened.text.upper()
            raise ProjectError.of(
                "unexpected-token",
                f"{said} has no {' '.join(words)}",
                opened,
                hint=f"write {' '.join(words)} after its statements.",
            )
        reader.expect(*words)
        if label and reader.peek() is not None and not reader.at(";"):
            told = reader.here
            if reader.identifier("a label").casefold() != label:
                raise ProjectError.of(
                    "unexpected-token",
                    f'"{told.text}" is not the label that is open',
                    told,
                    hint=f"write {label}, or nothing.",
                )

    def _block(self, label: str) -> Block:
        reader = self.reader
        start, opened = reader.index, reader.here
        reader.expect("BEGIN")
        steps = self._body(label, ("EXCEPTION", "END"), is_loop=False)
        handler: tuple[ScriptStep, ...] | None = None
        if reader.accept("EXCEPTION"):
            reader.expect("WHEN", "ERROR", "THEN")
            handler = self._body(label, ("END",), is_loop=False)
        self._end(opened, "END", label=label)
        return Block(steps, handler, label, reader.span_from(start))

    def _if(self) -> Choice:
        reader = self.reader
        start, opened = reader.index, reader.here
        reader.expect("IF")
        branches = [self._branch(("ELSEIF", "ELSE", "END"))]
        while reader.accept("ELSEIF"):
            branches.append(self._branch(("ELSEIF", "ELSE", "END")))
        otherwise = self.steps(("END",)) if reader.accept("ELSE") else ()
        self._end(opened, "END", "IF")
        return Choice((), tuple(branches), otherwise, reader.span_from(start))

    def _case(self) -> Choice:
        reader = self.reader
        start, opened = reader.index, reader.here
        reader.expect("CASE")
        subject = () if reader.at("WHEN") else expression_until(reader, "WHEN")
        branches = []
        while reader.accept("WHEN"):
            branches.append(self._branch(("WHEN", "ELSE", "END")))
        if not branches:
            raise reader.unexpected('"WHEN"')
        otherwise = self.steps(("END",)) if reader.accept("ELSE") else ()
        self._end(opened, "END", "CASE")
        return Choice(subject, tuple(branches), otherwise, reader.span_from(start))

    def _branch(self, ends: Sequence[str]) -> Branch:
        start = self.reader.index
        condition = expression_until(self.reader, "THEN")
        span = self.reader.span_from(start)
        self.reader.expect("THEN")
        return Branch(condition, self.steps(ends), span)

    def _loop(self, label: str) -> Loop:
        reader = self.reader
        start, opened = reader.index, reader.here
        word = reader.take("a loop").upper
        before: tuple[Token, ...] = ()
        after: tuple[Token, ...] = ()
        if word == "WHILE":
            before = expression_until(reader, "DO")
            reader.expect("DO")
        steps = self._body(label, ("UNTIL",) if word == "REPEAT" else ("END",), is_loop=True)
        if word == "REPEAT":
            if reader.done:
                self._end(opened, "UNTIL")
            reader.expect("UNTIL")
            after = expression_until(reader, "END")
        self._end(opened, "END", word, label=label)
        return Loop(before, steps, after, label, reader.span_from(start))

    def _for(self, label: str) -> ForEach:
        reader = self.reader
        start, opened = reader.index, reader.here
        reader.expect("FOR")
        name = reader.identifier("a variable")
        reader.expect("IN")
        if not reader.at("("):
            raise reader.unexpected('"(" and a query')
        query = expression_until(reader, "DO")
        reader.expect("DO")
        steps = self._body(label, ("END",), is_loop=True)
        self._end(opened, "END", "FOR", label=label)
        return ForEach(name, query, steps, label, reader.span_from(start))

    def _jump(self, kind: str) -> Jump:
        reader = self.reader
        start = reader.index
        said = reader.take("a word").upper
        label = ""
        if kind != "return" and not reader.done and not reader.at(";"):
            label = reader.identifier("a label").casefold()
        loops = [is_loop for known, is_loop in self.labels if not label or known == label]
        if kind != "return" and not (any(loops) or (label and kind == "leave" and loops)):
            where = f'no loop with the label "{label}"' if label else "no loop"
            raise ProjectError.of(
                "unexpected-token",
                f"{said} stands in {where}",
                reader.span_from(start),
                hint="write it inside LOOP, WHILE, REPEAT or FOR.",
            )
        return Jump(kind, label, reader.span_from(start))
