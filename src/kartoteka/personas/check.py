"""Whether each persona lands in its own segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from kartoteka.components.segmenter import Check
from kartoteka.config.places import Places
from kartoteka.errors import Problem
from kartoteka.personas.member import member_of
from kartoteka.personas.persona import Persona
from kartoteka.personas.read import Personas
from kartoteka.personas.sample import Member
from kartoteka.personas.trial import Landing, Rules, landing


@dataclass
class PersonasCheck:
    """What is to be said of a file of personas.

    Attributes:
        landed: Those who land in their own segments.
        untried: Those whose segmentation compares customers, where there is no run among whose customers they could stand.
        problems: What is wrong with all others.
    """

    landed: list[Persona] = field(default_factory=list)
    untried: list[Persona] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def check_personas(personas: Personas, rules: Rules) -> PersonasCheck:
    """Type what each persona declares, and run it through the rules of its segmentation.

    Raises:
        KartotekaError: A segmenter failed.
    """
    checked = PersonasCheck()
    by_step: dict[str, list[tuple[Persona, Member]]] = {}
    for at, persona in enumerate(personas.personas, start=1):
        member, problems = member_of(persona, f"persona {at}", rules, personas.places)
        checked.problems += problems
        if member is None:
            continue
        if rules.can_try(persona.segmentation):
            by_step.setdefault(persona.segmentation, []).append((persona, member))
        else:
            checked.untried.append(persona)
    for step, tried in by_step.items():
        # Where customers are compared, personas that stand among them together would move the bounds for each other.
        groups = [[one] for one in tried] if rules.compares_customers(step) else [tried]
        for group in groups:
            with landing(rules, step, [member for _, member in group]) as found:
                for persona, member in group:
                    _judge(persona, member, found, personas.places, checked)
    return checked


def _judge(persona: Persona, member: Member, found: Landing, places: Places, checked: PersonasCheck) -> None:
    segment = found.segments[member.customer_id]
    if segment == persona.segment:
        checked.landed.append(persona)
        return
    message = f"{persona.name!r} lands in {segment!r}, not in {persona.segment!r}"
    why = [check_in_words(check) for check in telling(found.why(member.customer_id), persona.segment)]
    checked.problems.append(places.problem(persona.key, message, "\n  ".join(why) or None, at_key=True))


def telling(checks: Sequence[Check], segment: str) -> list[Check]:
    """Of what decided where a customer is, that which keeps it from a segment, and that which was met instead."""
    told = [check for check in checks if check.met or check.name == segment or check.name.endswith(f": {segment}")]
    return told or list(checks)


def check_in_words(check: Check) -> str:
    """`vip: not met: last order 2 May 2026 + 2 weeks = 16 May 2026, before 30 May 2026; three orders, the first …`."""
    met = {True: "met", False: "not met", None: "unknown"}[check.met]
    change = f"; {check.would_change}" if check.would_change and not check.met else ""
    return f"{check.name}: {met}: {check.because}{change}"
