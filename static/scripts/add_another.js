// <div data-add-another="prefix"> around a formset. Without this script the same button posts the form and
// the server answers with one more row.
function renumber(row, prefix, index) {
  for (const node of [row, ...row.querySelectorAll("*")])
    for (const name of node.getAttributeNames()) {
      const value = node.getAttribute(name);
      if (value.includes("__prefix__")) node.setAttribute(name, value.replaceAll("__prefix__", index));
    }
  for (const number of row.querySelectorAll("[data-row-number]")) number.textContent = index + 1;
}

function start(box) {
  if (box.dataset.addAnotherStarted) return;
  box.dataset.addAnotherStarted = "yes";
  const prefix = box.dataset.addAnother;
  const total = box.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
  const most = Number(box.querySelector(`[name="${prefix}-MAX_NUM_FORMS"]`)?.value || 1000);
  const rows = box.querySelector("[data-rows]");
  const template = box.querySelector("template");
  const more = box.querySelector("[data-add-row]");
  if (!total || !rows || !template || !more) return;

  more.addEventListener("click", (event) => {
    event.preventDefault();
    const index = Number(total.value);
    if (index >= most) return;
    const row = template.content.firstElementChild.cloneNode(true);
    renumber(row, prefix, index);
    rows.append(row);
    total.value = String(index + 1);
    row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    document.dispatchEvent(new CustomEvent("htmx:afterSettle", { bubbles: true }));
  });

  rows.addEventListener("click", (event) => {
    const remove = event.target.closest("[data-remove-row]");
    if (!remove) return;
    event.preventDefault();
    const row = remove.closest("[data-row]");
    const mark = row.querySelector('input[name$="-DELETE"]');
    if (mark) mark.checked = true;
    row.hidden = true;
    more.focus();
  });
}

export function startAddAnother(scope) {
  for (const box of scope.querySelectorAll("[data-add-another]")) start(box);
}
