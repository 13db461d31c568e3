"""Whether each persona lands in its own segment."""

from __future__ import annotations

from kartoteka.config.places import Places
from kartoteka.personas.checked import PersonasCheck
from kartoteka.personas.member import member_of
from kartoteka.personas.persona import Persona
from kartoteka.personas.read import Personas
from kartoteka.personas.sample import Member
from kartoteka.personas.trial import Landing, Rules, landing
from kartoteka.personas.words import lands_elsewhere, why_in_words


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
    hint = why_in_words(found.why(member.customer_id), (persona.segment, segment))
    checked.problems.append(places.problem(persona.key, lands_elsewhere(persona, segment), hint, at_key=True))
