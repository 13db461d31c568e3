from support.crm.project import crm, shop, waits
from support.postgres import postgres_server
from support.tryton.fixtures import tryton, tryton_postgres

__all__ = ["crm", "postgres_server", "shop", "tryton", "tryton_postgres", "waits"]
