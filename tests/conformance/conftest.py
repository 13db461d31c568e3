from support.mariadb import mariadb_server, new_mariadb
from support.postgres import new_database, postgres_server
from support.tryton.fixtures import shared_tryton

__all__ = ["mariadb_server", "new_database", "new_mariadb", "postgres_server", "shared_tryton"]
