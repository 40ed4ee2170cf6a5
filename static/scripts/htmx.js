import htmx from "htmx.org/dist/htmx.esm.js";

// An answer that says "no" with a form in it is shown, so that errors stand at their fields. A whole
// page that says "no" is not put into a part of this one: its sentence is read out, and what stands
// here, typed words too, stays as it is.
const region = () => document.querySelector("[data-trouble]");
const away = "We could not reach the service. Nothing was changed. Try again in a minute.";
const ended = "You are signed out. Save, sign in again, and you go on where you were.";
const again = "You are signed out. Load this page again to sign in.";
const typed = "What you typed is still on this page.";

function say(words, from) {
  const place = region();
  if (!place) return;
  const said = words && from?.closest("form") ? `${words} ${typed}` : words;
  if (place.textContent !== said) place.textContent = said; // said once, however often it is tried
}

const isPage = (answer) => /<html[\s>]/i.test(answer.responseText || "");

function sentence(answer) {
  const page = new DOMParser().parseFromString(answer.responseText || "", "text/html");
  const wrong = page.querySelector(".govuk-error-summary li");
  const parts = wrong ? [wrong] : [page.querySelector("main h1"), page.querySelector("main p")];
  const words = parts.map((part) => (part?.textContent || "").replace(/\s+/g, " ").trim()).filter(Boolean);
  return isPage(answer) && words.length ? words.map((said) => said.replace(/([^.?!])$/, "$1.")).join(" ") : away;
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const answer = event.detail.xhr;
  // The way in is not put into a part of this page either.
  if (new URL(answer.responseURL || location.href, location.href).pathname === "/sign-in/") {
    event.detail.shouldSwap = false;
    const asked = event.detail.requestConfig.elt;
    say(asked.closest("form") ? ended : again, asked);
    return;
  }
  if ([400, 409, 422].includes(answer.status) && !isPage(answer)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
  if (!event.detail.isError) say("");
});
document.addEventListener("htmx:responseError", (event) =>
  say(sentence(event.detail.xhr), event.detail.elt),
);
for (const lost of ["htmx:sendError", "htmx:timeout"])
  document.addEventListener(lost, (event) => say(away, event.detail.elt));

export default htmx;
