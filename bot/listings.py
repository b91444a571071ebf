"""An SOP as a readable list: how it will run, and what of it does not stand on the paper."""

from collections.abc import Iterator

from reports.diagram_rows import condition_words
from sop.procedures import ActorRule, FanOut, JoinKind, Sop, Step, Subject
from text.catalogue import plain
from text.roles import role_names

INDENT = " " * 8


def listing(sop: Sop) -> Iterator[str]:
    """The header, then each step with who, to whom, until when, and what was inferred."""
    header = sop.header
    yield plain("sops.listing_title", key=sop.key, version=sop.version, title=header.title)
    yield plain("sops.listing_office", office=header.office, government=shown(header.government))
    yield plain(
        "sops.listing_number",
        number=shown(header.number),
        created=shown(header.created),
        revised=shown(header.revised),
        effective=shown(header.effective or header.approved),
    )
    kinds = ", ".join(plain(f"sops.trigger_{kind}") for kind in sop.trigger.kinds)
    yield plain("sops.listing_opens", cycle=plain(f"sops.cycle_{sop.cycle}"), kinds=kinds)
    for step in sop.steps:
        yield ""
        yield from step_lines(step, header.office)


def step_lines(step: Step, office: str) -> Iterator[str]:
    mark = "" if step.printed else f"  {plain('sops.listing_not_printed')}"
    yield f"{step.key:>6}  {step.activity}{mark}"
    if step.raw and step.raw != step.activity:
        yield INDENT + plain("sops.listing_printed", said=step.raw)
    yield INDENT + "; ".join(readings(step, office))
    for key, said in (("needs", step.requirement), ("makes", step.output)):
        if said:
            yield INDENT + plain(f"sops.listing_{key}", said=said)
    if step.documents:
        names = ", ".join(plain(f"sops.document_{name}") for name in step.documents)
        yield INDENT + plain("sops.listing_documents", said=marked(step, "documents", names))
    for note in step.notes:
        yield INDENT + plain("sops.listing_note", said=note)


def readings(step: Step, office: str) -> Iterator[str]:
    """How the step runs, in short phrases; what the paper does not say is marked."""
    yield plain(f"sops.stage_{step.stage}")
    yield marked(step, "actors", role_names(step.actors, office) or plain("sops.nobody"))
    if step.recipients:
        yield marked(step, "recipients", plain("sops.listing_to", roles=role_names(step.recipients, office)))
    if step.copies:
        yield marked(step, "copies", plain("sops.listing_copies", roles=role_names(step.copies, office)))
    if step.subject is not Subject.FIGURES:
        yield marked(step, "subject", plain(f"sops.subject_{step.subject}"))
    yield from spread(step)
    limit = plain("sops.listing_limit", limit=step.limit) if step.limit else plain("sops.listing_no_limit")
    yield marked(step, "limit", limit)
    if step.return_to:
        yield marked(step, "return_to", plain("sops.listing_return", step=step.return_to))


def spread(step: Step) -> Iterator[str]:
    """How the step multiplies, waits, and in which cases it belongs to the flow."""
    if step.actor_rule is ActorRule.ALL:
        yield marked(step, "actor_rule", plain("sops.listing_all"))
    if step.fan_out is not FanOut.NONE:
        yield marked(step, "fan_out", plain(f"sops.fan_out_{step.fan_out}"))
    if step.join.kind is JoinKind.AT_LEAST:
        yield marked(step, "join", plain("sops.join_at_least", count=step.join.least))
    if step.join.kind is JoinKind.LAST_CALL:
        yield marked(step, "join", plain("sops.join_last_call"))
    if step.cycle:
        yield marked(step, "cycle", plain(f"sops.cycle_{step.cycle}"))
    if step.beside:
        yield marked(step, "beside", plain("sops.listing_beside"))
    if step.condition:
        yield marked(step, "condition", condition_words(step.condition))


def marked(step: Step, field: str, said: str) -> str:
    return plain("sops.listing_inferred", said=said) if field in step.inferred else said


def shown(text: str) -> str:
    return text.strip() or plain("sops.blank")
