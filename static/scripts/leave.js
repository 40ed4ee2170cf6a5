// Someone may stand behind whoever asks for help: the page is gone at once, Back does not bring it
// back, and what was written is closed on this device.
export function startLeave(scope) {
  for (const link of scope.querySelectorAll("[data-leave]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      document.body.hidden = true;
      document.title = "Weather";
      const closing = new URLSearchParams({ csrfmiddlewaretoken: link.dataset.token });
      navigator.sendBeacon(link.dataset.leave, closing);
      location.replace(link.href);
    });
  }
}
