// The review beside the original: item and place lead to each other, keys work, actions change only what they touch.
// Without this script every button is a form and every item a link, so the review works all the same.

import { makeCombo } from "./combo.js";

const review = document.querySelector("[data-review]");
const text = document.getElementById("nc-text");
const panes = review.querySelector(".nc-review__panes");
const said = review.querySelector("[data-said]");
const narrow = window.matchMedia("(max-width: 62.49rem)");
const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
review.classList.add("nc-has-script");
panes.dataset.showing = "items";

const items = () => [...review.querySelectorAll(".nc-item[data-item]")];
const shown = () => items().filter((item) => item.getClientRects().length);
const current = () => review.querySelector('.nc-item[aria-current="true"]');
const marksOf = (key) => [...text.querySelectorAll(`[data-items~="${key}"]`)];
const visible = (marks) => marks.find((mark) => mark.getClientRects().length);

function say(words, isError = false) {
  if (!said) return;
  said.textContent = words;
  said.classList.toggle("is-error", isError);
  if (words && said.getClientRects().length) bring(said);
}

function showPane(name) {
  panes.dataset.showing = name;
  for (const link of review.querySelectorAll("[data-pane]")) {
    if (link.dataset.pane === name) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

// Scrolls the pane around the element and nothing else, so that the bar above stays in sight.
function bring(element, where = "nearest") {
  const pane = element.closest(".nc-text, .nc-items");
  if (!pane || narrow.matches) {
    element.scrollIntoView({ block: where, behavior: "instant" });
    return;
  }
  const box = element.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  const above = pane.querySelector(".nc-tools")?.offsetHeight ?? 0;
  const top = box.top - frame.top - above - 12;
  const bottom = box.bottom - frame.bottom + 12;
  let by = 0;
  const sideways = box.left < frame.left ? box.left - frame.left - 12 : Math.max(0, Math.min(box.right - frame.right + 12, box.left - frame.left - 12));
  if (where === "center") by = box.top - frame.top - pane.clientHeight / 3;
  else if (top < 0) by = top;
  else if (bottom > 0) by = Math.min(bottom, top);
  pane.scrollBy({ top: by, left: sideways, behavior: calm.matches ? "auto" : "smooth" });
}

function light(key) {
  for (const mark of text.querySelectorAll(".is-current")) mark.classList.remove("is-current");
  const marks = marksOf(key);
  for (const mark of marks) mark.classList.add("is-current");
  return visible(marks);
}

function select(item, { focus = true, scrollText = true } = {}) {
  current()?.removeAttribute("aria-current");
  if (!item) return;
  item.setAttribute("aria-current", "true");
  item.closest("details").open = true;
  const mark = light(item.dataset.item);
  if (scrollText && !narrow.matches) {
    if (mark) bring(mark, "center");
    else showOnPage(item);
  }
  if (focus) item.focus({ preventScroll: true });
  bring(item);
}

function step(by) {
  const list = shown();
  if (!list.length) return;
  const at = list.indexOf(current());
  select(list[at < 0 ? 0 : Math.min(list.length - 1, Math.max(0, at + by))]);
}

// The next one that nobody has looked at, from here on and then from the top.
function nextUnseen(after) {
  const list = shown();
  const at = list.indexOf(after);
  const ordered = [...list.slice(at + 1), ...list.slice(0, at)];
  return ordered.find((item) => item.classList.contains("nc-item--unseen")) ?? list[at + 1] ?? after;
}

// The next one that is doubtful and that nobody has looked at; without any, the next unseen one.
function nextDoubtful(after) {
  const list = shown();
  const at = list.indexOf(after);
  const ordered = [...list.slice(at + 1), ...list.slice(0, Math.max(at, 0))];
  return ordered.find((item) => item.hasAttribute("data-doubtful")) ?? nextUnseen(after);
}

function replacePieces(pieces) {
  for (const [id, html] of Object.entries(pieces)) {
    const old = document.getElementById(id);
    if (!old) continue;
    const wasCurrent = old.getAttribute("aria-current");
    const holder = document.createElement("template");
    holder.innerHTML = html.trim();
    const fresh = holder.content.firstElementChild;
    if (wasCurrent) fresh.setAttribute("aria-current", wasCurrent);
    old.replaceWith(fresh);
    prepare(fresh);
  }
}

async function ask(url, options = {}) {
  const response = await fetch(url, { ...options, headers: { Accept: "application/json" } });
  if (!(response.headers.get("Content-Type") ?? "").includes("json")) throw new Error(String(response.status));
  const answer = await response.json();
  replacePieces(answer.replace);
  for (const [key, state] of Object.entries(answer.states)) {
    for (const mark of marksOf(key)) mark.classList.toggle("is-rejected", state === "rejected");
  }
  say(answer.text, answer.isError);
  hideSpentButtons();
  if (answer.shape && answer.shape !== review.dataset.shape) await refresh();
  return { ok: response.ok, answer };
}

// Tasks came, went or moved, by this officer's act or a colleague's: list and text are fetched anew.
// A form that is open elsewhere stays as it is, with what was typed.
async function refresh() {
  const response = await fetch(window.location.pathname);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("[data-review]");
  if (!response.ok || !fresh) return;
  const open = review.querySelector("[data-editing]");
  const key = current()?.dataset.item;
  for (const id of ["nc-items-body", "nc-text-body"]) {
    document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
  }
  review.dataset.shape = fresh.dataset.shape;
  prepare(document.getElementById("nc-items-body"));
  if (open) document.getElementById(open.id)?.replaceWith(open);
  showRejected();
  hideSpentButtons();
  for (const sheet of sheets?.querySelectorAll("[data-drawn]") ?? []) {
    delete sheet.dataset.drawn;
    drawBoxes(sheet);
  }
  const again = key && document.getElementById(`item-${key}`);
  if (again) again.setAttribute("aria-current", "true");
}

// "Confirm all" has nothing left to do once its group was looked at.
function hideSpentButtons() {
  for (const group of review.querySelectorAll(".nc-group")) {
    const button = group.querySelector(".nc-group__all");
    if (button) button.hidden = !group.querySelector(".nc-item--unseen");
  }
}

async function send(form, submitter) {
  const item = form.closest(".nc-item");
  const data = new FormData(form, submitter);
  const isEdit = form.classList.contains("nc-edit");
  form.setAttribute("aria-busy", "true");
  try {
    const { ok, answer } = await ask(form.action, { method: "POST", body: data });
    const key = answer.item ?? item?.dataset.item;
    const fresh = key && document.getElementById(`item-${key}`);
    if (!fresh) {
      if (!current()) select(shown()[0]);
      return;
    }
    if (fresh.hasAttribute("data-editing")) focusForm(fresh);
    else if (form.classList.contains("nc-parts")) select(fresh);
    else if (ok && item && (isEdit || ["confirm", "reject"].includes(data.get("do")))) select(nextUnseen(fresh));
    else select(fresh);
  } catch {
    say(review.dataset.offline, true);
  } finally {
    form.removeAttribute("aria-busy");
  }
}

function focusForm(item) {
  select(item, { focus: false });
  const field = item.querySelector(".nc-field--error :is(input, textarea, select)") ??
    item.querySelector(".nc-edit :is(textarea, input:not([type=hidden]), select)");
  field?.focus({ preventScroll: true });
  bring(item);
}

async function edit(link) {
  if (!link) return;
  const { id } = link.closest(".nc-item");
  try {
    await ask(link.dataset.edit);
    focusForm(document.getElementById(id));
  } catch {
    say(review.dataset.offline, true);
  }
}

// The item as it stands on the server, so that nothing typed and given up remains.
async function cancel(item) {
  try {
    const { id } = item;
    await ask(review.dataset.show.replace(/0\/$/, `${item.dataset.item}/`));
    select(document.getElementById(id));
  } catch {
    say(review.dataset.offline, true);
  }
}

review.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-act]")) return;
  event.preventDefault();
  if (event.target.getAttribute("aria-busy") !== "true") send(event.target, event.submitter);
});

