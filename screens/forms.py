"""The form as a card, as a list in the chat, its review, and the choices around it.

Source: practice 1.5, 2.2; telegram 3.4, 3.5.
"""

from collections.abc import Sequence
from datetime import date

from screens import figures
from screens.cards import due_lines, footer, in_rows
from screens.cases import WITHDRAW
from sop.books import Role
from sop.cases import Bundle
from sop.forms import Form, FormRow
from sop.indicators import RealizationState
from sop.sheets import Sheet
from text.catalogue import Markup, joined, plain, words
from text.printing import exact, month_title
from text.screens import Button, Rows, Screen, Style
from text.taps import Tap, packed

# Acts of this area's buttons; `handlers.routes` says who serves them.
SUBMIT = "fsu"
OPEN = "fop"
GUIDED = "fon"
BACK = "fba"
PAUSE = "fpa"
METHOD = "fho"
SKIP_LIST = "fsl"
SKIP = "fsk"
REVIEW = "frv"
EDIT = "fed"
DIVISION = "fdi"
BEHALF = "fob"
CONFIRM = "fcf"
EVIDENCE = "fev"
KEEP = "fkp"
COMPLETE = "fcm"
NO_REMARKS = "fnr"
NO_FACTORS = "fnf"

NO_DATA, NOT_RELEASED, OTHER = "d", "r", "o"  # reasons to skip
LIST_BUDGET = 3000  # characters of a whole list; head, foot and how-to need the rest of the 4096
TWO_LINES = 12  # up to so many rows each has two lines
MONTHS_AHEAD = 4
NUMBERS_SHOWN = 20


def button(bundle: Bundle, label: str, act: str, argument: str = "", style: Style = Style.PLAIN) -> Button:
    return Button(label, packed(Tap(act, str(bundle.id), bundle.revision, argument)), style)


def card(sheet: Sheet, form: Form, ordered: bool, typed_by: Sequence[str]) -> Screen:
    """The numbered list with how to answer; one press hands it in once everything is answered."""
    body = joined((list_of(form), _note(form, ordered, typed_by)), "\n\n")
    top = words("cards.head", title=form_title(form), capacity=sheet.capacity)
    again = words("cards.round", round=sheet.repairs) if sheet.repairs else Markup("")
    version = (
        words("requests.format_line", version=form.format_version) if form.format_version else Markup("")
    )
    text = joined((joined((top, again, version)), body, footer(sheet)), "\n\n")
    return Screen(text, buttons(form, ordered, bool(typed_by)))


def prepared(sheet: Sheet, form: Form, ordered: bool) -> Screen:
    """The list for whoever prepares it: nothing here hands it in while its holder can be asked."""
    asks = form.seat.connected
    top = words("forms.head_behalf", title=form_title(form), holder=form.seat.title)
    done = words("realizations.ready_confirm", holder=form.seat.title)
    note = done if asks and form.complete else _note(form, ordered, ())
    body = joined((list_of(form), note), "\n\n")
    asking = ((button(form.bundle, plain("forms.ask_confirm"), CONFIRM, style=Style.SUCCESS),),)
    rows = (*(asking if form.complete else ()), *_tools(form)) if asks else buttons(form, ordered, False)
    return Screen(joined((top, body, due_lines(sheet) if asks else footer(sheet)), "\n\n"), rows)


def listing(form: Form, ordered: bool, behalf: str) -> Screen:
    """The same list sent again by `/isi`, as a message that is answered."""
    body = joined((head(form, behalf), list_of(form), _note(form, ordered, ())), "\n\n")
    return Screen(body, buttons(form, ordered, False) if not behalf else _tools(form))


def head(form: Form, behalf: str = "") -> Markup:
    """What is being filled in, and for whom where it is somebody else's."""
    title = form_title(form)
    return (
        words("forms.head_behalf", title=title, holder=behalf) if behalf else words("forms.head", title=title)
    )


