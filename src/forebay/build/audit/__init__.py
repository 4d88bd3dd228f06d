"""What every build finds out about a model beside its verdict, and keeps with the version."""

from forebay.build.audit.audit_model import AUDIT, audit_model

__all__ = ["AUDIT", "audit_model"]
