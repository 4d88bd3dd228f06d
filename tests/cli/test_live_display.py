from __future__ import annotations

import io
import re
import time

from forebay.build.event import Progress
from forebay.cli.live_display import LiveDisplay
from forebay.cli.screen import Screen


def screen_of(*, is_live: bool) -> tuple[Screen, io.StringIO, io.StringIO]:
    out, err = io.StringIO(), io.StringIO()
    return Screen(out, err, color=False, is_live=is_live), out, err


def wait_for(condition: object, err: io.StringIO, text: str) -> None:
    until = time.monotonic() + 5
    while text not in err.getvalue():
        assert time.monotonic() < until, condition
        time.sleep(0.01)


def test_the_line_shows_step_share_figure_and_time_left() -> None:
    now = [100.0]
    screen, _, _ = screen_of(is_live=False)
    live = LiveDisplay(screen, clock=lambda: now[0])
    live.begin("[3/7] train late_arrival")
    live.update(Progress("late_arrival", "train", 0.5, "round 10", remaining_s=65.0))
    now[0] = 107.9

    text = live.text()

    assert (
        text
        == (
            "[3/7] train late_arrival  train  [##########..........]  50%  round 10  0:07  abou"
            "t 1:05 left"
        )[: screen.columns - 1]
    )


def test_no_line_is_wider_than_the_terminal() -> None:
    screen, _, _ = screen_of(is_live=False)
    live = LiveDisplay(screen)
    live.begin("x" * 500)

    assert len(live.text()) < screen.columns


def test_on_a_terminal_it_is_drawn_and_erased_at_the_end() -> None:
    screen, out, err = screen_of(is_live=True)

    with LiveDisplay(screen) as live:
        live.begin("[1/1] build departures")
        wait_for("drawn", err, "build departures")
        screen.line("a finished line")
    drawn = err.getvalue()

    assert out.getvalue() == "a finished line\n"
    assert drawn.endswith("\r\x1b[2K")
    assert drawn.count("\r\x1b[2K") == drawn.count("\x1b")


def test_it_is_drawn_at_most_ten_times_a_second() -> None:
    screen, _, err = screen_of(is_live=True)
    began = time.monotonic()

    with LiveDisplay(screen) as live:
        live.begin("step")
        while time.monotonic() - began < 0.45:
            live.update(Progress("a", "read", None, f"row {time.monotonic()}"))
            time.sleep(0.001)
    seconds = time.monotonic() - began

    assert len(re.findall(r"row [0-9.]+", err.getvalue())) <= seconds * 10 + 1


def test_outside_a_terminal_nothing_is_drawn_and_no_thread_runs() -> None:
    screen, _, err = screen_of(is_live=False)

    with LiveDisplay(screen) as live:
        live.begin("step")
        assert live._thread is None

    assert err.getvalue() == ""
