"""What the bot sends is delivered, or refused in Telegram's words."""

import json

import aiohttp

from tests.sandbox.stages import Stage, keyboard, staged


@staged
async def test_json_form_query_and_multipart_mean_the_same(stage: Stage) -> None:
    ani = await stage.person()
    url = f"{stage.server.base_url}/bot{stage.server.token}/sendMessage"
    wish = {"chat_id": str(ani), "text": "<b>halo</b>", "parse_mode": "HTML", "disable_notification": "true"}
    wish["reply_markup"] = json.dumps(keyboard("Ya"))
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in wish.items():
        form.add_field(name, value)
    answers = []
    for request in (
        stage.http.post(url, json={**wish, "reply_markup": keyboard("Ya"), "disable_notification": True}),
        stage.http.post(url, data=wish),
        stage.http.post(url, data=form),
        stage.http.get(url, params=wish),
    ):
        async with request as answer:
            sent = (await answer.json())["result"]
            answers.append({name: sent[name] for name in ("text", "entities", "reply_markup", "chat")})
    assert answers == [answers[0]] * 4
    assert [line.rang for line in await stage.people.rang(ani)] == [False] * 4


@staged
async def test_who_never_pressed_start_is_a_chat_not_found(stage: Stage) -> None:
    ani = await stage.people.person("Ani")
    assert await stage.refused("sendMessage", chat_id=ani, text="x") == "Bad Request: chat not found"
    assert await stage.refused("sendMessage", chat_id="@ani", text="x") == "Bad Request: chat not found"
    assert await stage.refused("sendMessage", text="x") == "Bad Request: chat_id is empty"


@staged
async def test_who_blocked_the_bot_is_forbidden_and_the_bot_is_told(stage: Stage) -> None:
    ani = await stage.person()
    await stage.people.block(ani)
    [update] = await stage.pending()
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    refused = await stage.refused("sendMessage", chat_id=ani, text="x")
    assert refused == "Forbidden: bot was blocked by the user"
    await stage.people.start(ani)
    statuses = [
        u["my_chat_member"]["new_chat_member"]["status"]
        for u in await stage.pending()
        if "my_chat_member" in u
    ]
    assert statuses == ["kicked", "member"]
    await stage.send(ani, "kembali")


@staged
async def test_text_has_one_to_4096_utf16_units_after_parsing(stage: Stage) -> None:
    ani = await stage.person()
    assert await stage.refused("sendMessage", chat_id=ani) == "Bad Request: message text is empty"
    empty = await stage.refused("sendMessage", chat_id=ani, text=" <b> </b>\n", parse_mode="HTML")
    assert empty == "Bad Request: message text is empty"
    await stage.ok("sendMessage", chat_id=ani, text="<b>" + "x" * 4096 + "</b>", parse_mode="HTML")
    long = await stage.refused("sendMessage", chat_id=ani, text="x" * 4095 + "\U0001f4cb")
    assert long == "Bad Request: message is too long"
    broken = await stage.refused("sendMessage", chat_id=ani, text="A & B", parse_mode="HTML")
    assert broken.startswith("Bad Request: can't parse entities")


@staged
async def test_a_reply_to_a_missing_message_is_refused_unless_allowed(stage: Stage) -> None:
    ani = await stage.person()
    card = await stage.send(ani, "Kartu")
    reply = await stage.ok("sendMessage", chat_id=ani, text="x", reply_parameters={"message_id": card})
    assert reply["reply_to_message"]["text"] == "Kartu"
    refused = await stage.refused("sendMessage", chat_id=ani, text="x", reply_parameters={"message_id": 999})
    assert refused == "Bad Request: message to be replied not found"
    wish = {"message_id": 999, "allow_sending_without_reply": True}
    sent = await stage.ok("sendMessage", chat_id=ani, text="x", reply_parameters=wish)
    assert "reply_to_message" not in sent


