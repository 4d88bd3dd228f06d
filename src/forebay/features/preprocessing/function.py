"""What one preprocessing function is: its arguments, what it gives, how it is fitted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, Protocol, TypeAlias

from forebay.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from forebay.engine.protocol import Workspace
    from forebay.errors import Span
    from forebay.features.expression import Expression

Argument: TypeAlias = "int | float | str | bool | tuple[Argument, ...]"
ArgumentKind: TypeAlias = Literal["integer", "boolean", "word", "text", "numbers", "degree"]

# What the first argument of a function is: a number, something with categories, one of the two, an
# array of numbers or of texts, a STRUCT of numbers or of categories.
Takes: TypeAlias = Literal[
    "number", "category", "value", "numbers", "texts", "number fields", "category fields"
]
TAKES_WORDS: Final[dict[Takes, str]] = {
    "number": "a number",
    "category": "a text, a truth value or a whole number",
    "value": "a number, a text or a truth value",
    "numbers": "an array of numbers",
    "texts": "an array of texts",
    "number fields": "a STRUCT of numbers",
    "category fields": "a STRUCT of texts",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """A literal after the first argument.

    Parameters
    ----------
    default
        None: it must be given.
    choices
        Of a ``word``: the words, in lower case. A ``degree`` is a number or 'inf'; ``numbers`` may
        also be one number.
    lowest, highest
        Of an integer; None is no limit.

    """

    name: str
    kind: ArgumentKind
    default: Argument | None = None
    choices: tuple[str, ...] = ()
    lowest: float | None = None
    highest: float | None = None

    @property
    def words(self) -> str:
        """What it takes, for people."""
        match self.kind:
            case "boolean":
                return "TRUE or FALSE"
            case "text":
                return "a text"
            case "word":
                return " or ".join(f"'{word}'" for word in self.choices)
            case "integer":
                low = f" from {self.lowest:,}" if self.lowest is not None else ""
                return f"a whole number{low}" + (f" to {self.highest:,}" if self.highest else "")
            case "numbers":
                return "an array of numbers, such as [1, 2.5]"
            case "degree":
                return "a number, or 'inf'"


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a STRUCT argument."""

    name: str
    value: Expression
    type: str


@dataclass(frozen=True, slots=True)
class FunctionCall:
    """One call with its arguments read.

    Parameters
    ----------
    value, type
        The first argument; of an array, DOUBLE[] or VARCHAR[].
    parts
        The fields of the first argument if it is a STRUCT.
    arguments
        One for each parameter, defaults included.
    text
        The call as written, for people.

    """

    function: str
    value: Expression
    type: str
    parts: tuple[Part, ...]
    arguments: Mapping[str, Argument]
    span: Span

    @property
    def text(self) -> str:
        """The call as written, on one line."""
        return " ".join(self.span.text.split())

    def integer(self, name: str) -> int:
        """Return an argument that is a whole number."""
        value = self.arguments[name]
        return int(value) if isinstance(value, int | float) else 0

    def word(self, name: str) -> str:
        """Return an argument that is a text."""
        return str(self.arguments[name])

    def numbers(self, name: str) -> tuple[int | float, ...]:
        """Return an argument that is an array of numbers."""
        value = self.arguments[name]
        values = value if isinstance(value, tuple) else (value,)
        return tuple(v for v in values if isinstance(v, int | float))

    def wrong(self, message: str, hint: str = "") -> ProjectError:
        """Return the error of an argument that does not fit."""
        return ProjectError.of("transform-argument", message, self.span, hint=hint)


@dataclass(frozen=True, slots=True)
class TrainingRows:
    """Where a function learns.

    Parameters
    ----------
    rows
        SQL in FROM position, with its WHERE.
    notices
        What a person should know is added here.

    """

    workspace: Workspace
    rows: str
    notices: list[str]


class Fit(Protocol):
    """How a function becomes an expression with every constant inside."""

    def __call__(self, call: FunctionCall, training: TrainingRows) -> Expression: ...


@dataclass(frozen=True, slots=True)
class Preprocessing:
    """One function.

    Parameters
    ----------
    takes
        What its first argument is.
    parameters
        The literals after it, in order.
    gives
        Returns the engine's type of its value.
    fit
        Returns its frozen expression; a function that looks at one row ignores the rows.
    check
        Raises ProjectError for what the parameters alone do not say.

    """

    takes: Takes
    gives: Callable[[FunctionCall], str]
    fit: Fit
    parameters: tuple[Parameter, ...] = ()
    check: Callable[[FunctionCall], None] = lambda _: None
