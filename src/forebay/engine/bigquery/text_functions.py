"""Functions of texts and bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from forebay.engine.bigquery.function_rule import FunctionRule, rule
from forebay.engine.quote import literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlglot import exp

    from forebay.engine.bigquery.call import Call
    from forebay.engine.bigquery.renderer import Renderer

# What FORMAT may hold: DuckDB's printf reads it as BigQuery does.
_FORMAT_PART: Final = re.compile(r"%(?:%|t|T|'[di]|[-+0]*\d*(?:\.\d+)?[disfxXeE])")


def _concat(renderer: Renderer, call: Call) -> str:
    if not call.arguments:
        raise renderer.refused(call.node, "CONCAT takes at least one argument")
    return f"({' || '.join(renderer.operand(argument) for argument in call.arguments)})"


def _groups(renderer: Renderer, pattern: exp.Expr) -> int:
    """Return how many capturing groups a literal pattern has; ProjectError for more than one."""
    said = renderer.text_of(pattern, "the pattern")
    without_sets = re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]])*\]", "", said, flags=re.DOTALL)
    groups = len(re.findall(r"\((?!\?)|\(\?P?<[A-Za-z_]", without_sets))
    if groups > 1:
        hint = "write (?:...) for the groups that are not wanted."
        raise renderer.refused(pattern, "the pattern has more than one capturing group", hint)
    return groups


def _extract(renderer: Renderer, call: Call) -> str:
    number = ""
    if len(call.arguments) == 4:  # noqa: PLR2004 - text, pattern, position, occurrence
        text, pattern, position, occurrence = call.arguments
        if renderer.whole_number_of(position, "the position") != 1:
            raise renderer.refused(position, f"{call.name} takes the position 1 alone")
        number = str(renderer.whole_number_of(occurrence, "the occurrence"))
    else:
        text, pattern = renderer.arguments(call, 2)
    group, value, said = _groups(renderer, pattern), renderer.write(text), renderer.write(pattern)
    if number:
        return f"regexp_extract_all({value}, {said}, {group})[{number}]"
    found = f"regexp_extract({value}, {said}, {group})"
    return f"CASE WHEN regexp_matches({value}, {said}) THEN {found} END"


def _extract_all(renderer: Renderer, call: Call) -> str:
    text, pattern = renderer.arguments(call, 2)
    group = _groups(renderer, pattern)
    return f"regexp_extract_all({renderer.write(text)}, {renderer.write(pattern)}, {group})"


def _format(renderer: Renderer, call: Call) -> str:
    """Return each part of the format by itself; NULL is passed on, but by %t and %T."""
    if not call.arguments:
        raise renderer.refused(call.node, "FORMAT takes a format and values")
    pattern = renderer.text_of(call.arguments[0], "the format")
    values = [renderer.operand(argument) for argument in call.arguments[1:]]
    texts: list[str] = []
    position = used = 0
    for part in _FORMAT_PART.finditer(pattern):
        texts += [literal(pattern[position : part.start()])] if part.start() > position else []
        position = part.end()
        if part[0] == "%%":
            texts.append("'%'")
            continue
        if used == len(values):
            raise renderer.refused(call.node, "this FORMAT has fewer values than its format")
        texts.append(_part(part[0], values[used]))
        used += 1
    rest = pattern[position:]
    if "%" in _FORMAT_PART.sub("", pattern):
        hint = "write %d, %s, %t or %.2f; CAST(a AS STRING) for another type."
        raise renderer.refused(call.arguments[0], "this format is not supported", hint)
    if used != len(values):
        raise renderer.refused(call.node, "this FORMAT has more values than its format")
    texts += [literal(rest)] if rest or not texts else []
    return texts[0] if len(texts) == 1 else f"({' || '.join(texts)})"


def _part(part: str, value: str) -> str:
    match part:
        case "%t" | "%T":
            return f"bq.format_{'value' if part == '%t' else 'literal'}({value})"
        case "%'d" | "%'i":
            return f"format('{{:,}}', CAST({value} AS BIGINT))"
        case _:
            said = part.replace("i", "d")
            return f"CASE WHEN {value} IS NOT NULL THEN printf('{said}', {value}) END"


def _trim(side: str) -> Callable[[Renderer, Call], str]:
    """Return what writes TRIM, LTRIM or RTRIM: without characters, all white space of Unicode."""
    space = r"[\s\v\p{Z}]+"
    pattern = {"trim": f"^{space}|{space}$", "ltrim": f"^{space}", "rtrim": f"{space}$"}[side]

    def write(renderer: Renderer, call: Call) -> str:
        if len(call.arguments) == 1:
            return f"regexp_replace({renderer.write(call.arguments[0])}, '{pattern}', '', 'g')"
        text, characters = renderer.arguments(call, 2)
        return f"{side}({renderer.write(text)}, {renderer.write(characters)})"

    return write


_T: Final = "texts"
_FOUND: Final = "CASE WHEN regexp_matches(a, b) THEN regexp_extract(a, b, group) END"
TEXTS: Final[tuple[FunctionRule, ...]] = (
    FunctionRule("CONCAT", _T, _concat, "(a || b)"),
    rule("LENGTH", _T, a1="bq.length({0})"),
    rule("CHAR_LENGTH", _T, a1="length({0})"),
    rule("CHARACTER_LENGTH", _T, a1="length({0})"),
    rule("BYTE_LENGTH", _T, a1="octet_length(encode({0}))"),
    rule("LOWER", _T, a1="lower({0})"),
    rule("UPPER", _T, a1="upper({0})"),
    *(
        FunctionRule(n, _T, _trim(n.lower()), f"{n.lower()}(a, b)")
        for n in ("TRIM", "LTRIM", "RTRIM")
    ),
    rule("SUBSTR", _T, a2="bq.substr({0}, {1})", a3="bq.substr_of({0}, {1}, {2})"),
    rule("SUBSTRING", _T, a2="bq.substr({0}, {1})", a3="bq.substr_of({0}, {1}, {2})"),
    rule("LEFT", _T, a2="bq.first_characters({0}, {1})"),
    rule("RIGHT", _T, a2="bq.last_characters({0}, {1})"),
    rule("STRPOS", _T, a2="strpos({0}, {1})"),
    rule("INSTR", _T, a2="strpos({0}, {1})"),
    rule("REPLACE", _T, a3="bq.replace({0}, {1}, {2})"),
    rule("REVERSE", _T, a1="reverse({0})"),
    rule("REPEAT", _T, a2="bq.repeat({0}, {1})"),
    rule("LPAD", _T, a2="bq.lpad({0}, {1}, ' ')", a3="bq.lpad({0}, {1}, {2})"),
    rule("RPAD", _T, a2="bq.rpad({0}, {1}, ' ')", a3="bq.rpad({0}, {1}, {2})"),
    rule("TRANSLATE", _T, a3="translate({0}, {1}, {2})"),
    rule("EDIT_DISTANCE", _T, a2="levenshtein({0}, {1})"),
    rule("GENERATE_UUID", _T, a0="CAST(uuid() AS VARCHAR)"),
    rule("STRING", _T, a1="bq.to_string({0})"),
    rule("STARTS_WITH", _T, a2="starts_with({0}, {1})"),
    rule("ENDS_WITH", _T, a2="suffix({0}, {1})"),
    rule("SPLIT", _T, a1="string_split({0}, ',')", a2="string_split({0}, {1})"),
    rule("REGEXP_CONTAINS", _T, a2="regexp_matches({0}, {1})"),
    FunctionRule("REGEXP_EXTRACT", _T, _extract, _FOUND),
    FunctionRule("REGEXP_SUBSTR", _T, _extract, _FOUND),
    FunctionRule("REGEXP_EXTRACT_ALL", _T, _extract_all, "regexp_extract_all(a, b, group)"),
    rule("REGEXP_REPLACE", _T, a3="regexp_replace({0}, {1}, {2}, 'g')"),
    FunctionRule("FORMAT", _T, _format, "printf(part, b) || ..."),
    rule("TO_HEX", _T, a1="lower(hex({0}))"),
    rule("FROM_HEX", _T, a1="unhex({0})"),
    rule("TO_BASE64", _T, a1="to_base64({0})"),
    rule("FROM_BASE64", _T, a1="from_base64({0})"),
    rule("MD5", _T, a1="unhex(md5({0}))"),
    rule("SHA1", _T, a1="unhex(sha1({0}))"),
    rule("SHA256", _T, a1="unhex(sha256({0}))"),
    rule("ASCII", _T, a1="bq.ascii({0})"),
    rule("CHR", _T, a1="chr(CAST({0} AS INTEGER))"),
    rule("UNICODE", _T, a1="bq.unicode({0})"),
)
