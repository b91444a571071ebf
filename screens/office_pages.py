"""`/kantor`: how an office stands, and what its admin may change in the chat."""

from collections.abc import Sequence

from screens import books, takeovers
from sop.office_pages import OfficePage
from sop.people import Office
from sop.procedures import Sop
from text.catalogue import Markup, joined, plain, words
from text.names import calm_title
from text.printing import moment
from text.screens import Button, Screen
from text.taps import Tap, packed

# Acts of this area's buttons; `handlers.office_pages` says who serves them.
PROPOSE = "kap"
SOPS = "kas"
CHOOSE = "kac"
LONGEST_LABEL = 60  # characters


def page(seen: OfficePage) -> Screen:
    """One message with the state of the office and the ways to change it."""
    number = str(seen.office.id)
    lines = [
        words("office_pages.title", office=seen.office.name),
        _sop_line(seen),
        words("office_pages.connected", connected=seen.connected, people=seen.people),
    ]
    if seen.imported_at is not None:
        lines.append(words("office_pages.imported", at=moment(seen.imported_at, seen.office.zone)))
    if seen.unconfirmed:
        lines.append(words("office_pages.unconfirmed"))
    if seen.rehearses:
        lines.append(words("office_pages.rehearses"))
    if seen.decree_wanted is not None:
        lines.append(words("holidays.decree", year=seen.decree_wanted))
    rows: list[tuple[Button, ...]] = [(takeovers.begin_button(seen.office),), books.buttons(seen.office)]
    if seen.unconfirmed:
        rows.append((Button(plain("office_pages.propose"), packed(Tap(PROPOSE, number))),))
    if seen.others:
        rows.append((Button(plain("office_pages.other_sop"), packed(Tap(SOPS, number))),))
    return Screen(joined([*lines, words("office_pages.more")]), tuple(rows))


def pick_sop(office: Office, others: Sequence[Sop]) -> Screen:
    """The SOPs an office may change to."""
    rows = tuple(
        (
            Button(
                f"{one.header.office} – {calm_title(one.header.title)}"[:LONGEST_LABEL],
                packed(Tap(CHOOSE, str(office.id), argument=one.key)),
            ),
        )
        for one in others
    )
    return Screen(words("office_pages.pick_sop", office=office.name), rows)


def _sop_line(seen: OfficePage) -> Markup:
    if seen.sop is None:
        return words("office_pages.no_sop")
    return words("office_pages.sop", title=calm_title(seen.sop.header.title), version=seen.sop.version)
