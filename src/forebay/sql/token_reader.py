"""A cursor over the tokens of one statement: what every parser here reads through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from forebay.errors import Problem, ProjectError, Span, nearest
from forebay.sql.keywords import keywords
from forebay.sql.ml_functions import TABLE_FUNCTIONS
from forebay.sql.statement import Expression, ObjectName

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from forebay.errors import Source
    from forebay.sql.token import Token

# Whose SQL the queries and expressions are.
Dialect: TypeAlias = Literal["duckdb", "bigquery"]

_PAIRS: Final = {"(": ")", "[": "]", "{": "}"}

# Words that begin the next part of a statement: where one stands, a name is missing.
_NEVER_A_NAME: Final = keywords(
    "AS SELECT FROM WHERE WITH VALUES OPTIONS FOR EXPECT TRANSFORM STANDARDS KEY PRIMARY NOT"
)
_SHOWN_CHARACTERS: Final = 40


class TokenReader:
    """Reads tokens one after the other; what does not fit is a ProjectError with its place.

    Problems after which reading can go on are put in `problems` by ``report``; the caller raises
    them together at the end.
    """

    def __init__(
        self,
        source: Source,
        tokens: Sequence[Token],
        end: int | None = None,
        *,
        dialect: Dialect = "duckdb",
    ) -> None:
        self.source = source
        self.dialect = dialect
        self.tokens = tuple(tokens)
        self.index = 0
        self.problems: list[Problem] = []
        last = self.tokens[-1].end if self.tokens else 0
        self._end = last if end is None else end

    # Looking -------------------------------------------------------------------------------------

    @property
    def done(self) -> bool:
        """No token is left."""
        return self.index >= len(self.tokens)

    def at(self, *words: str) -> bool:
        """Whether the next tokens are these words (in upper case) or symbols."""
        stop = self.index + len(words)
        return stop <= len(self.tokens) and all(
            token.upper == word
            for token, word in zip(self.tokens[self.index : stop], words, strict=True)
        )

    def at_any(self, words: Iterable[str]) -> bool:
        """Whether the next token is one of these words or symbols."""
        return not self.done and self.tokens[self.index].upper in words

    def peek(self, ahead: int = 0) -> Token | None:
        """Return a token without reading it; None past the end."""
        position = self.index + ahead
        return self.tokens[position] if position < len(self.tokens) else None

    @property
    def here(self) -> Span:
        """The next token; an empty place after the last one if there is none."""
        token = self.peek()
        if token is None:
            return Span(self.source, self._end, self._end)
        return self.span_of(token)

    def span_of(self, token: Token) -> Span:
        """Return the span of one token."""
        return Span(self.source, token.start, token.end)

    def span_from(self, index: int) -> Span:
        """Return the span from the token of that index to the last one read."""
        last = max(index, self.index - 1)
        return Span(self.source, self.tokens[index].start, self.tokens[last].end)

    # Reading -------------------------------------------------------------------------------------

    def take(self, expected: str) -> Token:
        """Read the next token; `expected` says what it should be, if there is none."""
        token = self.peek()
        if token is None:
            raise self.unexpected(expected)
        self.index += 1
        return token

    def accept(self, *words: str) -> bool:
        """Read these words if they come next."""
        if self.at(*words):
            self.index += len(words)
            return True
        return False

    def expect(self, *words: str) -> None:
        """Read these words, or fail naming them."""
        for word in words:
            if not self.accept(word):
                raise self.unexpected(f'"{" ".join(words)}"', known=words)

    def identifier(self, what: str) -> str:
        """Read one name without dots."""
        token = self.peek()
        if token is None or token.kind not in {"word", "quoted"}:
            raise self.unexpected(f"the name of {what}")
        self.index += 1
        return token.value

    def name(self, what: str) -> ObjectName:
        """Read a dotted name."""
        start = self.index
        if self.at_any(_NEVER_A_NAME):
            raise self.unexpected(f"the name of {what}")
        parts = [self.identifier(what)]
        while self.accept("."):
            parts.append(self.identifier(what))
        if "" in parts:
            raise ProjectError.of(
                "empty-name",
                f"the name of {what} is empty",
                self.span_from(start),
                hint="write a name between the quotation marks.",
            )
        return ObjectName(".".join(parts), self.span_from(start))

    def identifiers(self, what: str) -> tuple[str, ...]:
        """Read ``(a, b, ...)``: at least one name, each once."""
        self.expect("(")
        names: list[str] = []
        while True:
            span = self.here
            name = self.identifier(what)
            if name.casefold() in {known.casefold() for known in names}:
                self.report("duplicate-name", f'"{name}" stands here twice', span)
            names.append(name)
            if not self.accept(","):
                break
        self.expect(")")
        return tuple(names)

    def string(self, what: str) -> str:
        """Read a string."""
        token = self.peek()
        if token is None or token.kind != "string":
            raise self.unexpected(f"{what} in 'single quotes'")
        self.index += 1
        return token.value

    def number(self, what: str) -> float:
        """Read a number that is 0 or more."""
        token = self.peek()
        value = number_value(token) if token is not None else None
        if value is None:
            raise self.unexpected(what)
        self.index += 1
        return float(value)

    def inside(self) -> TokenReader:
        """Read ``(...)`` whole; return a reader of what stands between the brackets."""
        self.expect("(")
        self.index -= 1
        close = self.closing()
        inner = TokenReader(
            self.source,
            self.tokens[self.index + 1 : close],
            end=self.tokens[close].start,
            dialect=self.dialect,
        )
        inner.problems = self.problems
        self.index = close + 1
        return inner

    def closing(self) -> int:
        """Return the index of the bracket that closes the one which comes next."""
        return closing(self.source, self.tokens, self.index)

    def expression(
        self, what: str, stop: Callable[[TokenReader], bool] | None = None
    ) -> Expression:
        """Read a scalar expression up to the place outside brackets where `stop` holds."""
        start = self.index
        while not self.done and not (stop is not None and stop(self)):
            self._no_table_call()
            if self.tokens[self.index].text in _PAIRS:
                close = self.closing()
                while self.index < close:
                    self._no_table_call()
                    self.index += 1
            elif self.at_any(")]}"):
                raise self.unexpected(what)
            self.index += 1
        if self.index == start:
            raise self.unexpected(what)
        return Expression(self.span_from(start), self.tokens[start : self.index])

    def _no_table_call(self) -> None:
        function = ".".join(
            token.upper for token in self.tokens[self.index : self.index + 3] if token.text != "."
        )
        if function in TABLE_FUNCTIONS:
            head, _, tail = self.tokens[self.index : self.index + 3]
            raise ProjectError.of(
                "misplaced-ml-call",
                f"{function} cannot be called in an expression",
                Span(self.source, head.start, tail.end),
                hint="call it in the query of a table or view, and read that.",
            )

    # Failing -------------------------------------------------------------------------------------

    def report(
        self, name: str, message: str, span: Span, *, detail: str = "", hint: str = ""
    ) -> None:
        """Note a problem after which reading goes on."""
        self.problems.append(Problem(name, message, span, detail, hint))

    def unexpected(
        self, expected: str, *, known: Iterable[str] = (), hint: str = ""
    ) -> ProjectError:
        """Return the error that the next token is not what was expected."""
        token = self.peek()
        found = "the end" if token is None else f'"{_shortened(token.text)}"'
        if not hint and token is not None and token.kind == "word":
            meant = nearest(token.text, known)
            if meant is not None and meant != token.upper:
                hint = f'did you mean "{meant}"?'
        return ProjectError.of(
            "unexpected-token", f"expected {expected}, found {found}", self.here, hint=hint
        )

    def finish(self, expected: str) -> None:
        """Fail if a token is left."""
        if not self.done:
            raise self.unexpected(expected)


def closing(source: Source, tokens: Sequence[Token], opening: int) -> int:
    """Return the index of the token that closes the bracket at index `opening`."""
    waiting: list[int] = []
    for index in range(opening, len(tokens)):
        text = tokens[index].text
        if text in _PAIRS:
            waiting.append(index)
        elif text in _PAIRS.values():
            if text != _PAIRS[tokens[waiting[-1]].text]:
                break
            waiting.pop()
            if not waiting:
                return index
    token = tokens[waiting[-1]]
    raise ProjectError.of(
        "unclosed-bracket",
        f'"{token.text}" is not closed',
        Span(source, token.start, token.end),
        hint=f'close it by "{_PAIRS[token.text]}".',
    )


def check_brackets(source: Source, tokens: Sequence[Token]) -> None:
    """Fail at the first bracket that is not closed or closes nothing."""
    index = 0
    while index < len(tokens):
        text = tokens[index].text
        if text in _PAIRS:
            index = closing(source, tokens, index)
        elif text in _PAIRS.values():
            raise ProjectError.of(
                "unclosed-bracket",
                f'"{text}" closes nothing',
                Span(source, tokens[index].start, tokens[index].end),
                hint="take it out, or open the bracket before.",
            )
        index += 1


def number_value(token: Token) -> int | float | None:
    """Return what a number token says; None for another token."""
    if token.kind != "number":
        return None
    text = token.text.replace("_", "")
    try:
        if text[:2].lower() in {"0x", "0b"}:
            return int(text, 0)
        return int(text) if text.isdecimal() else float(text)
    except ValueError:  # "0x_", or more digits than Python converts
        return None


def _shortened(text: str) -> str:
    line = text.split("\n", 1)[0].rstrip("\r")
    whole = line == text and len(line) <= _SHOWN_CHARACTERS
    return line if whole else f"{line[:_SHOWN_CHARACTERS]}..."
