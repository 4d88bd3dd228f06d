"""The files of a folder form a Project, validated before anything runs."""

from forebay.project.cache import read_outline
from forebay.project.node import Node, NodeKind, NodeStatement, Project
from forebay.project.outline import NodeOutline, ProjectOutline, TestOutline
from forebay.project.settings import EnvironmentSettings, Settings

__all__ = [
    "EnvironmentSettings",
    "Node",
    "NodeKind",
    "NodeOutline",
    "NodeStatement",
    "Project",
    "ProjectOutline",
    "Settings",
    "TestOutline",
    "read_outline",
]
