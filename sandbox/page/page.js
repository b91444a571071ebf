"use strict";
// The page: people on the left, the chosen chat in the middle, the clock on the right.

const $ = (id) => document.getElementById(id);
const COLOURS = ["#3f7cac", "#8a5a83", "#5c8a4d", "#b07d2b", "#b5544a", "#4b7f83"];
const state = { bot: "", chosen: null, people: [], groups: [], seen: {}, chat: null, reply: null, editing: null };

async function ask(path, wish) {
  const options = wish && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(wish) };
  const answer = await fetch(path, options);
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.error || found.description);
  return found;
}

function attempt(act) {
  return async (...rest) => {
    try { await act(...rest); } catch (error) { showToast(error.message, true); }
  };
}

function showToast(text, alert) {
  $("toast").textContent = text;
  $("toast").className = alert ? "alert" : "";
  $("toast").hidden = false;
  clearTimeout(showToast.timer);
  if (!alert) showToast.timer = setTimeout(() => ($("toast").hidden = true), 3500);
}
$("toast").onclick = () => ($("toast").hidden = true);

const initials = (name) => name.split(" ").slice(0, 2).map((word) => word[0] || "").join("").toUpperCase();

function personLine(person) {
  const item = make("li");
  const button = make("button");
  const face = make("span", "face", initials(person.name));
  face.style.background = COLOURS[Math.abs(person.id) % COLOURS.length];
  const who = make("span", "who");
  who.append(make("b", "", person.name), make("small", "", person.note));
  button.append(face, who);
  if (person.last_seq > (state.seen[person.id] || 0) && person.id !== state.chosen) button.append(make("span", "badge", "baru"));
  button.onclick = () => choose(person.id);
  item.append(button);
  item.setAttribute("aria-current", person.id === state.chosen);
  return item;
}

async function loadPeople() {
  const found = await ask("/sim/people");
  state.bot = found.bot.username;
  state.people = found.people.map((person) => ({ ...person, note: noteOf(person) }));
  state.groups = found.groups.map((group) => ({ ...group, name: group.title, note: "grup", last_seq: 0 }));
  drawPeople();
  return found.seq;
}

function noteOf(person) {
  if (person.blocked) return "memblokir bot";
  if (!person.started) return "belum menekan Mulai";
  return person.username ? `@${person.username}` : person.phone || `id ${person.id}`;
}

function drawPeople() {
  const wanted = $("search").value.toLowerCase();
  const shown = [...state.people, ...state.groups].filter((one) => one.name.toLowerCase().includes(wanted));
  $("people").replaceChildren(...shown.map(personLine));
}

async function choose(id) {
  state.chosen = id;
  state.reply = state.editing = null;
  location.hash = id;
  drawPeople();
  await loadChat(true);
}

const isGroup = () => state.chosen < 0;

async function loadChat(fresh) {
  const person = state.people.find((one) => one.id === state.chosen);
  const group = state.groups.find((one) => one.id === state.chosen);
  if (!person && !group) return;
  $("title").textContent = (person || group).name;
  $("subtitle").textContent = person ? noteOf(person) : "grup (hanya dibaca di halaman ini)";
  const open = group || person.started;
  $("starter").hidden = Boolean(open && !(person && person.blocked));
  $("composer").hidden = !open || Boolean(group) || person.blocked;
  $("block").hidden = !person || !person.started || person.blocked;
  $("transcript").href = `/sim/transcript?chat=${state.chosen}`;
  if (!open) { $("messages").replaceChildren(); $("keys").hidden = true; $("commands").replaceChildren(); return; }
  state.chat = await ask(`/sim/chat?chat=${state.chosen}`);
  state.seen[state.chosen] = state.chat.seq;
  drawChat(fresh);
}

function drawChat(fresh) {
  const box = $("messages");
  const low = fresh || box.scrollHeight - box.scrollTop - box.clientHeight < 80;
  const byId = new Map(state.chat.entries.filter((entry) => entry.entry === "message").map((entry) => [entry.message, entry]));
  const nodes = [];
  let day = "";
  for (const entry of state.chat.entries) {
    if (entry.at.slice(0, 10) !== day) {
      day = entry.at.slice(0, 10);
      nodes.push(make("div", "day", longDay(entry.at)));
    }
    if (entry.entry === "note") nodes.push(make("div", "note", entry.text));
    else if (entry.entry === "press") nodes.push(make("div", "pressed", `menekan ${entry.label}${entry.toast ? ` → ${entry.toast}` : ""}`));
    else nodes.push(messageNode(entry, byId.get(entry.reply_to), acts()));
  }
  box.replaceChildren(...nodes);
  drawKeys();
  drawCommands();
  if (low) box.scrollTop = box.scrollHeight;
}

function acts() {
  return {
    group: isGroup(),
    mine: (entry) => !entry.by_bot && !isGroup(),
    press: attempt(async (entry, button) => {
      const found = await ask("/sim/press", { person: state.chosen, message: entry.message, label: button.text, wait: 10 });
      if (!found.data) return openButton(button);
      if (!found.answered) showToast("Bot belum menjawab tombol ini.");
      else if (found.toast) showToast(found.toast, found.alert);
    }),
    reply: (entry) => answer(entry, false),
    edit: (entry) => { answer(entry, true); $("text").value = entry.text; },
  };
}

// A link back to this bot means Start, which must not lead to the real Telegram.
const startPayload = (link) => link.match(/^(?:https:\/\/)?t\.me\/(\w+)\?start=([\w-]*)$/);

