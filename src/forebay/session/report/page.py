"""The whole page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forebay.session.report.check_section import check_section
from forebay.session.report.graph_svg import anchor
from forebay.session.report.history_section import history_section
from forebay.session.report.markup import Markup, el, join
from forebay.session.report.model_section import model_section
from forebay.session.report.node_section import node_section
from forebay.session.report.style import STYLE
from forebay.session.report.value_words import moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from forebay.session.report.facts import Facts
    from forebay.session.report.model_card import ModelCard

_ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Crect width='16' height='16' rx='4' fill='%230b6e74'/%3E%3C/svg%3E"
)
_TONES = {"done": "good", "refused": "doubt", "failed": "bad", "invalid": "bad", "killed": "bad"}


def page(facts: Facts, cards: Mapping[str, ModelCard]) -> str:
    """Return the HTML of the report."""
    title = f"{facts.settings.name} · {facts.live.env}"
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content="light dark"),
        el("title", f"{title} · Forebay"),
        Markup(f'<link rel="icon" href="{_ICON}">'),
        Markup(f"<style>{STYLE}</style>"),
    )
    sections = [node_section(facts), *(model_section(facts, card) for card in cards.values())]
    sections += [check_section(facts), history_section(facts)]
    foot = el("footer", "Written by ", el("b", "forebay report"), " from the project's catalog.")
    body = el("body", _header(facts, cards), el("main", *sections), foot)
    return "<!doctype html>\n" + el("html", head, body, lang="en") + "\n"


def _header(facts: Facts, cards: Mapping[str, ModelCard]) -> Markup:
    links = [
        el("a", "Graph", href="#graph"),
        *(el("a", card.version.node, href=f"#{anchor(key)}") for key, card in cards.items()),
        el("a", "Checks", href="#checks"),
        el("a", "History", href="#history"),
    ]
    return el(
        "header",
        el(
            "div",
            el("p", "Forebay report", class_="brand"),
            el("h1", facts.settings.name, " ", el("span", facts.live.env, class_="env")),
            _state(facts),
            class_="inner",
        ),
        el("nav", el("div", *links, class_="inner")),
    )


def _state(facts: Facts) -> Markup:
    live = facts.live
    runs = [run for run in facts.runs if run.is_finished]
    if not runs:
        words = "Nothing was built here yet. "
        return el("p", words, el("code", "forebay build"), " builds it.", class_="last")
    last = runs[-1]
    line = str(last.summary.get("last_line") or last.outcome)
    word, colon, rest = line.partition(":")
    tone = _TONES.get(last.outcome, "doubt")
    published = "nothing is published yet"
    if live.published_at:
        by = f" by run {live.run}" if live.run else ""
        published = f"live since {moment(live.published_at)}{by}"
    when = f"run {last.id}, {moment(last.ended_at)}"
    outcome = el("p", el("span", word, class_=f"pill {tone}"), el("code", f"{colon}{rest}"[1:]))
    return join((el("p", f"{when} · {published}", class_="when"), outcome))
