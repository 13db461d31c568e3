from support.postgres import new_database, postgres_server
from support.shop import own_settings, shop

__all__ = ["new_database", "own_settings", "postgres_server", "shop"]
