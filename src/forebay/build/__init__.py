"""A Build walks the plan: materialise, check, train, judge, publish."""

from forebay.build.event import Event, RunFinished
from forebay.build.request import BuildRequest
from forebay.build.run import run

__all__ = ["BuildRequest", "Event", "RunFinished", "run"]
