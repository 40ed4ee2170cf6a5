// The line under the navigation: is there a signal, and are my words safe?
const line = () => document.querySelector("[data-net-line]");

export function say(words, { calm = true } = {}) {
  const bar = line();
  if (!bar) return;
  bar.hidden = false;
  bar.classList.toggle("wf-netbar--off", !calm);
  bar.querySelector("[data-net-on]").toggleAttribute("hidden", !calm);
  bar.querySelector("[data-net-off]").toggleAttribute("hidden", calm);
  const text = bar.querySelector("[data-net-words]");
  if (text.textContent !== words) text.textContent = words;
}

export function clockTime(date = new Date()) {
  const hours = date.getHours() % 12 || 12;
  const minutes = String(date.getMinutes()).padStart(2, "0");
  return `${hours}:${minutes}${date.getHours() < 12 ? "am" : "pm"}`;
}

export function startNetLine() {
  const tell = () => {
    if (!navigator.onLine) {
      const drafting = document.querySelector("form[data-autosave]");
      say(
        drafting
          ? "No signal. Your words are kept on this device. Keep this page open and save when the signal returns."
          : "No signal. You can read this page. Other pages open when the signal returns.",
        { calm: false },
      );
    } else if (line() && line().classList.contains("wf-netbar--off")) {
      say(`The signal is back, ${clockTime()}.`);
    }
  };
  window.addEventListener("online", tell);
  window.addEventListener("offline", tell);
  tell();
}
