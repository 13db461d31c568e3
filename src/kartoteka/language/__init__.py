"""What people read, in their language: gettext catalogs, and days, amounts and numbers as each language writes them.

::

    from kartoteka.language import gettext as _, ngettext

    _("Turnover {amount}.", amount=amount_in_words(amount, currency))
    ngettext("{number} order", "{number} orders", orders, number=number_in_words(orders))

A message is a whole sentence with named places: a translation may need another order of words. What stands in a place is
written for the language before.
"""

from kartoteka.language.chosen import LANGUAGES, current_language, speak, speaking
from kartoteka.language.formats import (
    alternatives_in_words,
    amount_in_words,
    day_in_words,
    decimal_in_words,
    digits_in_words,
    list_in_words,
    month_in_words,
    number_in_words,
    percent_in_words,
)
from kartoteka.language.messages import N_, NN_, gettext, ngettext, npgettext, pgettext

__all__ = [
    "LANGUAGES",
    "NN_",
    "N_",
    "alternatives_in_words",
    "amount_in_words",
    "current_language",
    "day_in_words",
    "decimal_in_words",
    "digits_in_words",
    "gettext",
    "list_in_words",
    "month_in_words",
    "ngettext",
    "npgettext",
    "number_in_words",
    "percent_in_words",
    "pgettext",
    "speak",
    "speaking",
]
