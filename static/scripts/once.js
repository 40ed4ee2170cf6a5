// A second press on a slow connection must not make a second thing.
const patience = 8000;

export function startOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
    const before = Number(form.dataset.sentAt || 0);
    if (Date.now() - before < patience) {
      event.preventDefault();
      return;
    }
    form.dataset.sentAt = String(Date.now());
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent-at]")) delete form.dataset.sentAt;
  });
}
