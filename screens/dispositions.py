"""The disposition tree, the copy of an order, and choosing who gets what. Source: practice 2.1, 3.2, 5.5."""

from collections.abc import Sequence

from screens.cards import button, subject
from sop.books import Role
from sop.cases import Bundle
from sop.dispositions import Branch, BranchState, Disposition
from sop.letters import Letter
from sop.people import Chart, Seat
from sop.sheets import Sheet
from text.catalogue import Markup, joined, plain, words
from text.printing import moment
from text.screens import Button, Rows, Screen
from text.taps import Tap, packed

# Acts of this area's buttons; `handlers.dispositions` says who serves them.
TREE = "dtr"
NOTE = "dcn"
RECALL = "dre"
TO = "dto"
COPIES = "dcp"
COPY = "dcy"
LONGEST_LABEL = 60  # characters
LISTED = 40  # branches of one screen
DECIDERS = (Role.HEAD, Role.SECRETARY, Role.DIVISION_HEAD, Role.TECHNICAL_UNIT_HEAD)


def tree_button(case_id: int) -> Button:
    return Button(plain("dispositions.tree_button"), packed(Tap(TREE, str(case_id))))


def tree(
    title: str, chart: Chart, branches: Sequence[Branch], letters: Sequence[Letter], by_name: bool
) -> Screen:
    """The branches as far as the viewer may see, each with its state."""
    head = joined((words("dispositions.tree_title", title=title), *(_letter(one) for one in letters)))
    if not branches:
        return Screen(joined((head, words("dispositions.empty")), "\n\n"))
    lines: list[Markup] = []
    giver = 0
    for one in branches[:LISTED]:
        if not one.depth and one.disposition.from_seat_id != giver:
            giver = one.disposition.from_seat_id
            lines.append(words("dispositions.giver", seat=chart.seat(giver).title))
        lines.append(_line(one, chart, by_name))
    return Screen(joined((head, joined(lines)), "\n\n"))


def recall_rows(orders: Sequence[Bundle]) -> Rows:
    """Orders the viewer may take back, since nobody has acted on them."""
    return tuple(
        (Button(plain("dispositions.recall"), packed(Tap(RECALL, str(one.id), one.revision))),)
        for one in orders
    )


def copy(sheet: Sheet, sent: Disposition, recipients: Sequence[Seat], authority: str, below: Rows) -> Screen:
    """A tembusan: what was ordered to whom, and a way to add a note to it; or only that a step was done."""
    tree_row = (tree_button(sheet.case.id),)
    if not recipients:
        done = words("dispositions.copy_done", title=subject(sheet), sender=sheet.capacity)
        return Screen(done, (*below, tree_row))
    text = words(
        "dispositions.copy",
        title=subject(sheet),
        sender=sheet.capacity,
        recipients=", ".join(seat.title for seat in recipients),
        instruction=sent.instruction,
        note=sent.note or plain("orders.no_note"),
    )
    noting = Button(plain("dispositions.pass_note"), packed(Tap(NOTE, str(sent.id))))
    lines = (text, words("cards.authority", authority=authority)) if authority else (text,)
    return Screen(joined(lines, "\n\n"), ((noting,), *below, tree_row))


def ask_note(title: str) -> Screen:
    return Screen(words("dispositions.ask_note", title=title))


def note_line(title: str, reader: str, note: str) -> Screen:
    """What the recipients of an order read when its copy was annotated."""
    return Screen(words("dispositions.note_line", title=title, reader=reader, note=note))


def recipient_rows(sheet: Sheet, seats: Sequence[Seat], chosen: Sequence[Seat]) -> Rows:
    """A button for each seat that may get the order; pressing takes it in or leaves it out."""
    picked = {seat.id for seat in chosen}
    return tuple((_toggle(sheet, seat, TO, seat.id in picked),) for seat in seats)


def copies_button(sheet: Sheet, count: int) -> Button:
    label = plain("dispositions.copies_button", count=count) if count else plain("dispositions.copies_none")
    return button(sheet, label, COPIES)


def pick_copies(sheet: Sheet, seats: Sequence[Seat], chosen: Sequence[Seat]) -> Screen:
    """Who is told of the order without being ordered."""
    picked = {seat.id for seat in chosen}
    rows = tuple((_toggle(sheet, seat, COPY, seat.id in picked),) for seat in seats)
    return Screen(words("dispositions.pick_copies", title=subject(sheet)), rows)


def _toggle(sheet: Sheet, seat: Seat, act: str, picked: bool) -> Button:
    key = "dispositions.picked" if picked else "dispositions.unpicked"
    return button(sheet, plain(key, seat=seat.title)[:LONGEST_LABEL], act, str(seat.id))


def _letter(letter: Letter) -> Markup:
    return words("dispositions.letter", agenda=letter.agenda_no, sender=letter.sender, subject=letter.subject)


def _line(branch: Branch, chart: Chart, by_name: bool) -> Markup:
    one = branch.disposition
    seat = chart.seat(one.to_seat_id)
    said = [words("dispositions.line", indent=_indent(branch.depth), seat=seat.title, what=_what(one))]
    said.append(
        words("dispositions.state", indent=_indent(branch.depth, True), state=_state(branch, chart, by_name))
    )
    if one.note:
        said.append(words("dispositions.note", indent=_indent(branch.depth, True), note=one.note))
    return joined(said)


def _indent(depth: int, inner: bool = False) -> str:
    """Three no-break spaces a level, then the corner of the branch."""
    return "\u00a0" * 3 * depth + ("\u00a0\u00a0\u00a0" if inner else "└ ")


def _what(one: Disposition) -> str:
    if one.copy:
        return plain("dispositions.is_copy")
    return plain("dispositions.is_oral", instruction=one.instruction) if one.oral else one.instruction


def _state(branch: Branch, chart: Chart, by_name: bool) -> str:
    one, zone = branch.disposition, chart.office.zone
    waits = branch.state in (BranchState.SENT, BranchState.READ) and not one.copy
    if waits and not by_name and chart.seat(one.to_seat_id).role in DECIDERS:
        return plain("dispositions.awaits")
    if branch.state is BranchState.READ and one.read_at is not None:
        return plain("dispositions.state_read", moment=moment(one.read_at, zone))
    if branch.state is BranchState.RECALLED and one.recalled_at is not None:
        return plain("dispositions.state_recalled", moment=moment(one.recalled_at, zone))
    key = {
        BranchState.FORWARDED: "dispositions.state_forwarded",
        BranchState.DONE: "dispositions.state_done",
        BranchState.DISPUTED: "dispositions.state_disputed",
    }.get(branch.state)
    return plain(key) if key else plain("dispositions.state_sent", moment=moment(one.at, zone))
