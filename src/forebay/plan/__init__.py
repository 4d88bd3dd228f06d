"""A Project and the last state give a Plan; nothing is done."""

from forebay.plan.decide import decide
from forebay.plan.fingerprint import fingerprint, judge_fingerprint
from forebay.plan.make import make
from forebay.plan.now import Now
from forebay.plan.request import PlanRequest
from forebay.plan.session import pinned_session, variables
from forebay.plan.state import DataSignature, Past, PastVerdict, Pin, PlanState, SourceFile
from forebay.plan.step import Action, Plan, Step
from forebay.plan.why import why

__all__ = [
    "Action",
    "DataSignature",
    "Now",
    "Past",
    "PastVerdict",
    "Pin",
    "Plan",
    "PlanRequest",
    "PlanState",
    "SourceFile",
    "Step",
    "decide",
    "fingerprint",
    "judge_fingerprint",
    "make",
    "pinned_session",
    "variables",
    "why",
]
