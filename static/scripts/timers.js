// <span data-until="2026-11-19T10:00:00Z">24h left</span> keeps itself true while the page is open.
const words = (until) => {
  const minutes = Math.round((until - Date.now()) / 60000);
  const size = Math.abs(minutes);
  const amount = size < 60 ? `${size} min` : `${Math.floor(size / 60)}h`;
  return minutes >= 0 ? `${amount} left` : `${amount} late`;
};

let ticking = false;

function tick() {
  for (const node of document.querySelectorAll("[data-until]")) {
    const until = Date.parse(node.dataset.until);
    if (!Number.isNaN(until) && node.textContent !== words(until)) node.textContent = words(until);
  }
}

export function startTimers(scope) {
  if (ticking || !scope.querySelector("[data-until]")) return;
  ticking = true;
  setInterval(tick, 30000);
}
