"""A static HTML report of what is live."""

from forebay.session.report.write_report import write_report

__all__ = ["write_report"]