@staged
async def test_markdown_and_bad_keyboards_are_refused(stage: Stage) -> None:
    ani = await stage.person()
    refused = await stage.refused("sendMessage", chat_id=ani, text="*x*", parse_mode="Markdown")
    assert refused == "Bad Request: unsupported parse_mode"
    data = {"inline_keyboard": [[{"text": "x", "callback_data": "x" * 65}]]}
    refused = await stage.refused("sendMessage", chat_id=ani, text="x", reply_markup=data)
    assert refused == "Bad Request: BUTTON_DATA_INVALID"
    assert await stage.people.messages(ani) == (await stage.people.messages(ani))[:1]


@staged
async def test_parameters_of_the_wrong_kind_are_a_bad_request(stage: Stage) -> None:
    ani = await stage.person()
    wrong: list[tuple[str, dict[str, object]]] = [
        ("sendMessage", {"text": "x", "reply_parameters": [1]}),
        ("sendMessage", {"text": "x", "reply_markup": "{tidak"}),
        ("sendMessage", {"text": "x", "reply_markup": [1]}),
        ("sendMediaGroup", {"media": [1, 2]}),
        ("deleteMessages", {"message_ids": ["x"]}),
        ("editMessageText", {"message_id": "x", "text": "y"}),
        ("sendChatAction", {"action": "terbang"}),
        ("setChatMenuButton", {"menu_button": [1]}),
        ("setMyCommands", {"commands": [1]}),
    ]
    for method, parameters in wrong:
        found = await stage.call(method, chat_id=ani, **parameters)
        assert found["error_code"] == 400, (method, parameters)
        assert found["description"].startswith("Bad Request: ")


@staged
async def test_a_copy_is_a_new_message_with_the_same_words(stage: Stage) -> None:
    ani = await stage.person()
    budi = await stage.person("Budi")
    card = await stage.send(ani, "<b>Kartu</b> satu", parse_mode="HTML")
    await stage.ok("copyMessage", chat_id=budi, from_chat_id=ani, message_id=card)
    copied = (await stage.people.messages(budi))[-1]
    assert copied["text"] == "Kartu satu"
    assert copied["entities"][0]["type"] == "bold"
    missing = await stage.refused("copyMessage", chat_id=budi, from_chat_id=ani, message_id=999)
    assert missing == "Bad Request: message to copy not found"


@staged
async def test_the_flood_model_is_switched_on_by_request(stage: Stage) -> None:
    ani = await stage.person()
    await stage.people.flood(True)
    for _ in range(3):
        await stage.send(ani, "x")
    refused = await stage.call("sendMessage", chat_id=ani, text="x")
    assert refused["error_code"] == 429
    assert refused["parameters"]["retry_after"] >= 1
    assert (await stage.call("sendChatAction", chat_id=ani, action="typing"))["ok"]


@staged
async def test_commands_are_kept_per_scope_and_checked(stage: Stage) -> None:
    ani = await stage.person()
    await stage.ok("setMyCommands", commands=[{"command": "bantuan", "description": "Bantuan"}])
    scope = {"type": "chat", "chat_id": ani}
    await stage.ok("setMyCommands", commands=[{"command": "tugas", "description": "Tugas"}], scope=scope)
    assert (await stage.people.chat(ani))["commands"] == [{"command": "tugas", "description": "Tugas"}]
    await stage.ok("deleteMyCommands", scope=scope)
    assert [c["command"] for c in (await stage.people.chat(ani))["commands"]] == ["bantuan"]
    assert await stage.ok("getMyCommands", scope=scope) == []
    for command, words in (
        ({"command": "Tugas Saya", "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "x" * 33, "description": "x"}, "BOT_COMMAND_INVALID"),
        ({"command": "x", "description": ""}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"command": "x", "description": "x" * 257}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ):
        assert await stage.refused("setMyCommands", commands=[command]) == f"Bad Request: {words}"
    missing = {"type": "chat", "chat_id": 5}
    assert await stage.refused("setMyCommands", commands=[], scope=missing) == "Bad Request: chat not found"
