"""What a model was made of and with: sources, options, hashes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forebay.session.report.markup import Markup, el, join, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from forebay.catalog import Version
    from forebay.query.live_model import LiveModel
    from forebay.session.report.facts import Facts


def model_origin(facts: Facts, model: LiveModel, version: Version) -> Markup:
    """Return when the sources' values are known, the query, the options and every hash."""
    return join(
        (
            _known(facts, version.key),
            _details("Query", el("pre", str(model.facts.get("query", "")))),
            _details("Options", _options(model)),
            _details("Hashes and versions", _hashes(model, version)),
        )
    )


def _known(facts: Facts, key: str) -> Markup | None:
    rows: list[tuple[Markup | str, ...]] = []
    for source in _sources(facts, key, set()):
        node, version = facts.declared(source), facts.live.versions.get(source)
        if node is None:
            continue
        moved = version is not None and version.details.get("definition") != node.definition
        note = el("small", " the file was changed since") if moved else None
        lines = [el("code", " ".join(text.split())) for text in node.known_at]
        known = join([join((line, Markup("<br>"))) for line in lines]) if lines else "not declared"
        place = el("code", f"{node.path}:{node.line}")
        rows.append((join((node.name, note)), known, place))
    if not rows:
        return None
    return join(
        (el("h3", "When its sources are known"), table(("source", "known at", "where"), rows))
    )


def _sources(facts: Facts, key: str, seen: set[str]) -> Iterator[str]:
    for read in facts.reads(key):
        if read not in seen:
            seen.add(read)
            if facts.reads(read):
                yield from _sources(facts, read, seen)
            else:
                yield read


def _options(model: LiveModel) -> Markup:
    rows = [(name, _plain(value)) for name, value in model.options.items() if value not in ("", [])]
    return table(("option", "value"), rows)


def _hashes(model: LiveModel, version: Version) -> Markup:
    inputs: dict[str, str] = model.facts.get("inputs", {})
    versions: dict[str, str] = model.facts.get("versions", {})
    rows = [
        ("model", version.content_id),
        ("SQL", str(model.facts.get("definition", ""))),
        ("fingerprint", version.fingerprint),
        ("git commit", str(version.details.get("commit") or "-")),
        ("judged by", version.judge_fingerprint or "-"),
        *((f"data of {name}", content) for name, content in inputs.items()),
        *((f"library {name}", number) for name, number in versions.items()),
        *((file.path.rpartition("/")[2], file.sha256) for file in version.files),
    ]
    return table(("what", "SHA-256 or version"), [(n, el("code", text)) for n, text in rows])


def _details(title: str, content: Markup) -> Markup:
    return el("details", el("summary", title), content)


def _plain(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    return {True: "TRUE", False: "FALSE", None: "NULL"}.get(value, str(value))
