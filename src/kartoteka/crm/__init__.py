"""What plugins for CRMs share: all that one of them imports beside `kartoteka` itself.

A CRM differs from another in its addresses and the names of its fields. How pages are followed while records come and go, how
long a busy server is waited for, what is written back and how that is told and repeated is the same for all, and lives here.
"""

from __future__ import annotations

from kartoteka.crm.client import CrmClient as CrmClient
from kartoteka.crm.columns import CrmColumn as CrmColumn
from kartoteka.crm.columns import record_batch as record_batch
from kartoteka.crm.errors import Refused as Refused
from kartoteka.crm.errors import Unreachable as Unreachable
from kartoteka.crm.pages import by_key as by_key
from kartoteka.crm.pages import by_link as by_link
from kartoteka.crm.pages import by_offset as by_offset
from kartoteka.crm.retry import Patience as Patience
from kartoteka.crm.source import CrmSource as CrmSource
from kartoteka.crm.watermark import Watermark as Watermark
from kartoteka.crm.write_back.crm import Crm as Crm
from kartoteka.crm.write_back.crm import Held as Held
from kartoteka.crm.write_back.crm import Member as Member
from kartoteka.crm.write_back.crm import Write as Write
from kartoteka.crm.write_back.exporter import CrmExporter as CrmExporter
from kartoteka.crm.write_back.options import WriteBackOptions as WriteBackOptions

__all__ = [
    "Crm",
    "CrmClient",
    "CrmColumn",
    "CrmExporter",
    "CrmSource",
    "Held",
    "Member",
    "Patience",
    "Refused",
    "Unreachable",
    "Watermark",
    "Write",
    "WriteBackOptions",
    "by_key",
    "by_link",
    "by_offset",
    "record_batch",
]