function openButton(button) {
  const link = button.url && startPayload(button.url);
  if (link && link[1] === state.bot) return ask("/sim/start", { person: state.chosen, payload: link[2] });
  if (button.url) window.open(button.url, "_blank", "noreferrer");
  else if (button.copy_text) { navigator.clipboard?.writeText(button.copy_text.text); showToast(`Disalin: ${button.copy_text.text}`); }
}

function answer(entry, editing) {
  state.reply = editing ? null : entry && entry.message;
  state.editing = editing ? entry.message : null;
  $("answering").hidden = !entry;
  if (entry) $("answering").firstElementChild.textContent = `${editing ? "Mengubah" : "Membalas"}: ${entry.text.slice(0, 80) || "berkas"}`;
  $("text").focus();
}
$("answering").lastElementChild.onclick = () => { answer(null, false); $("text").value = ""; };

function drawKeys() {
  const keyboard = state.chat.keyboard;
  $("keys").hidden = !keyboard || isGroup();
  if (!keyboard) { $("text").placeholder = "Tulis pesan"; return; }
  $("text").placeholder = keyboard.input_field_placeholder || "Tulis pesan";
  const press = attempt((button) => ask("/sim/key", { person: state.chosen, label: button.text }));
  $("keys").replaceChildren(buttonRows(keyboard.keyboard, press));
}

function drawCommands() {
  $("commands").replaceChildren(...(state.chat.commands || []).map((command) => {
    const item = make("li");
    const button = make("button", "", `/${command.command}`);
    button.onclick = attempt(() => ask("/sim/say", { person: state.chosen, text: `/${command.command}` }));
    item.append(button, make("small", "", command.description));
    return item;
  }));
}

const longDay = (at) => new Date(`${at.slice(0, 10)}T12:00:00Z`).toLocaleDateString("id-ID", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

$("composer").onsubmit = (event) => { event.preventDefault(); send(); };
const send = attempt(async () => {
  const text = $("text").value.trim();
  if (!text) return;
  const wish = { person: state.chosen, text };
  if (state.editing) await ask("/sim/edit", { ...wish, message: state.editing });
  else await ask("/sim/say", { ...wish, reply_to: state.reply || 0 });
  $("text").value = "";
  answer(null, false);
});
$("text").onkeydown = (event) => {
  if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); send(); }
};
$("starter").onsubmit = attempt(async (event) => {
  event.preventDefault();
  await ask("/sim/start", { person: state.chosen, payload: $("payload").value.trim().replace(/^.*[?&]start=/, "") });
  $("payload").value = "";
});
$("contact").onclick = attempt(() => ask("/sim/contact", { person: state.chosen, force: true }));
$("block").onclick = attempt(() => ask("/sim/block", { person: state.chosen }));
$("search").oninput = drawPeople;
$("newcomer").onsubmit = attempt(async (event) => {
  event.preventDefault();
  const form = event.target;
  const [first, ...rest] = form.elements.name.value.trim().split(" ");
  const made = await ask("/sim/person", { first_name: first, last_name: rest.join(" "), phone: form.elements.phone.value });
  form.reset();
  await loadPeople();
  await choose(made.id);
});

for (const kind of ["document", "photo"]) {
  $(kind).onchange = attempt(async (event) => {
    const form = new FormData();
    form.append("person", state.chosen);
    form.append("kind", kind);
    form.append("caption", $("text").value.trim());
    for (const file of event.target.files) form.append("file", file);
    event.target.value = "";
    const answer = await fetch("/sim/upload", { method: "POST", body: form });
    if (!answer.ok) throw new Error((await answer.json()).error);
    $("text").value = "";
  });
}

// -- the clock -- shown between two readings by carrying on at the same speed
const clock = { text: "", at: 0, read: 0, speed: 1 };

async function readClock(wish) {
  const body = wish && new URLSearchParams(wish);
  const answer = await fetch("/clock", body ? { method: "POST", body } : {});
  clock.text = await answer.text();
  clock.speed = Number(answer.headers.get("X-Clock-Speed"));
  clock.at = Date.parse(`${clock.text.slice(0, 19)}Z`);
  clock.offset = clock.text.match(/([+-]\d\d:\d\d)(:\d\d)?$/)?.[1] || "+00:00";
  clock.read = performance.now();
  if (document.activeElement !== $("speed")) $("speed").value = String(clock.speed);
  drawClock();
}

function drawClock() {
  const wall = new Date(clock.at + (performance.now() - clock.read) * clock.speed).toISOString();
  $("time").textContent = wall.slice(11, 16).replace(":", ".");
  $("day").textContent = longDay(wall);
}

const MOVES = {
  hour: () => ({ advance: 3600 }),
  day: () => ({ advance: 86400 }),
  morning: () => {
    const wall = new Date(clock.at + (performance.now() - clock.read) * clock.speed + 86400000).toISOString();
    return { set: `${wall.slice(0, 10)}T07:30:00${clock.offset}` };
  },
};
for (const button of document.querySelectorAll("[data-move]")) {
  button.onclick = attempt(() => readClock(MOVES[button.dataset.move]()));
}
$("speed").onchange = attempt((event) => readClock({ speed: event.target.value }));

async function follow() {
  let seq = await loadPeople();
  const wanted = Number(location.hash.slice(1)) || state.people[0]?.id;
  if (wanted) await choose(wanted);
  for (;;) {
    try {
      const news = await ask(`/sim/wait?after=${seq}&timeout=25`);
      seq = news.seq;
      await loadPeople();
      if (news.events.some((event) => event.chat === state.chosen)) await loadChat(false);
    } catch {
      await new Promise((done) => setTimeout(done, 1000));
    }
  }
}

readClock();
setInterval(drawClock, 250);
setInterval(() => readClock().catch(() => {}), 5000);
follow();