def form_title(form: Form) -> str:
    """In plain words, with whose work it is: "Isian TW III 2026 · Bidang Perdagangan"."""
    period = form.period.brief
    return plain("forms.title", period=period, unit=form.unit or form.seat.title)


def listed_title(form: Form) -> str:
    """The same on a list, where a form of a rehearsal stands beside real ones."""
    title = form_title(form)
    return plain("rehearsals.listed", title=title) if form.office.rehearses else title


def list_of(form: Form) -> Markup:
    line = _two_lines if len(form.rows) <= TWO_LINES else _one_line
    return figures.listed(form.rows, line, LIST_BUDGET)


def buttons(form: Form, ordered: bool, confirming: bool) -> Rows:
    """The expected action first: handing in once it is possible, else the guided way."""
    first: Rows = ()
    if ordered and (form.complete or form.keepable):
        handing = submit_button(form, confirming) if form.complete else keep_button(form)
        first = ((handing,),)
    return (*first, *_tools(form))


def keep_button(form: Form) -> Button:
    """Returned figures stand as they are and are handed in again."""
    return button(form.bundle, plain("forms.keep"), KEEP, str(form.fingerprint), Style.SUCCESS)


def submit_button(form: Form, confirming: bool) -> Button:
    key = "forms.confirm_submit" if confirming else "forms.submit"
    count, total = len(form.open_rows) - len(form.unanswered), len(form.open_rows)
    label = plain(key, done=count, total=total)
    return button(form.bundle, label, SUBMIT, str(form.fingerprint), Style.SUCCESS)


def _tools(form: Form) -> Rows:
    bundle = form.bundle
    style = Style.PLAIN if form.complete or form.keepable else Style.PRIMARY
    guided = button(bundle, plain("forms.guided"), GUIDED, "", style)
    return (
        (guided,) if form.unanswered else _looks(form),
        (
            button(bundle, plain("forms.method"), METHOD),
            button(bundle, plain("forms.skip"), SKIP_LIST),
        ),
        (button(bundle, plain("forms.evidence"), EVIDENCE), *((_review(bundle),) if form.unanswered else ())),
        *(((button(bundle, plain("forms.division"), DIVISION),),) if form.seat.role != Role.HEAD else ()),
    )


def _looks(form: Form) -> tuple[Button, ...]:
    """Every figure is there: what is still missing beside them comes first."""
    looking = button(form.bundle, plain("forms.review"), REVIEW)
    if form.complete or form.keepable or not form.open_rows:
        return (looking,)
    return button(form.bundle, plain("forms.complete"), COMPLETE, "", Style.PRIMARY), looking


def _review(bundle: Bundle) -> Button:
    return button(bundle, plain("forms.review"), REVIEW)


def _note(form: Form, ordered: bool, typed_by: Sequence[str]) -> Markup:
    parts = []
    if typed_by:
        parts.append(words("forms.typed_by", names=", ".join(typed_by)))
    returned = [row for row in form.unanswered if row.returned]
    if returned:
        parts.append(words("forms.how_returned"))
    if any(row.lacks_evidence for row in returned):
        parts.append(words("forms.how_evidence", number=returned[0].number))
    if len(returned) < len(form.unanswered):
        bare = [row for row in form.unanswered if not row.returned]
        parts.append(words("forms.how", example=figures.example(bare)))
    elif returned:
        parts.append(words("forms.how_anew", example=figures.example(returned)))
    elif not form.complete:
        parts.append(words("forms.nearly"))
    if not ordered:
        parts.append(words("forms.early"))
    return joined(parts)


def _two_lines(row: FormRow, length: int) -> Markup:
    said = words("forms.row_answer", answer=figures.answer(row)) if _told(row) else Markup("")
    back = returned_line(row) if _returned(row) else Markup("")
    line = words(
        "forms.row",
        number=row.number,
        name=figures.name(row, length),
        uom=_uom(row),
        target=figures.target(row),
        last=figures.last(row),
    )
    proof = words("forms.review_evidence", count=row.evidence_count) if row.evidence_count else Markup("")
    return joined((line, said, back, proof))


