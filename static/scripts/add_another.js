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

const growers = new WeakMap();

// A draft that is put back may have more rows than the page that the server sent.
export function growFor(form, names) {
  for (const box of form.querySelectorAll("[data-add-another]")) {
    const start = `${box.dataset.addAnother}-`;
    const rows = names.filter((name) => name.startsWith(start));
    const last = Math.max(-1, ...rows.map((name) => parseInt(name.slice(start.length), 10) || 0));
    growers.get(box)?.(last + 1);
  }
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

  const add = () => {
    const index = Number(total.value);
    if (index >= most) return null;
    const row = template.content.firstElementChild.cloneNode(true);
    renumber(row, prefix, index);
    rows.append(row);
    total.value = String(index + 1);
    return row;
  };
  growers.set(box, (count) => {
    while (Number(total.value) < count && add());
  });

  more.addEventListener("click", (event) => {
    event.preventDefault();
    add()?.querySelector("input:not([type=hidden]), select, textarea")?.focus();
    more.form?.dispatchEvent(new Event("change", { bubbles: true }));
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
    mark?.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

export function startAddAnother(scope) {
  for (const box of scope.querySelectorAll("[data-add-another]")) start(box);
}
