"""Every test here may use the small project."""

from tests.shop import Shop, shop

__all__ = ["Shop", "shop"]
