"""The person API under `/sim/`: every route with what it does, JSON in and JSON out.

Each answer to an act carries `seq`, the number of the last visible change, to be given to `/sim/wait` as
`after`.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from sandbox import people, transcripts
from sandbox.answers import answer_body
from sandbox.chats import Chat, Json, Message, Person
from sandbox.commands import visible_commands
from sandbox.parameters import Parameters
from sandbox.refusals import Misuse
from sandbox.worlds import World

LONGEST_WAIT_SECONDS = 60.0

Scene = Callable[[World, Parameters], Awaitable[Any]]


def _who(world: World, parameters: Parameters) -> Person:
    return world.person(parameters.values.get("person"))


def _where(world: World, parameters: Parameters) -> Chat:
    return world.chat(parameters.values.get("chat") or parameters.values.get("person"))


def _said(world: World, message: Message) -> Json:
    return {"message": message.id, "chat": message.chat.id, "seq": world.seq}


def _seconds(parameters: Parameters, name: str, default: float) -> float:
    value = parameters.text(name)
    return min(float(value) if value else default, LONGEST_WAIT_SECONDS)


async def create_person(world: World, parameters: Parameters) -> Json:
    return transcripts.person_json(people.create_person(world, parameters.values), world)


async def list_people(world: World, _: Parameters) -> Json:
    groups = [{"id": chat.id, "title": chat.title} for chat in world.chats.values() if chat.kind == "group"]
    listed = [transcripts.person_json(person, world) for person in world.people.values()]
    return {"bot": world.bot, "people": listed, "groups": groups, "seq": world.seq}


async def start(world: World, parameters: Parameters) -> Json:
    return _said(world, people.start(world, _who(world, parameters), parameters.text("payload")))


async def say(world: World, parameters: Parameters) -> Json:
    who, where = _who(world, parameters), _where(world, parameters)
    return _said(
        world, people.say(world, who, where, parameters.text("text"), parameters.integer("reply_to"))
    )


async def key(world: World, parameters: Parameters) -> Json:
    who, where = _who(world, parameters), _where(world, parameters)
    return _said(world, people.press_key(world, who, where, parameters.text("label")))


async def press(world: World, parameters: Parameters) -> Json:
    """With `wait` seconds, answers only after the bot has answered the press or that time is over."""
    who, where = _who(world, parameters), _where(world, parameters)
    made = people.press(world, who, where, {**parameters.values, "old": parameters.flag("old")})
    seq = world.seq
    seconds = _seconds(parameters, "wait", 0.0)
    if seconds:
        await world.bell.until(lambda: made.answered, seconds)
    return {**answer_body(made), "chat": where.id, "seq": seq}


async def upload(world: World, parameters: Parameters) -> Json:
    """Multipart: one or more files, `kind` document or photo, `caption`."""
    who, where = _who(world, parameters), _where(world, parameters)
    files = list(parameters.uploads.values())
    kind, caption = parameters.text("kind") or "document", parameters.text("caption")
    made = people.upload(world, who, where, files, kind, caption, parameters.integer("reply_to"))
    return {**_said(world, made[0]), "messages": [message.id for message in made]}


async def contact(world: World, parameters: Parameters) -> Json:
    """`of` is another person's id, or `phone` with `name` is somebody whom Telegram does not know."""
    who, where = _who(world, parameters), _where(world, parameters)
    phone = parameters.text("phone")
    whose = who
    if parameters.text("of"):
        whose = world.person(parameters.values["of"])
    elif phone:
        whose = Person(0, parameters.text("name") or "Kenalan", phone=phone)
    forced = parameters.flag("force")
    return _said(
        world, people.share_contact(world, who, where, whose, forced, phone, parameters.integer("reply_to"))
    )


async def edit(world: World, parameters: Parameters) -> Json:
    who, where = _who(world, parameters), _where(world, parameters)
    message = where.messages.get(parameters.integer("message"))
    if message is None:
        raise Misuse("no such message")
    return _said(world, people.edit(world, who, message, parameters.text("text")))


async def block(world: World, parameters: Parameters) -> Json:
    people.block(world, _who(world, parameters))
    return {"seq": world.seq}


