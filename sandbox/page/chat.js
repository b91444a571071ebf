"use strict";
// Turns messages into elements. Nothing from a chat is ever read as HTML: text and entities become nodes.

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span", text_link: "a",
};

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function wrapper(entity) {
  const node = make(TAGS[entity.type] || "span", entity.type === "spoiler" ? "spoiler" : "");
  if (entity.type === "text_link" && /^(https?|tg|mailto):/.test(entity.url)) {
    node.href = entity.url;
    node.target = "_blank";
    node.rel = "noreferrer";
  }
  return node;
}

// Entities nest and come sorted by place, the longer first; offsets are UTF-16 units, as in JavaScript itself.
function rich(text, entities, from = 0, to = text.length) {
  const box = document.createDocumentFragment();
  let place = from;
  for (let n = 0; n < entities.length; n++) {
    const entity = entities[n];
    const end = Math.min(entity.offset + entity.length, to);
    if (entity.offset < place) continue;
    box.append(text.slice(place, entity.offset));
    const inner = entities.slice(n + 1).filter((other) => other.offset + other.length <= end);
    const node = wrapper(entity);
    node.append(rich(text, inner, entity.offset, end));
    box.append(node);
    place = end;
  }
  box.append(text.slice(place, to));
  return box;
}

function size(bytes) {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1000))} kB`;
  return `${(bytes / 1e6).toFixed(1).replace(".", ",")} MB`;
}

function fileNode(entry) {
  const link = make("a", "file");
  link.href = `/sim/file?id=${encodeURIComponent(entry.file.id)}`;
  link.target = "_blank";
  if (entry.kind === "photo") {
    const picture = make("img");
    picture.src = link.href;
    picture.alt = entry.file.name;
    link.append(picture);
  } else {
    link.textContent = `${entry.file.name} · ${size(entry.file.size)}`;
  }
  return link;
}

function buttonRows(rows, press) {
  const box = make("div", "rows");
  for (const row of rows) {
    const line = make("div", "row");
    for (const button of row) {
      const node = make("button", button.style || "", button.text);
      node.type = "button";
      node.onclick = () => press(button);
      line.append(node);
    }
    box.append(line);
  }
  return box;
}

function messageNode(entry, quoted, acts) {
  const mine = acts.mine(entry);
  const node = make("div", `message${mine ? " mine" : ""}${entry.deleted ? " gone" : ""}`);
  const bubble = make("div", "bubble");
  if (acts.group && !mine) bubble.append(make("b", "", entry.by));
  if (quoted) bubble.append(make("div", "quote", quoted.text || "berkas"));
  if (entry.deleted) bubble.append("Pesan dihapus");
  else {
    if (entry.file) bubble.append(fileNode(entry));
    if (entry.contact) bubble.append(`${entry.contact.first_name} · ${entry.contact.phone_number}`);
    const words = make("div", "words");
    words.append(rich(entry.text, entry.entities));
    bubble.append(words);
  }
  const marks = [entry.at.slice(11, 16).replace(":", ".")];
  if (entry.edited_at) marks.unshift("diubah");
  if (entry.silent) marks.unshift("tanpa bunyi");
  const meta = make("div", "meta", marks.join(" · "));
  if (!entry.deleted) {
    const reply = make("button", "", "balas");
    reply.onclick = () => acts.reply(entry);
    meta.prepend(reply);
    if (mine && entry.text) {
      const edit = make("button", "", "ubah");
      edit.onclick = () => acts.edit(entry);
      meta.prepend(edit);
    }
  }
  bubble.append(meta);
  node.append(bubble);
  if (entry.rows.length) node.append(buttonRows(entry.rows, (button) => acts.press(entry, button)));
  return node;
}
