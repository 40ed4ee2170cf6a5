// <form data-autosave="name" [data-autosave-url="/…"]>: what is typed outlives a refresh, a lost signal
// or an expired sign-in. Drafts stay on this device, under the person who wrote them.
import { growFor } from "./add_another.js";
import { clockTime, say } from "./net_line.js";

const prefix = "wf-draft:";
const owner = () => document.body.dataset.person || "visitor";
const keyOf = (form) => `${prefix}${owner()}:${form.dataset.autosave}`;
const skipped = new Set(["password", "file", "hidden", "submit", "button", "image", "reset"]);

const fieldsOf = (form) =>
  [...form.elements].filter((field) => field.name && !skipped.has(field.type));

function read(form) {
  return fieldsOf(form).map((field) => {
    if (field.type === "checkbox" || field.type === "radio")
      return [field.name, field.value, field.checked];
    if (field.multiple)
      return [field.name, null, [...field.selectedOptions].map((option) => option.value)];
    return [field.name, null, field.value];
  });
}

function write(form, draft) {
  for (const [name, value, kept] of draft) {
    for (const field of fieldsOf(form).filter((each) => each.name === name)) {
      if (value !== null) {
        if (field.value === value) field.checked = kept;
      } else if (field.multiple) {
        for (const option of field.options) option.selected = kept.includes(option.value);
      } else field.value = kept;
    }
  }
}

function keep(form) {
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ at: Date.now(), draft: read(form) }));
    return true;
  } catch {
    return false;
  }
}

function kept(form) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(form)));
  } catch {
    return null;
  }
}

export function forget(begins) {
  for (const key of Object.keys(localStorage)) if (key.startsWith(begins)) localStorage.removeItem(key);
}

async function send(form) {
  const answer = await fetch(form.dataset.autosaveUrl, {
    method: "POST",
    body: new FormData(form),
    headers: { "X-Requested-With": "autosave" },
  });
  if (!answer.ok) throw new Error(`not saved: ${answer.status}`);
}

async function save(form) {
  const here = keep(form);
  const status = form.querySelector("[data-draft-status]") || document.querySelector("[data-draft-status]");
  let words = here ? `Kept on this device at ${clockTime()}` : "Not kept yet. Save before you leave.";
  if (form.dataset.autosaveUrl && navigator.onLine) {
    try {
      await send(form);
      words = `Saved at ${clockTime()}`;
    } catch {
      say("Your words are kept on this device. We could not reach the server just now.", { calm: false });
    }
  }
  if (status) status.textContent = words;
}

function restore(form) {
  const found = kept(form);
  // The server's answer with errors already holds what was typed, and is newer.
  if (!found || form.querySelector(".govuk-form-group--error")) return;
  const here = new Set(read(form).map((field) => JSON.stringify(field)));
  if (found.draft.every((field) => here.has(JSON.stringify(field)))) return;
  growFor(
    form,
    found.draft.map(([name]) => name),
  );
  write(form, found.draft);
  for (const mark of form.querySelectorAll('[data-row] input[name$="-DELETE"]:checked'))
    mark.closest("[data-row]").hidden = true;
  say(`Your words from ${clockTime(new Date(found.at))} are back on this page. They are not saved yet.`);
}

function start(form) {
  if (form.dataset.autosaveStarted) return;
  form.dataset.autosaveStarted = "yes";
  restore(form);
  let waiting;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => save(form), 700);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    keep(form);
    if (!navigator.onLine) {
      event.preventDefault();
      say("No signal. Your words are kept on this device. They send themselves when the signal returns.", {
        calm: false,
      });
      window.addEventListener("online", () => form.requestSubmit(event.submitter), { once: true });
    }
  });
}

export function startDrafts(scope) {
  // The page after a successful save names the draft that is now safe on the server.
  for (const done of document.querySelectorAll("[data-draft-done]"))
    forget(`${prefix}${owner()}:${done.dataset.draftDone}`);
  if (owner() !== "visitor")
    for (const key of Object.keys(localStorage))
      if (key.startsWith(prefix) && !key.startsWith(`${prefix}${owner()}:`) && !key.startsWith(`${prefix}visitor:`))
        localStorage.removeItem(key);
  // Somebody's sign-in has ended while they wrote: they read that nothing is lost. Not whose it is.
  const waiting = Object.keys(localStorage).some(
    (key) => key.startsWith(prefix) && !key.startsWith(`${prefix}visitor:`),
  );
  for (const note of document.querySelectorAll("[data-kept-here]")) note.hidden = !waiting;
  for (const form of scope.querySelectorAll("form[data-autosave]")) start(form);
  for (const form of scope.querySelectorAll("form[data-sign-out]"))
    form.addEventListener("submit", () => forget(prefix));
}
