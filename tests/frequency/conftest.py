from support.shop import own_settings, shop

__all__ = ["own_settings", "shop"]
