"""The manifest of a run: what was read, sorted and handed out, and by which rules. It carries no time of writing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kartoteka.catalog.records import CampaignRecord, Delivery, Run
from kartoteka.crash import crash_point
from kartoteka.durable import write_whole

FILE = "manifest.json"


def write_manifest(folder: Path, run: Run, deliveries: Sequence[Delivery]) -> Path:
    """Write the manifest into the folder of a run's snapshot, whole or not at all, over an older one."""
    crash_point("before-manifest")
    path = folder / FILE
    text = json.dumps(manifest(run, deliveries), ensure_ascii=False, indent=2)
    write_whole(path, f"{text}\n".encode())
    crash_point("after-manifest")
    return path


def manifest(run: Run, deliveries: Sequence[Delivery]) -> dict[str, Any]:
    """What the manifest says; it follows from inputs, rules, as-of date and the run's id, and from nothing else.

    `state` of a delivery is `delivered`, `pending` while it did not get through, or `overtaken` by a newer run.
    """
    return {
        "run": run.run_id,
        "pipeline": run.pipeline,
        "as_of": run.as_of.isoformat(),
        "rules_sha256": run.rules_sha256,
        "versions": dict(run.versions),
        "customers": run.customers,
        "sources": {
            source.name: {"read": source.read, "landed": source.landed, "rejected": source.rejected} for source in run.sources
        },
        "segments": {name: dict(counts) for name, counts in run.segments.items()},
        "campaigns": [_campaign(campaign, deliveries) for campaign in run.campaigns],
    }


def _campaign(campaign: CampaignRecord, deliveries: Sequence[Delivery]) -> dict[str, Any]:
    return {
        "name": campaign.name,
        "selection": campaign.selection,
        "channel": campaign.channel,
        "consent": campaign.consent,
        "selected": campaign.selected,
        "removed": dict(campaign.removed),
        "rows": campaign.rows,
        "withheld": list(campaign.withheld),
        "deliveries": [_delivery(delivery, campaign) for delivery in deliveries if delivery.campaign == campaign.name],
    }


def _delivery(delivery: Delivery, campaign: CampaignRecord) -> dict[str, Any]:
    return {
        "destination": delivery.staged.destination,
        "exporter": delivery.use,
        "plugin": delivery.plugin,
        "rows": delivery.staged.rows,
        "left_out": dict(campaign.left_out.get(delivery.staged.destination, {})),
        "sha256": delivery.staged.sha256,
        "state": delivery.status,
    }
