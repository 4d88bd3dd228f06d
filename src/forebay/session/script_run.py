"""The steps of a script run one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.engine.bigquery.script import script_steps
from forebay.engine.bigquery.script_step import (
    Assign,
    Block,
    Change,
    Choice,
    CreateFunction,
    CreateSchema,
    Declare,
    DropFunction,
    DropSchema,
    EmptyTable,
    ExecuteImmediate,
    ForEach,
    Jump,
    Loop,
    Raise,
    SqlStatement,
)
from forebay.errors import ForebayError, ProjectError, Source, Span
from forebay.session.result import Result
from forebay.session.script_variables import ScriptVariables, Variable, value_text, with_parameters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from forebay.engine.bigquery.script_step import Branch, ScriptStep
    from forebay.session.built import Built
    from forebay.session.script_host import ScriptHost
    from forebay.sql.token import Token

# What a handler may read of the error that it handles.
ERROR_WORDS = ("@@error.message", "@@error.statement_text")
_DYNAMIC = "<execute immediate>"


class ScriptRun:
    """Runs the steps of one text.

    Parameters
    ----------
    source
        The text whose tokens the steps hold.

    """

    def __init__(self, session: ScriptHost, source: Source, variables: ScriptVariables) -> None:
        self.session = session
        self.source = source
        self.variables = variables
        self.last: Result | Built | None = None
        self.running: Span | None = None
        self._handled: ForebayError | None = None

    def run(self, steps: Sequence[ScriptStep]) -> Jump | None:
        """Run steps; return the jump that leaves them before their end."""
        for step in steps:
            jump: Jump | None = None
            match step:
                case Jump():
                    return step
                case Block():
                    jump = self._block(step)
                case Choice():
                    jump = self._choice(step)
                case Loop():
                    jump = self._loop(step)
                case ForEach():
                    jump = self._for_each(step)
                case _:
                    self._simple(step)
            if jump is not None:
                return jump
        return None

    def drain(self) -> None:
        """Run the query of the last statement: what is wrong with a value ends the script."""
        if isinstance(self.last, Result):
            last, self.last = self.last, None
            self.session.drained(last)

    def _simple(self, step: ScriptStep) -> None:  # noqa: C901 - one for each step
        self.drain()
        self.running = step.span
        session, source, variables = self.session, self.source, self.variables
        match step:
            case SqlStatement():
                self.last = session.run_statement(source, step, variables)
            case Change():
                self.last = session.change(source, step, variables)
            case EmptyTable():
                self.last = session.empty_table(source, step)
            case Declare():
                self._declare(step)
            case Assign():
                self._assign(step)
            case ExecuteImmediate():
                self._execute(step)
            case Raise():
                self._raise(step)
            case CreateFunction() | DropFunction():
                session.functions.take(source, step)
                self.last = session.nothing_built()
            case CreateSchema():
                session.schemas.create(step)
                self.last = session.nothing_built()
            case DropSchema():
                self.last = session.drop_names(session.schemas.drop(step))

    # What decides --------------------------------------------------------------------------------

    def _block(self, step: Block) -> Jump | None:
        self.variables.blocks.append({})
        depth = len(self.variables.blocks)
        jump: Jump | None = None
        try:
            jump = self.run(step.steps)
            if step.handler is not None and isinstance(self.last, Result):
                self.session.looked_at(self.last)
        except ForebayError as error:
            if step.handler is None:
                raise
            del self.variables.blocks[depth - 1 :]
            self.last = None
            jump = self._handle(step.handler, error)
        finally:
            del self.variables.blocks[depth - 1 :]
        is_own = jump is not None and jump.kind == "leave" and jump.label == step.label != ""
        return None if is_own else jump

    def _handle(self, handler: Sequence[ScriptStep], error: ForebayError) -> Jump | None:
        said = self.running.text if self.running is not None else ""
        problems = getattr(error, "problems", ())
        message = problems[0].message if problems else str(error)
        place = self.source.whole()
        texts = (value_text(text, "STRING", place) for text in (message, said))
        self.variables.blocks.append(
            {word: Variable("STRING", text) for word, text in zip(ERROR_WORDS, texts, strict=True)}
        )
        outer, self._handled = self._handled, error
        try:
            return self.run(handler)
        finally:
            self._handled = outer

    def _choice(self, step: Choice) -> Jump | None:
        self.drain()
        subject = self._text(step.subject, step.span) if step.subject else ""
        for branch in step.branches:
            if self._holds(branch, subject):
                return self.run(branch.steps)
        return self.run(step.otherwise)

    def _holds(self, branch: Branch, subject: str) -> bool:
        if not subject:
            return self._is_true(branch.condition, branch.span)
        value = self._text(branch.condition, branch.span)
        text = f"({subject}) = ({value})"
        said = Source(self.source.path, text)
        return self.session.evaluate(said, "BOOL", ScriptVariables()) is True

    def _loop(self, step: Loop) -> Jump | None:
        while not step.before or self._is_true(step.before, step.span):
            jump = self.run(step.steps)
            if jump is not None and not _is_own(jump, step.label):
                return jump
            if jump is not None and jump.kind == "leave":
                return None
            if step.after and self._is_true(step.after, step.span):
                return None
        return None

    def _for_each(self, step: ForEach) -> Jump | None:
        self.drain()
        query = self._part(step.query[1:-1])
        rows = self.session.rows(query, self.variables)
        self.variables.blocks.append({})
        try:
            for row in rows:
                self.variables.blocks[-1] = {}
                self.variables.declare(step.name, "", value_text(row, "", step.span), step.span)
                jump = self.run(step.steps)
                if jump is not None and not _is_own(jump, step.label):
                    return jump
                if jump is not None and jump.kind == "leave":
                    return None
        finally:
            self.variables.blocks.pop()
        return None

    # Values --------------------------------------------------------------------------------------

    def _part(self, tokens: Sequence[Token]) -> Source:
        """Return what some tokens of the text say, knowing where they stand."""
        span = Span(self.source, tokens[0].start, tokens[-1].end)
        return Source(self.source.path, span.text, (_whole(span),))

    def _value(self, tokens: Sequence[Token], kind: str) -> Any:
        return self.session.evaluate(self._part(tokens), kind, self.variables)

    def _text(self, tokens: Sequence[Token], span: Span) -> str:
        return value_text(self._value(tokens, ""), "", span)

    def _is_true(self, tokens: Sequence[Token], _: Span) -> bool:
        return self._value(tokens, "BOOL") is True

    def _declare(self, step: Declare) -> None:
        value = self._value(step.default, step.type) if step.default else None
        text = value_text(value, step.type, step.span)
        for name in step.names:
            self.variables.declare(name, step.type, text, step.span)

    def _assign(self, step: Assign) -> None:
        kinds = [self.variables.type_of(name, step.span) for name in step.names]
        if len(step.values) == len(step.names):
            found = [
                self._value(value, kind) for value, kind in zip(step.values, kinds, strict=True)
            ]
        else:
            found = self._fields(step)
        for name, kind, value in zip(step.names, kinds, found, strict=True):
            self.variables.assign(name, value_text(value, kind, step.span), step.span)

    def _fields(self, step: Assign) -> list[Any]:
        row = self._value(step.values[0], "")
        found = list(row.values()) if isinstance(row, dict) else list(row or ())
        if row is not None and len(found) == len(step.names):
            return found
        raise ProjectError.of(
            "bigquery-value",
            f"{len(step.names)} variables are set, and the value has {len(found)} fields",
            step.span,
            hint="write SELECT AS STRUCT with a column for each variable.",
        )

    def _raise(self, step: Raise) -> None:
        if not step.message:
            if self._handled is not None:
                raise self._handled
            raise ProjectError.of(
                "unexpected-token",
                "RAISE without a message stands outside of a handler",
                step.span,
                hint="write RAISE USING MESSAGE = '...'.",
            )
        message = self._value(step.message, "STRING")
        raise ProjectError.of(
            "bigquery-value", str(message), step.span, hint="RAISE ends the script."
        )

    def _execute(self, step: ExecuteImmediate) -> None:
        text = self._value(step.text, "STRING")
        if text is None:
            raise ProjectError.of(
                "bigquery-value",
                "EXECUTE IMMEDIATE of NULL",
                step.span,
                hint="look at what the text is made of: one part of it is NULL.",
            )
        named: dict[str, str] = {}
        positional: list[str] = []
        for tokens, name in step.using:
            value = self._text(tokens, step.span)
            named[(name or tokens[-1].value).casefold()] = value
            positional.append(value)
        source = with_parameters(Source(_DYNAMIC, str(text)), named, positional)
        steps = script_steps(source)
        if len(steps) != 1 or isinstance(steps[0], Choice | Loop | ForEach | Declare | Jump):
            raise ProjectError.of(
                "not-supported",
                "EXECUTE IMMEDIATE takes one statement of SQL",
                step.span,
                hint="write the rest of it in the script.",
            )
        inner = ScriptRun(self.session, source, ScriptVariables())
        inner.run(steps)
        if step.into:
            self._into(step, inner.last)
        elif inner.last is not None:
            self.last = inner.last

    def _into(self, step: ExecuteImmediate, answer: Result | Built | None) -> None:
        rows = answer.fetchall() if answer is not None and hasattr(answer, "fetchall") else []
        values: Sequence[Any] = rows[0] if rows else [None] * len(step.into)
        if len(rows) > 1 or len(values) != len(step.into):
            shape = f"{len(rows)} rows of {len(values)} columns"
            raise ProjectError.of(
                "bigquery-value",
                f"INTO takes one row of {len(step.into)} columns, and there are {shape}",
                step.span,
                hint="write LIMIT 1, or an aggregate.",
            )
        for name, value in zip(step.into, values, strict=True):
            kind = self.variables.type_of(name, step.span)
            said = Source(self.source.path, value_text(value, kind, step.span))
            checked = self.session.evaluate(said, kind, ScriptVariables())
            self.variables.assign(name, value_text(checked, kind, step.span), step.span)


def _is_own(jump: Jump, label: str) -> bool:
    """Whether a jump is for the loop with this label."""
    return jump.kind != "return" and jump.label in {"", label}


def _whole(span: Span) -> Any:
    from forebay.errors.span import Piece

    return Piece(0, span.end - span.start, span)
