"""Registering an incoming letter: the way in, the echo of what was understood, and the letter itself.

Source: practice 1.7, 2.1; telegram 3.5.
"""

from collections.abc import Sequence

from sop.cases import Case, CaseState
from sop.letters import Field, Letter, LetterFile, Priority, Registration
from sop.periods import Period, read_period
from text.catalogue import Markup, joined, plain, words
from text.printing import short_date, weekday_date
from text.screens import Attachment, Button, Rows, Screen, Style
from text.taps import Tap, packed

# Acts of this area's buttons; `handlers.letters` says who serves them.
BEGIN = "lbe"
SEND = "lse"
EDIT = "led"
PRIORITY = "lpr"
PERIOD = "lpe"
DROP = "ldr"
RESUME = "lre"
OPEN = "lop"
PAGE = "lpg"
ORAL = "lor"
SHOWN = 3  # letters below a card, the newest
LONGEST_LABEL = 60  # characters
EDITABLE = (
    (Field.NUMBER, Field.DATED),
    (Field.SENDER, Field.SUBJECT),
    (Field.DUE, Field.AGENDA),
)


def how_to(
    office_id: int,
    recent: Sequence[tuple[Letter, Case | None]],
    unsent: Sequence[Letter],
    oral: Sequence[Period],
) -> Screen:
    """What to send, the last letters, what was begun and not sent, and the quarters an oral order opens."""
    rows: Rows = tuple((_begun(letter),) for letter in unsent)
    rows = (*rows, *((_without(office_id, period),) for period in oral))
    rows = (*rows, *((_open(letter),) for letter, _ in recent))
    return Screen(joined((words("letters.how_to"), listed(recent)), "\n\n"), rows)


def listing(recent: Sequence[tuple[Letter, Case | None]]) -> Screen:
    """For those who read letters and register none."""
    return Screen(listed(recent), tuple((_open(letter),) for letter, _ in recent))


def listed(recent: Sequence[tuple[Letter, Case | None]]) -> Markup:
    if not recent:
        return words("letters.none_yet")
    return joined((words("letters.recent"), *(_line(letter, case) for letter, case in recent)))


def pick_office(names: Sequence[tuple[int, str]]) -> Screen:
    """Somebody registers letters in several offices."""
    rows = tuple(
        (Button(name[:LONGEST_LABEL], packed(Tap(BEGIN, str(office_id)))),) for office_id, name in names
    )
    return Screen(words("letters.pick_office"), rows)


def echo(found: Registration, remarks: Sequence[Markup]) -> Screen:
    """What was understood, what could not be taken, what is missing, and one press that sends it."""
    letter = found.letter
    head = words("letters.head", agenda=letter.agenda_no, office=found.office)
    lines = joined((head, *_fields(letter), _files(found.files), _target(found)))
    rows: Rows = ((_button(letter, "letters.send", SEND, style=Style.SUCCESS),),) if found.complete else ()
    missing = _missing(found)
    blocks = (*remarks, lines, *([missing] if missing else ()))
    return Screen(joined(blocks, "\n\n"), (*rows, *_choices(found), *_edits(letter)))


def ask_field(name: Field) -> Screen:
    return Screen(words(f"letters.ask_{name}"))


def pick_priority(letter: Letter) -> Screen:
    rows = tuple((_button(letter, f"letters.priority_{one}", PRIORITY, one.value),) for one in Priority)
    return Screen(words("letters.pick_priority"), rows)


def pick_period(letter: Letter, periods: Sequence[Period]) -> Screen:
    return Screen(words("letters.pick_period"), (_periods(letter, periods),))


def pages(letter: Letter, files: Sequence[LetterFile]) -> tuple[Screen, ...]:
    """The letter itself, a message for each of its files."""
    caption = caption_of(letter)
    return tuple(
        Screen(caption, attachment=Attachment(one.name or "surat", one.sha256, one.mime)) for one in files
    )


def caption_of(letter: Letter) -> Markup:
    return words("letters.caption", sender=letter.sender, subject=letter.subject, agenda=letter.agenda_no)


def summary(letter: Letter) -> Markup:
    """What an order is about, before the letter itself is opened."""
    said = words(
        "letters.summary",
        sender=letter.sender,
        number=letter.number or plain("letters.blank"),
        date=short_date(letter.dated) if letter.dated else plain("letters.blank"),
        subject=letter.subject,
        agenda=letter.agenda_no,
    )
    if letter.priority is Priority.ORDINARY:
        return said
    return joined((said, words("letters.priority", priority=plain(f"letters.priority_{letter.priority}"))))


def linked_line(letter: Letter, period: str) -> Screen:
    """One line for those who run the case: another letter belongs to it now."""
    line = words("letters.linked_line", period=period, sender=letter.sender, subject=letter.subject)
    return Screen(line, ((_open(letter, plain("letters.open")),),))


