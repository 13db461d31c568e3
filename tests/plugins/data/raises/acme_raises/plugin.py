"""Registration: raises while it is imported."""

from acme_raises.licence import find_licence

LICENCE = find_licence()
