"""Drafts: what a conversation is waiting for. The answers themselves are realizations."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """One person's conversation about one bundle, or about none (`bundle_id` 0).

    `waiting` names what the next typed message answers ("" for nothing); `cursor` is the indicator asked
    about (0 for none); `body` is JSON with what the answer needs. `asked_at` orders drafts: the most recent
    question is meant unless the person replied to another.
    """

    id: int
    office_id: int
    person_id: int
    bundle_id: int
    waiting: str
    cursor: int
    body: str
    asked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Question:
    """A message that asked something: a reply to it finds its question (telegram 3.5)."""

    draft_id: int
    waiting: str
    indicator_id: int
    body: str
