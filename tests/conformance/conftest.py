from support.mariadb import mariadb_server, new_mariadb
from support.postgres import new_database, postgres_server

__all__ = ["mariadb_server", "new_database", "new_mariadb", "postgres_server"]
