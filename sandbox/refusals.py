"""What Telegram says when it refuses: one exception and its wordings."""

from typing import Any

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
EMPTY_TEXT = "message text is empty"
LONG_TEXT = "message is too long"
LONG_CAPTION = "message caption is too long"
CHAT_NOT_FOUND = "chat not found"
CANNOT_EDIT = "message can't be edited"
NOTHING_TO_EDIT = "message to edit not found"
NOTHING_TO_DELETE = "message to delete not found"
CANNOT_DELETE = "message can't be deleted for everyone"
NO_REPLY_TARGET = "message to be replied not found"
LONG_MARKUP = "reply markup is too long"


class Refusal(Exception):
    """A Bot API call that is answered with `ok: false`."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """The JSON that Telegram would answer with."""
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


class Misuse(Exception):
    """A person was asked to do what their screen does not offer, or a `/sim` call makes no sense."""


def bad_request(words: str) -> Refusal:
    return Refusal(400, f"Bad Request: {words}")


def forbidden(words: str) -> Refusal:
    return Refusal(403, f"Forbidden: {words}")


def conflict(words: str) -> Refusal:
    return Refusal(409, f"Conflict: {words}")


def too_many(retry_seconds: int) -> Refusal:
    words = f"Too Many Requests: retry after {retry_seconds}"
    return Refusal(429, words, {"retry_after": retry_seconds})