async def unblock(world: World, parameters: Parameters) -> Json:
    people.unblock(world, _who(world, parameters))
    return {"seq": world.seq}


async def group(world: World, parameters: Parameters) -> Json:
    members = [world.person(number) for number in parameters.tree("members") or []]
    made = people.create_group(world, parameters.text("title") or "Grup", members)
    return {"chat": made.id, "seq": world.seq}


async def remove_bot(world: World, parameters: Parameters) -> Json:
    people.remove_bot(world, _where(world, parameters), _who(world, parameters))
    return {"seq": world.seq}


async def upgrade(world: World, parameters: Parameters) -> Json:
    return {"chat": people.upgrade_group(world, _where(world, parameters)).id, "seq": world.seq}


async def deactivate(world: World, parameters: Parameters) -> Json:
    people.deactivate(world, _who(world, parameters))
    return {"seq": world.seq}


async def chat(world: World, parameters: Parameters) -> Json:
    where = _where(world, parameters)
    made = transcripts.chat_json(world, where)
    if where.kind == "private":
        made["commands"] = visible_commands(world, where.members[0])
        made["menu"] = where.menu or world.menu
    return made


async def transcript(world: World, parameters: Parameters) -> Any:
    where = _where(world, parameters)
    if parameters.text("format") == "json":
        return transcripts.chat_json(world, where)
    return transcripts.plain_transcript(world, where)


async def rang(world: World, parameters: Parameters) -> Json:
    return {"messages": transcripts.rung(world, _who(world, parameters))}


async def counters(world: World, _: Parameters) -> Json:
    listed = {str(person.id): dict(person.counts) for person in world.people.values()}
    return {"people": listed, "calls": dict(world.calls), "updates": dict(world.updates.made)}


async def wait(world: World, parameters: Parameters) -> Json:
    """What the bot did in `chat` after number `after`; without a chat every change, people's own included."""
    after, seconds = parameters.integer("after", world.seq), _seconds(parameters, "timeout", 10.0)
    number = parameters.values.get("chat")
    events = world.log if number in (None, "") else world.chat(number).events

    def news() -> bool:
        return bool(events) and events[-1].seq > after

    await world.bell.until(lambda: news() or world.updates.closing, seconds)
    fresh = [event.body() for event in _newer(events, after)]
    return {"events": fresh, "seq": fresh[-1]["seq"] if fresh else after}


def _newer(events: list[Any], after: int) -> list[Any]:
    place = len(events)
    while place and events[place - 1].seq > after:
        place -= 1
    return events[place:]


async def idle(world: World, parameters: Parameters) -> Json:
    """Returns once the bot waits in getUpdates with nothing unconfirmed (or its webhook took everything)."""
    return {"idle": await world.updates.until_idle(_seconds(parameters, "timeout", 10.0)), "seq": world.seq}


async def update(world: World, parameters: Parameters) -> Json:
    """Any JSON object as an update, to see what a bot makes of what it cannot read."""
    return {"update_id": world.updates.add_raw(parameters.values), "seq": world.seq}


async def jump(world: World, parameters: Parameters) -> Json:
    world.updates.jump(parameters.integer("next_id"))
    return {"next_id": world.updates.next_id}


async def flood(world: World, parameters: Parameters) -> Json:
    if "on" in parameters.values:
        world.floods.on = parameters.flag("on")
    return {"on": world.floods.on}


GET: dict[str, Scene] = {
    "people": list_people,
    "chat": chat,
    "transcript": transcript,
    "rang": rang,
    "counters": counters,
    "wait": wait,
    "idle": idle,
    "flood": flood,
}
POST: dict[str, Scene] = {
    "person": create_person,
    "start": start,
    "say": say,
    "key": key,
    "press": press,
    "upload": upload,
    "contact": contact,
    "edit": edit,
    "block": block,
    "unblock": unblock,
    "group": group,
    "remove_bot": remove_bot,
    "upgrade": upgrade,
    "deactivate": deactivate,
    "update": update,
    "jump": jump,
    "flood": flood,
}
