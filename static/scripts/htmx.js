import htmx from "htmx.org/dist/htmx.esm.js";

// An answer that says "no" with a form in it is shown, so that errors stand at their fields.
document.addEventListener("htmx:beforeSwap", (event) => {
  if ([400, 409, 422].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

export default htmx;
