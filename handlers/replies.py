"""How a handler says that something was done."""

from desk import mail
from desk.works import Work
from screens import sentences
from text.incoming import Kind


def confirm(work: Work, words: str) -> None:
    """As the toast of a tap, as a message after typing."""
    if work.incoming is not None and work.incoming.kind is Kind.TAP:
        mail.toast(work, words)
    else:
        mail.reply(work, sentences.sentence(words))


def pressed(work: Work) -> None:
    """The tap is answered by the message that was just written; after typing there is no tap."""
    if work.incoming is not None and work.incoming.kind is Kind.TAP:
        mail.toast(work, "")
