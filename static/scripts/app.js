// Every script here is a comfort: each page does its whole job without them.
import "./htmx.js";

import { startAddAnother } from "./add_another.js";
import { startBoard } from "./board.js";
import { startComponents } from "./components.js";
import { startDrafts } from "./drafts.js";
import { startLeave } from "./leave.js";
import { startNetLine } from "./net_line.js";
import { startOnce } from "./once.js";
import { startTimers } from "./timers.js";

startComponents(document);
startAddAnother(document);
startNetLine();
startLeave(document);
startDrafts(document);
startOnce();
startTimers(document);

document.addEventListener("htmx:afterSettle", (event) => {
  startComponents(event.target);
  startAddAnother(event.target);
  startDrafts(event.target);
  startTimers(event.target);
  startBoard(event.target);
});