def _one_line(row: FormRow, length: int) -> Markup:
    return words(
        "forms.row_short",
        number=row.number,
        name=figures.name(row, length),
        uom=_uom(row),
        target=figures.target(row),
        last=figures.last(row, brief=True),
        answer=figures.answer(row) if _told(row) else plain("forms.none"),
    )


def _told(row: FormRow) -> bool:
    return row.has_figure or row.realization.missing is not None


def _returned(row: FormRow) -> bool:
    return bool(row.reason) and row.is_open and row.realization.state is not RealizationState.DRAFT


def returned_line(row: FormRow) -> Markup:
    """Why a figure came back, and from whom; or from which unit it came."""
    if row.came_from:
        return words("forms.row_moved", reason=row.reason, unit=row.came_from)
    if not row.returner:
        return words("forms.row_returned", reason=row.reason)
    return words("forms.row_returned_by", reason=row.reason, returner=row.returner)


def _uom(row: FormRow) -> str:
    """What is typed: a figure in its unit, both parts of a ratio, or the one that is not fixed."""
    if not row.is_ratio:
        return row.indicator.uom
    below = row.indicator.denominator_fixed
    return plain("forms.uom_ratio") if below is None else plain("forms.uom_part", whole=exact(below))


def review(form: Form, behalf: str, submits: tuple[Button, ...]) -> Screen:
    """Every answer with its words, and one edit button per number (telegram 3.5)."""
    body = joined((head(form, behalf), figures.listed(form.rows, _reviewed, LIST_BUDGET)), "\n\n")
    edits = (
        button(form.bundle, plain("forms.edit_one", number=row.number), EDIT, str(row.indicator.id))
        for row in form.open_rows[:80]
    )
    lines: Rows = tuple((one,) for one in submits)
    numbers = gaps(form)
    if numbers:
        shown = ", ".join(map(str, numbers[:NUMBERS_SHOWN])) + (", …" if len(numbers) > NUMBERS_SHOWN else "")
        body = joined((body, words("forms.review_gaps", numbers=shown)), "\n\n")
        completing = button(form.bundle, plain("forms.complete"), COMPLETE, "", Style.PRIMARY)
        lines = (*lines, (completing,))
    return Screen(body, (*lines, *in_rows(edits, 4)))


def gaps(form: Form) -> tuple[int, ...]:
    """Numbers that still lack a figure, words or evidence."""
    return tuple(sorted({row.number for row in (*form.unanswered, *form.lacking)}))


def handed_in(bundle: Bundle | None, withdrawable: bool) -> Screen:
    """The form is with its checker; it may be taken back while nobody has looked at it."""
    if bundle is None or not withdrawable:
        return Screen(words("forms.handed_in"))
    return Screen(words("forms.handed_in_now"), ((button(bundle, plain("forms.withdraw"), WITHDRAW),),))


def order_given(form: Form, confirming: bool) -> Screen:
    """The order came for a form that was filled in early and is complete."""
    return Screen(words("forms.order_given"), ((submit_button(form, confirming),),))


def _reviewed(row: FormRow, length: int) -> Markup:
    said = row.realization
    extra = []
    if said.note and said.missing is None:
        extra.append(words("forms.review_note", note=said.note[: 2 * length]))
    if said.obstacle or said.follow_up:
        cause = {"obstacle": said.obstacle[: 2 * length], "follow_up": said.follow_up[: 2 * length]}
        extra.append(words("forms.review_cause", **cause))
    if said.supporting_factor:
        extra.append(words("forms.review_factor", factor=said.supporting_factor[: 2 * length]))
    if row.evidence_count:
        extra.append(words("forms.review_evidence", count=row.evidence_count))
    line = words(
        "forms.review_row",
        number=row.number,
        name=figures.name(row, length),
        answer=figures.answer(row),
        target=figures.target(row),
    )
    return joined((line, *extra))


def method(form: Form) -> Screen:
    """How each figure is calculated: definition, components, and how quarters add up."""
    return Screen(joined((head(form), figures.listed(form.rows, _method, LIST_BUDGET + 500)), "\n\n"))


