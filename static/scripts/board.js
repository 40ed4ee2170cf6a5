// Who opens a referral beside the board goes on in it, and who closes it goes on at its card.
let opened = "";

export function startBoard(scope) {
  if (scope.id !== "board") return;
  const title = scope.querySelector("#sheet-title");
  if (title) {
    opened = scope.querySelector(".wf-card--on h3 a")?.getAttribute("href") || "";
    title.focus();
  } else if (opened) {
    scope.querySelector(`.wf-card h3 a[href="${CSS.escape(opened)}"]`)?.focus();
    opened = "";
  }
}
