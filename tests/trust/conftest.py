"""Every test here may use the project of orders."""

from tests.trust.orders import Orders, orders

__all__ = ["Orders", "orders"]
