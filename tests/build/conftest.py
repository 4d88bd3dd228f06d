"""Every test here may use the small project."""

from tests.shop import MODEL, OTHER, SCORED, SOURCE, TABLE, Shop, shop

__all__ = ["MODEL", "OTHER", "SCORED", "SOURCE", "TABLE", "Shop", "shop"]