review.addEventListener("click", (event) => {
  const box = event.target.closest(".nc-box");
  if (box) pick(box);
  const target = event.target.closest("a, .nc-item");
  if (!target) return;
  const item = target.closest(".nc-item[data-item]");
  if (target.matches("[data-edit]")) {
    event.preventDefault();
    edit(target);
  } else if (target.matches("[data-cancel]")) {
    event.preventDefault();
    cancel(item);
  } else if (target.matches("[data-show-mark]")) {
    event.preventDefault();
    select(item, { focus: false });
    showPlace(item);
  } else if (target.matches(".nc-mark")) {
    event.preventDefault();
    pick(target);
  } else if (target.matches("[data-pane]")) {
    event.preventDefault();
    showPane(target.dataset.pane);
  } else if (target.matches("[data-only-doubtful]")) {
    event.preventDefault();
    const on = review.dataset.only !== "doubtful";
    review.dataset.only = on ? "doubtful" : "";
    if (on) target.setAttribute("aria-current", "true");
    else target.removeAttribute("aria-current");
    select(shown()[0], { focus: false });
  } else if (item && !event.target.closest("button, input, select, textarea, label, summary, form")) {
    select(item, { focus: true });
  }
});

function showRejected() {
  for (const item of review.querySelectorAll(".nc-item--rejected[data-item]")) {
    for (const mark of marksOf(item.dataset.item)) mark.classList.add("is-rejected");
  }
}

function showPlace(item) {
  if (narrow.matches) showPane("text");
  const mark = visible(marksOf(item.dataset.item));
  if (!mark) {
    showOnPage(item);
    return;
  }
  bring(mark, "center");
  mark.focus({ preventScroll: true });
}

// The pages of the original. Pictures load when they come near; the boxes of a page come with it.
const sheets = document.getElementById("nc-pages");
const sheetOf = (item) => sheets?.querySelector(`[data-sheet="${item.dataset.page}"]`);