def below(letters: Sequence[Letter]) -> Rows:
    """The letters of a case, one press away on every card of it."""
    if len(letters) == 1:
        return ((_open(letters[0], plain("letters.open")),),)
    return tuple((_open(letter),) for letter in letters[-SHOWN:])


def unusable(letter: Letter, name: str, why: str) -> Screen:
    """A file could not be kept; it can be sent once more, also for a letter that went on meanwhile."""
    said = words(f"letters.gone_{why}", name=name or plain("letters.unnamed"), agenda=letter.agenda_no)
    return Screen(said, ((Button(plain("letters.send_again"), packed(Tap(PAGE, str(letter.id)))),),))


def _fields(letter: Letter) -> tuple[Markup, ...]:
    return (
        words("letters.number", number=letter.number or plain("letters.blank")),
        words("letters.dated", date=short_date(letter.dated) if letter.dated else plain("letters.blank")),
        words("letters.sender", sender=letter.sender or plain("letters.blank")),
        words("letters.subject", subject=letter.subject or plain("letters.blank")),
        words("letters.due", date=weekday_date(letter.due) if letter.due else plain("letters.no_due")),
        words("letters.priority", priority=plain(f"letters.priority_{letter.priority}")),
    )


def _files(files: Sequence[LetterFile]) -> Markup:
    if not files:
        return words("letters.files", names=plain("letters.blank"))
    names = ", ".join(one.name or plain("letters.unnamed") for one in files)
    return words("letters.files", names=names)


def _target(found: Registration) -> Markup:
    if not found.letter.period:
        return Markup("") if found.periods else words("letters.for_none")
    key = "letters.joins" if found.joins else "letters.opens"
    return words(key, period=read_period(found.letter.period).title)


def _missing(found: Registration) -> Markup | None:
    """One sentence: what comes next."""
    if found.letter.lacking:
        return words(f"letters.missing_{found.letter.lacking[0]}")
    if not found.files:
        return words("letters.missing_file")
    return words("letters.missing_period") if found.asks_period else None


def _choices(found: Registration) -> Rows:
    """The periods a letter may be meant for, where that is open."""
    return (_periods(found.letter, found.periods),) if found.asks_period and not found.letter.lacking else ()


def _periods(letter: Letter, periods: Sequence[Period]) -> tuple[Button, ...]:
    return tuple(
        Button(one.brief, packed(Tap(PERIOD, str(letter.id), letter.revision, str(one)))) for one in periods
    )


def _edits(letter: Letter) -> Rows:
    rows = tuple(tuple(_edit(letter, name) for name in pair) for pair in EDITABLE)
    last = [_edit(letter, Field.PRIORITY), _button(letter, "letters.drop", DROP)]
    if letter.period:
        last.insert(1, _edit(letter, Field.PERIOD))
    return (*rows, tuple(last))


def _edit(letter: Letter, name: Field) -> Button:
    return _button(letter, f"letters.edit_{name}", EDIT, name.value)


def _button(letter: Letter, key: str, act: str, argument: str = "", style: Style = Style.PLAIN) -> Button:
    return Button(plain(key), packed(Tap(act, str(letter.id), letter.revision, argument)), style)


def ask_order(period: Period) -> Screen:
    """Who ordered what by word of mouth, and when."""
    return Screen(words("letters.ask_order", period=period.title, kind=period.noun))


def _without(office_id: int, period: Period) -> Button:
    label = plain("letters.without", period=period.brief)
    return Button(label, packed(Tap(ORAL, str(office_id), argument=str(period))))


def _begun(letter: Letter) -> Button:
    about = letter.subject or letter.sender or plain("letters.unnamed")
    label = plain("letters.resume", agenda=letter.agenda_no, about=about)[:LONGEST_LABEL]
    return Button(label, packed(Tap(RESUME, str(letter.id))))


def _open(letter: Letter, label: str = "") -> Button:
    said = label or plain("letters.open_one", agenda=letter.agenda_no)
    return Button(said[:LONGEST_LABEL], packed(Tap(OPEN, str(letter.id))))


def _line(letter: Letter, case: Case | None) -> Markup:
    return words(
        "letters.line",
        agenda=letter.agenda_no,
        sender=letter.sender,
        subject=letter.subject,
        date=short_date(letter.dated) if letter.dated else plain("letters.blank"),
        state=_state(case),
    )


def _state(case: Case | None) -> str:
    if case is None:
        return plain("letters.state_kept")
    period = read_period(case.period)
    name = period.brief
    key = {
        CaseState.OPEN: "letters.state_open",
        CaseState.DONE: "letters.state_done",
        CaseState.CANCELLED: "letters.state_cancelled",
    }[case.state]
    return plain(key, period=name)
