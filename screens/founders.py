"""Setting up the first office: the template, what a file would make, the founder. Source: practice 5.2."""

from collections.abc import Sequence

from screens.books import XLSX, counts
from sop.book_differences import Differences
from sop.people import Person
from text.catalogue import joined, plain, words
from text.screens import Attachment, Button, Screen, Style
from text.taps import Tap, packed

# Acts of this area's buttons; `handlers.founders` says who serves them.
TEMPLATE = "fot"
APPLY = "foa"
ME = "fom"
LONGEST_LABEL = 60  # characters


def begin() -> Screen:
    """What there is to do; the template follows."""
    return Screen(words("founders.begin"))


def ask() -> Screen:
    """The answer to anything that is no file."""
    return Screen(
        words("founders.ask"), ((Button(plain("founders.template_button"), packed(Tap(TEMPLATE))),),)
    )


def template(sha256: str) -> Screen:
    return Screen(words("founders.template"), attachment=Attachment(plain("founders.file"), sha256, XLSX))


def preview(found: Differences) -> Screen:
    """What would be set up, and one press that does it."""
    title = words("founders.preview", office=found.office_name)
    text = joined((joined((title, *counts(found))), words("founders.preview_next")), "\n\n")
    return Screen(text, ((Button(plain("books.apply_button"), packed(Tap(APPLY)), Style.SUCCESS),),))


def founded(found: Differences, admins: Sequence[Person]) -> Screen:
    """The office is there; of several admins the founder says who it is."""
    done = words("founders.founded", office=found.office_name)
    if not admins:
        return Screen(done)
    rows = tuple((Button(one.name[:LONGEST_LABEL], packed(Tap(ME, str(one.id)))),) for one in admins)
    return Screen(joined((done, words("founders.who")), "\n\n"), rows)


def ready() -> Screen:
    """What an admin does next."""
    return Screen(words("founders.ready"))