def _method(row: FormRow, length: int) -> Markup:
    indicator = row.indicator
    name = words("forms.method_row", number=row.number, name=figures.name(row, length))
    defined = indicator.definition or plain("forms.no_definition")
    definition = words("forms.method_text", text=defined[: 3 * length])
    parts = Markup("")
    if row.is_ratio:
        parts = words(
            "forms.method_parts",
            numerator=indicator.numerator_label[:length],
            denominator=indicator.denominator_label[:length],
        )
    return joined((name, definition, parts, words(f"forms.counts_{indicator.aggregation.value}")))


def pick_skip(form: Form) -> Screen:
    """Which number has no figure."""
    rows = in_rows(
        button(form.bundle, str(row.number), SKIP, str(row.indicator.id)) for row in form.open_rows[:95]
    )
    lines = figures.listed(form.open_rows, _named, LIST_BUDGET)
    return Screen(joined((words("forms.pick_skip"), lines), "\n\n"), rows)


def _named(row: FormRow, length: int) -> Markup:
    return words("forms.method_row", number=row.number, name=figures.name(row, length))


def pick_reason(form: Form, row: FormRow) -> Screen:
    question = words("forms.pick_reason", number=row.number, name=figures.name(row, 160))
    return Screen(question, (skip_chips(form.bundle, row),))


def skip_chips(bundle: Bundle, row: FormRow) -> tuple[Button, ...]:
    """Why there is no figure, in one press."""
    return tuple(
        button(bundle, plain(f"forms.chip_{code}"), SKIP, f"{row.indicator.id}.{code}")
        for code in (NO_DATA, NOT_RELEASED, OTHER)
    )


def pick_month(form: Form, row: FormRow, today: date) -> Screen:
    """In which month the figure will be released: this one and the next."""
    months = [today.year * 12 + today.month - 1 + step for step in range(MONTHS_AHEAD + 1)]
    chips = [
        button(
            form.bundle,
            month_title(month // 12, month % 12 + 1),
            SKIP,
            f"{row.indicator.id}.{NOT_RELEASED}.{month // 12}{month % 12 + 1:02}",
        )
        for month in months
    ]
    question = words("forms.pick_month", number=row.number, name=figures.name(row, 160))
    return Screen(question, in_rows(chips, 2))


def choose_form(title_key: str, forms: Sequence[tuple[Form, str]], behalf: bool) -> Screen:
    """Several forms: a line with its progress and a button for each; `behalf` adds those of others."""
    lines, rows = [], []
    for place, (form, holder) in enumerate(forms[:20], 1):
        done = len(form.open_rows) - len(form.unanswered)
        values = {"number": place, "title": listed_title(form), "done": done, "total": len(form.open_rows)}
        key = "forms.choice_behalf" if holder else "forms.choice"
        lines.append(words(key, **values, **({"holder": holder} if holder else {})))
        rows.append(button(form.bundle, str(place), OPEN))
    last = ((behalf_button(),),) if behalf else ()
    return Screen(joined((words(title_key), joined(lines)), "\n\n"), (*in_rows(rows), *last))


def behalf_button() -> Button:
    return Button(plain("forms.behalf"), packed(Tap(BEHALF)))


def which_form(forms: Sequence[Form], act: str) -> Screen:
    """An answer came without its question and several forms are open."""
    lines = (
        words("forms.which_row", number=place, title=listed_title(form), first=figures.name(form.rows[0], 60))
        for place, form in enumerate(forms, 1)
    )
    rows = in_rows(button(form.bundle, str(place), act) for place, form in enumerate(forms, 1))
    return Screen(joined((words("forms.which"), joined(lines)), "\n\n"), rows)


def division_note(form: Form, asker: str, note: str, rows: Rows) -> Screen:
    """What whoever divided the work reads about a form that may not be the asker's; `rows`: what next."""
    return Screen(words("forms.division_line", asker=asker, title=form_title(form), note=note), rows)
