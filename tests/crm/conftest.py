from support.crm.project import crm, shop, waits

__all__ = ["crm", "shop", "waits"]