async function drawBoxes(sheet) {
  if (sheet.dataset.drawn) return;
  sheet.dataset.drawn = "yes";
  try {
    const response = await fetch(sheet.dataset.boxes, { headers: { Accept: "application/json" } });
    const found = await response.json();
    for (const old of sheet.querySelectorAll(".nc-box")) old.remove();
    for (const item of found.items) {
      for (const [left, top, width, height] of item.boxes) {
        const box = document.createElement("span");
        box.className = `nc-box nc-box--${item.kind}`;
        box.classList.toggle("is-rejected", item.isRejected);
        box.classList.toggle("is-current", current()?.dataset.item === String(item.item));
        box.dataset.items = item.item;
        Object.assign(box.style, { left: `${left * 100}%`, top: `${top * 100}%`, width: `${width * 100}%`, height: `${height * 100}%` });
        sheet.firstElementChild.append(box);
      }
    }
  } catch {
    delete sheet.dataset.drawn;
  }
}

async function showOnPage(item) {
  const sheet = sheetOf(item);
  if (!sheet || text.dataset.view !== "pages") return;
  await drawBoxes(sheet);
  if (current() !== item) return;
  bring(visible(marksOf(item.dataset.item)) ?? sheet, "center");
}

function setView(view) {
  text.dataset.view = view;
  for (const button of text.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === view));
  if (current()) select(current(), { focus: false });
}

function setZoom(isLarge) {
  sheets.classList.toggle("is-large", isLarge);
  text.querySelector("[data-zoom]").setAttribute("aria-pressed", String(isLarge));
  for (const picture of sheets.querySelectorAll("img")) {
    picture.dataset.fit ??= picture.getAttribute("src");
    picture.src = isLarge ? picture.dataset.large : picture.dataset.fit;
  }
  if (current()) select(current(), { focus: false });
}

if (sheets) {
  text.querySelector("[data-viewer]").hidden = false;
  text.dataset.view = "pages";
  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) drawBoxes(entry.target);
  }, { rootMargin: "400px" });
  for (const sheet of sheets.children) near.observe(sheet);
  text.addEventListener("click", (event) => {
    const button = event.target.closest("[data-view], [data-zoom]");
    if (!button || button === text) return;
    if (button.dataset.view) setView(button.dataset.view);
    else setZoom(button.getAttribute("aria-pressed") !== "true");
  });
  // A picture that cannot be drawn says so in its words; the text is a click away.
  sheets.addEventListener("error", (event) => event.target.closest(".nc-sheet")?.classList.add("is-undrawn"), true);
}

// Where marks lie over each other a second click goes on to the wider one.
function pick(mark) {
  const keys = mark.dataset.items.trim().split(" ");
  const at = keys.indexOf(current()?.dataset.item ?? "");
  const item = document.getElementById(`item-${keys[(at + 1) % keys.length]}`);
  if (!item) return;
  if (narrow.matches) showPane("items");
  select(item, { scrollText: false });
  bring(item);
}

document.addEventListener("keydown", (event) => {
  if (review.dataset.keys === "off") return;
  const within = event.target === document.body || review.contains(event.target);
  if (event.key === "Escape" && event.target.closest?.("[data-editing]")) {
    if (!event.defaultPrevented) cancel(event.target.closest(".nc-item"));
    return;
  }
  if (event.key === "Enter" && event.target.matches?.(".nc-edit textarea") && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.target.form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (!within || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key === "Enter" && event.target.closest?.("a, button, summary")) return;
  const press = (name) => current()?.querySelector(`[data-key="${name}"]`)?.click();
  const actions = {
    j: () => step(1),
    k: () => step(-1),
    Enter: () => (current()?.querySelector('[data-key="Enter"]') ? press("Enter") : step(1)),
    e: () => edit(current()?.querySelector('[data-key="e"]')),
    s: () => edit(current()?.querySelector('[data-key="s"]')),
    x: () => press("x"),
    n: () => select(nextDoubtful(current())),
    v: () => sheets && setView(text.dataset.view === "pages" ? "text" : "pages"),
    d: () => review.querySelector("[data-only-doubtful]")?.click(),
    a: () => current()?.closest(".nc-group")?.querySelector(".nc-group__all:not([hidden]) button")?.click(),
    z: () => review.querySelector("[data-undo-button]")?.click(),
  };
  if (!actions[key]) return;
  event.preventDefault();
  actions[key]();
});

function prepare(root) {
  for (const box of root.querySelectorAll("[data-combo]")) makeCombo(box);
}

prepare(review);
showRejected();
const editing = review.querySelector("[data-editing]");
const linked = window.location.hash.startsWith("#item-") ? document.getElementById(window.location.hash.slice(1)) : null;
if (editing) focusForm(editing);
else if (linked) select(linked, { focus: true });
else if (said) select(shown()[0], { focus: !narrow.matches });
