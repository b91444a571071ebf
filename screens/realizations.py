"""The one message that follows a typed answer: what was taken, what was not, and what is asked next.

Source: practice 1.5 ("Clear readings are echoed in the next message with Ubah; Benar is asked only where two
readings exist"); telegram 3.4, 3.5.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from screens import figures
from screens.forms import (
    BACK,
    CONFIRM,
    EDIT,
    EVIDENCE,
    METHOD,
    NO_FACTORS,
    NO_REMARKS,
    PAUSE,
    REVIEW,
    SKIP,
    button,
    form_title,
    keep_button,
    returned_line,
    skip_chips,
    submit_button,
)
from sop.doubts import Doubt
from sop.forms import Ask, Form, FormRow
from sop.typed_answers import Absent, Clear, Doubtful, Part, Rejected
from text.catalogue import Markup, joined, known, plain, words
from text.printing import exact
from text.screens import Button, Rows, Screen

CHOOSE = "fch"
EDIT_YES = "fye"
EDIT_NO = "fno"
WHICH = "fwh"

NOTHING = Markup("")
ECHO_BUDGET, SHORT_ECHO = 1900, 500  # characters of what was taken; the second beside complaints
ASK_BUDGET = 900  # characters of what is asked
DOUBTFUL_SHOWN = REJECTED_SHOWN = 6
EDITS_SHOWN = 4  # as many "Ubah n" buttons; more answers share one
RAW = 60  # characters of a typed piece that is quoted back


@dataclass(frozen=True, slots=True)
class Echo:
    """What became of a message. `kept_note` is a ready line, such as what was kept as evidence."""

    stored: tuple[FormRow, ...] = ()
    worded: tuple[FormRow, ...] = ()
    doubtful: tuple[tuple[Doubtful, int], ...] = ()  # with the serial of its buttons
    absent: tuple[Absent, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    unread: tuple[str, ...] = ()
    kept_note: Markup = NOTHING


@dataclass(frozen=True, slots=True)
class Next:
    """What is asked now, and who may hand the form in."""

    ask: Ask
    rows: tuple[FormRow, ...]
    ordered: bool = True
    behalf: str = ""  # the holder's title where somebody else fills in
    holder_connected: bool = True
    confirming: bool = False
    titled: bool = False  # several forms are open: the echo names this one


def answered(form: Form, echo: Echo, now: Next) -> Screen:
    """Echo and next question in one message; the first row hands the form in once it is complete."""
    text = joined((*_said(form, echo, now), question(form, now)), "\n\n")
    rows: Rows = (*_finish(form, now), *_choices(form, echo), *_edits(form, echo), *_helps(form, now))
    return Screen(text, rows)


def question(form: Form, now: Next) -> Markup:
    """What is asked next, with an example made from the very rows it asks about."""
    if not now.rows and now.ask is not Ask.READY:
        return NOTHING
    match now.ask:
        case Ask.ONE:
            return _one(form, now.rows[0])
        case Ask.VALUES:
            lines = figures.listed(now.rows, _missing, ASK_BUDGET)
            return words("realizations.ask_values", lines=lines, example=figures.example(now.rows))
        case Ask.WORDS:
            lines = figures.listed(now.rows, _wordless, ASK_BUDGET)
            return words("realizations.ask_words", lines=lines, example=_words_example(now.rows))
        case Ask.EVIDENCE:
            lines = figures.listed(now.rows, _plainly, ASK_BUDGET)
            asked = words("realizations.ask_evidence", lines=lines, number=now.rows[0].number)
            kept = words("forms.how_returned") if any(row.returned for row in now.rows) else NOTHING
            return joined((kept, asked))
        case Ask.FACTORS:
            lines = figures.listed(now.rows, _plainly, ASK_BUDGET)
            return words("realizations.ask_factors", lines=lines, number=now.rows[0].number)
        case Ask.REMARKS:
            lines = figures.listed(now.rows, _plainly, ASK_BUDGET)
            return words("realizations.ask_remarks", lines=lines, number=now.rows[0].number)
        case Ask.REPAIR:
            lines = figures.listed(now.rows, _plainly, ASK_BUDGET)
            return joined((words("forms.how_returned"), lines))
        case Ask.READY:
            return _ready(form, now)


def edit_question(form: Form, changes: Sequence[tuple[FormRow, str]], serial: int) -> Screen:
    """A message was edited after it had been taken: nothing changes without a press."""
    lines = joined(
        words(
            "realizations.edit_row",
            number=row.number,
            name=figures.name(row, 60),
            before=figures.answer(row),
            after=after,
        )
        for row, after in changes[:20]
    )
    rows = (
        (
            button(form.bundle, plain("realizations.edit_yes"), EDIT_YES, str(serial)),
            button(form.bundle, plain("realizations.edit_no"), EDIT_NO, str(serial)),
        ),
    )
    return Screen(words("realizations.edit_question", lines=lines), rows)


def reading(part: Part) -> str | None:
    """How a changed answer would read; None where it says what is recorded already."""
    match part:
        case Clear(row, figure):
            said = row.realization
            same = (said.value, said.numerator, said.denominator) == (
                figure.value,
                figure.numerator,
                figure.denominator,
            )
            return None if same else figures.figure(row, figure)
        case Doubtful(raw=raw) | Rejected(raw=raw):
            return f"“{raw[:RAW]}”"
        case Absent():
            return plain("forms.missing_other")


def resumed(form: Form, now: Next) -> Screen:
    """The question once more, after a pause: an old question takes no free text by itself."""
    text = joined((words("realizations.resumed", title=form_title(form)), question(form, now)), "\n\n")
    return Screen(text, (*_finish(form, now), *_helps(form, now)))


def _said(form: Form, echo: Echo, now: Next) -> tuple[Markup, ...]:
    head = words("realizations.behalf", holder=now.behalf) if now.behalf else Markup("")
    blocks = [head, echo.kept_note]
    if echo.stored:
        head_key = "realizations.stored_in" if now.titled else "realizations.stored"
        title = words(head_key, **({"title": form_title(form)} if now.titled else {}))
        budget = SHORT_ECHO if echo.doubtful or echo.rejected or echo.unread else ECHO_BUDGET
        blocks.append(joined((title, figures.listed(echo.stored, _stored, budget))))
    if echo.worded:
        blocks.append(words("realizations.worded", numbers=", ".join(str(row.number) for row in echo.worded)))
    if echo.doubtful:
        lines = joined(_doubtful(part) for part, _ in echo.doubtful)
        blocks.append(words("realizations.doubtful", lines=lines))
    if echo.absent:
        numbers = ", ".join(str(part.row.number) for part in echo.absent)
        blocks.append(words("realizations.absent", numbers=numbers))
    rejected = [_rejected(part) for part in echo.rejected]
    rejected += [words("realizations.unread", raw=piece[:RAW]) for piece in echo.unread]
    if len(rejected) > REJECTED_SHOWN:
        more = words("realizations.more", count=len(rejected) - REJECTED_SHOWN)
        rejected = [*rejected[:REJECTED_SHOWN], more]
    if rejected:
        blocks.append(words("realizations.rejected", lines=joined(rejected)))
    return tuple(blocks)


def _stored(row: FormRow, length: int) -> Markup:
    return words(
        "realizations.stored_row",
        number=row.number,
        name=figures.name(row, length),
        answer=figures.answer(row),
        target=figures.target(row),
        last=figures.last(row),
    )


def _doubtful(part: Doubtful) -> Markup:
    key = "realizations.two_readings" if len(part.options) > 1 else "realizations.one_reading"
    line = words(
        key,
        number=part.row.number,
        name=figures.name(part.row, 60),
        raw=part.raw[:RAW],
        **({} if len(part.options) > 1 else {"reading": figures.option(part.row, part.options[0])}),
    )
    return Markup(line + _standing(part.row))


def _rejected(part: Rejected) -> Markup:
    key = f"realizations.refused_{part.why}"
    why = plain(key if known(key) else "realizations.refused_unreadable", **_limits(part))
    line = words("realizations.rejected_row", number=part.row.number, raw=part.raw[:RAW], why=why)
    return Markup(line + _standing(part.row))


def _standing(row: FormRow) -> Markup:
    """An earlier figure stays in force until a new one is taken: said, never left to be guessed."""
    if not (row.is_open and row.has_figure):
        return NOTHING
    return Markup(" " + words("realizations.standing", answer=figures.answer(row)))


def _limits(part: Rejected) -> dict[str, object]:
    indicator = part.row.indicator
    if part.why == "fixed_denominator" and indicator.denominator_fixed is not None:
        return {"denominator": exact(indicator.denominator_fixed)}
    return {"example": figures.sample(part.row)} if part.why == "components" else {}


def _choices(form: Form, echo: Echo) -> Rows:
    """Two buttons only where two readings exist; "Benar" where one deserves a look."""
    rows: list[tuple[Button, ...]] = []
    for part, serial in echo.doubtful:
        row = part.row
        for place, option in enumerate(part.options):
            shown = figures.option(row, option)
            key = "realizations.take" if len(part.options) > 1 else "realizations.right"
            label = plain(key, number=row.number, reading=shown)
            argument = f"{row.indicator.id}.{place}.{serial}"
            rows.append((button(form.bundle, label[:60], CHOOSE, argument),))
    rows += [skip_chips(form.bundle, part.row) for part in echo.absent[:10]]
    return tuple(rows)


def _edits(form: Form, echo: Echo) -> Rows:
    stored = (*echo.stored, *(part.row for part, _ in echo.doubtful))
    if not stored:
        return ()
    if len(stored) > EDITS_SHOWN:
        return ((button(form.bundle, plain("realizations.edit"), REVIEW),),)
    single = len(form.rows) == 1
    return (
        tuple(
            button(
                form.bundle,
                plain("realizations.edit") if single else plain("forms.edit_one", number=row.number),
                EDIT,
                str(row.indicator.id),
            )
            for row in stored
        ),
    )


def _helps(form: Form, now: Next) -> Rows:
    if now.ask is Ask.ONE and now.rows:
        row, bundle = now.rows[0], form.bundle
        return (
            (
                button(bundle, plain("realizations.back"), BACK, str(row.indicator.id)),
                button(bundle, plain("realizations.skip"), SKIP, str(row.indicator.id)),
                button(bundle, plain("realizations.pause"), PAUSE),
            ),
            (button(bundle, plain("forms.method"), METHOD),),
        )
    if now.ask is Ask.FACTORS:
        return ((button(form.bundle, plain("realizations.no_remarks"), NO_FACTORS),),)
    if now.ask is Ask.REMARKS:
        return ((button(form.bundle, plain("realizations.no_remarks"), NO_REMARKS),),)
    if now.ask is Ask.READY:
        return (
            (
                button(form.bundle, plain("forms.review"), REVIEW),
                button(form.bundle, plain("forms.evidence"), EVIDENCE),
            ),
        )
    return ()


def finish(form: Form, now: Next) -> tuple[Button, ...]:
    """Handing in by the holder, or asking him to confirm what somebody else typed."""
    if now.ask is Ask.REPAIR and not now.behalf and form.keepable:
        return (keep_button(form),) if now.ordered else ()
    if now.ask is not Ask.READY or not form.open_rows:
        return ()
    if now.behalf and now.holder_connected:
        return (button(form.bundle, plain("forms.ask_confirm"), CONFIRM),)
    return (submit_button(form, now.confirming),) if now.ordered else ()


def _finish(form: Form, now: Next) -> Rows:
    found = finish(form, now)
    return (found,) if found else ()


def _ready(form: Form, now: Next) -> Markup:
    if not form.open_rows:
        return words("realizations.nothing_open")
    if now.behalf and now.holder_connected:
        return words("realizations.ready_confirm", holder=now.behalf)
    return words("realizations.ready") if now.ordered else words("realizations.ready_early")


def _one(form: Form, row: FormRow) -> Markup:
    """One guided question: place, name, target, last value, and how to type the answer."""
    indicator = row.indicator
    asked = words(
        "realizations.ask_one",
        code=indicator.code,
        place=row.number,
        total=len(form.rows),
        name=indicator.name,
        target=figures.target_with_unit(row),
        last=figures.last(row),
        example=figures.sample(row),
    )
    parts = Markup("")
    if row.is_ratio:
        labels = {"numerator": indicator.numerator_label, "denominator": indicator.denominator_label}
        if indicator.denominator_fixed is None:
            parts = words("realizations.ask_parts", **labels)
        else:
            parts = words("realizations.ask_above", **labels, fixed=exact(indicator.denominator_fixed))
    returned = returned_line(row) if row.reason and row.is_open and not row.answered else Markup("")
    return joined((asked, parts, returned))


def _missing(row: FormRow, length: int) -> Markup:
    return words("realizations.missing_row", number=row.number, name=figures.name(row, length))


def _wordless(row: FormRow, length: int) -> Markup:
    """Why words are asked: the target, or what is unusual."""
    if row.below_target:
        half = "follow_up" if row.realization.obstacle else "cause"
        why = plain(f"realizations.why_{half}", target=figures.target(row))
    else:
        doubt = next(iter(row.doubts), Doubt.UNCHANGED)
        why = plain(f"realizations.doubt_{doubt.value}")
    return words(
        "realizations.wordless_row",
        number=row.number,
        name=figures.name(row, length),
        answer=figures.answer(row),
        why=why,
    )


def _plainly(row: FormRow, length: int) -> Markup:
    line = words("realizations.missing_row", number=row.number, name=figures.name(row, length))
    return joined((line, returned_line(row))) if row.returned else line


def _words_example(rows: Sequence[FormRow]) -> str:
    first = rows[0]
    if first.below_target:
        text = plain(
            "realizations.example_follow_up" if first.realization.obstacle else "realizations.example_cause"
        )
    else:
        text = plain("realizations.example_note")
    return text if len(rows) == 1 else f"{first.number}) {text}"
