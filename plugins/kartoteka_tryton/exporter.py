"""Segments, terms and list members into a Tryton server."""

from __future__ import annotations

from kartoteka.crm import Crm, CrmExporter
from kartoteka_tryton.choices import Choices
from kartoteka_tryton.crm import TrytonCrm
from kartoteka_tryton.options import TrytonExporterOptions
from kartoteka_tryton.server import Server, server_name


class TrytonExporter(CrmExporter):
    """Writes back to Tryton: `pip install 'kartoteka[crm]'`.

    A segment becomes a category of the party beneath the category `parent`, a discount the sale price list, payment days the
    customer payment term, and who is selected the members of a mailing list. Each needs its module: `sale_price_list`,
    `account_invoice`, `marketing_email`.
    """

    Options = TrytonExporterOptions

    def crm_name(self) -> str:
        return server_name(self.options)

    def open(self) -> Crm:
        server = Server(self.options)
        parent = (self.options.get("category") or {}).get("parent")
        return TrytonCrm(server, Choices(server, parent, self.options["create"]), self.options["customer_id"])
