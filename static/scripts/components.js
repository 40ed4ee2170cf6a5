import { SortableTable } from "@ministryofjustice/frontend/moj/components/sortable-table/sortable-table.mjs";
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  PasswordInput,
  Radios,
  SkipLink,
  createAll,
} from "govuk-frontend";

const components = [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  PasswordInput,
  Radios,
  SkipLink,
  SortableTable,
];

export function startComponents(scope) {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  // A component that meets its own element again throws; that element already works.
  const quietly = { onError: () => undefined };
  for (const Component of components) createAll(Component, undefined, { scope, ...quietly });
  closeOtherMenus();
}

let listening = false;

function closeOtherMenus() {
  if (listening) return;
  listening = true;
  const close = (event) => {
    for (const menu of document.querySelectorAll("details.wf-context[open]")) {
      if (event.key === "Escape") {
        menu.open = false;
        menu.querySelector("summary").focus();
      } else if (event.type === "click" && !menu.contains(event.target)) menu.open = false;
    }
  };
  document.addEventListener("click", close);
  document.addEventListener("keydown", close);
}
