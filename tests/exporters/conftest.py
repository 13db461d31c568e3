from support.databases import database
from support.mariadb import mariadb_server, new_mariadb
from support.postgres import new_database, postgres_server
from support.shop import own_settings, shop

__all__ = ["database", "mariadb_server", "new_database", "new_mariadb", "own_settings", "postgres_server", "shop"]
