"""Registration of the exporters of audiences."""

from __future__ import annotations

from collections.abc import Iterable

from kartoteka import ExporterSpec, hookimpl


@hookimpl
def kartoteka_exporters() -> Iterable[ExporterSpec]:
    yield ExporterSpec(
        "google-customer-match",
        "kartoteka_audiences.google:GoogleCustomerMatch",
        "A hashed list of people to upload to Google Ads.",
    )
    yield ExporterSpec(
        "meta-custom-audience",
        "kartoteka_audiences.meta:MetaCustomAudience",
        "A hashed list of people to upload to Meta (Facebook, Instagram).",
    )
