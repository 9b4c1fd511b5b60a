// Keeps the live page fresh by asking every few seconds, and sends its forms without leaving the page. What somebody
// is typing is carried over; what has no place any more goes into the note. Without this script every button still
// works, and the page is renewed by its link.
(() => {
  const EVERY = 5000;
  const LONG_SILENCE = 20000;
  // Nobody's keyboard is disturbed in the middle of a word: Vietnamese letters are put together as they are typed.
  const PAUSE_OF_TYPING = 1500;
  const page = document.querySelector(".nc-live");
  const status = document.getElementById("live-status");
  if (!page) return;
  const words = page.dataset;
  let lastHeard = Date.now();
  let lastKey = 0;
  let isComposing = false;
  let isSending = false;
  // How far the server's clock is ahead of this device's: clocks of phones differ.
  let ahead = 0;

  const compare = () => {
    ahead = Number(document.getElementById("live-now").dataset.at) - Date.now() / 1000;
  };
  const say = (text) => {
    if (status.textContent !== text) status.textContent = text;
  };
  const placeOf = (field) => `${field.form?.getAttribute("action")}|${field.name}`;
  const isTyped = (field) =>
    field.name && field.type !== "hidden" && field.type !== "submit" &&
    (field.tagName === "SELECT"
      ? [...field.options].some((option) => option.selected !== option.defaultSelected) && field.dataset.touched
      : field.value !== field.defaultValue);

  document.addEventListener("compositionstart", () => { isComposing = true; });
  document.addEventListener("compositionend", () => { isComposing = false; lastKey = Date.now(); });
  page.addEventListener("input", (event) => {
    lastKey = Date.now();
    event.target.dataset.touched = "1";
  });

  // Puts a region of the new page in the place of the old one, with what was typed, opened and focused in it.
  const renew = (old, fresh, sent) => {
    const typed = [...old.querySelectorAll("textarea, input, select")].filter(
      (field) => field.form !== sent && isTyped(field),
    );
    const kept = new Map(typed.map((field) => [placeOf(field), field.value]));
    const opened = [...old.querySelectorAll("details[id][open]")].filter((one) => !sent || !one.contains(sent) && !sent.contains(one));
    const ids = opened.map((one) => one.id);
    const active = old.contains(document.activeElement) ? document.activeElement : null;
    const focus = active && { id: active.id, start: active.selectionStart, end: active.selectionEnd };
    old.replaceWith(fresh);
    for (const id of ids) document.getElementById(id)?.setAttribute("open", "");
    for (const field of fresh.querySelectorAll("textarea, input, select")) {
      const value = kept.get(placeOf(field));
      if (value === undefined || field.type === "hidden") continue;
      field.value = value;
      field.dataset.touched = "1";
      kept.delete(placeOf(field));
    }
    rescue([...kept.values()]);
    if (focus?.id) {
      const again = document.getElementById(focus.id);
      again?.focus({ preventScroll: true });
      if (again && focus.start !== null && focus.start !== undefined) again.setSelectionRange?.(focus.start, focus.end);
    }
  };

  // A step that somebody else has ticked has no box any more: the words that were being typed for it become a note.
  const rescue = (texts) => {
    const note = document.getElementById("note-words");
    for (const text of texts.filter((one) => one.trim())) {
      if (note) note.value = note.value ? `${note.value}\n${text}` : text;
    }
  };

  const take = (html, sent = null) => {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    if (!fresh.querySelector("[data-live]")) return false;
    for (const old of page.querySelectorAll("[data-live]")) {
      const next = fresh.getElementById(old.id);
      if (next) renew(old, document.adoptNode(next), sent);
    }
    compare();
    tick();
    return fresh;
  };

  const look = async () => {
    if (!words.now || document.hidden || isSending || isComposing || Date.now() - lastKey < PAUSE_OF_TYPING) return;
    const mark = document.getElementById("live-now").dataset.mark;
    try {
      const answer = await fetch(`${words.now}?seen=${encodeURIComponent(mark)}`, {
        headers: { "X-Requested-With": "XMLHttpRequest" },
      });
      if (answer.status === 403 || answer.redirected) {
        say(words.signedOut);
        return;
      }
      if (!answer.ok) throw new Error(answer.statusText);
      lastHeard = Date.now();
      if (status.textContent === words.stale) say("");
      const html = answer.status === 204 ? "" : await answer.text();
      // Somebody may have begun to type, or pressed a button, while the answer was on its way.
      if (html && !isSending && !isComposing && Date.now() - lastKey >= PAUSE_OF_TYPING) take(html);
    } catch {
      if (Date.now() - lastHeard > LONG_SILENCE) say(words.stale);
    }
  };

  const send = async (form, button) => {
    const data = new FormData(form, button);
    isSending = true;
    form.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, { method: "POST", body: data });
      const fresh = take(await answer.text(), answer.ok ? form : null);
      if (!fresh) {
        say(words.signedOut);
        return;
      }
      lastHeard = Date.now();
      say([...fresh.querySelectorAll(".messages li")].map((one) => one.textContent.trim().replace(/\s+/g, " ")).join(" "));
      if (answer.ok && document.contains(form)) leave(form);
    } catch {
      say(words.unsent);
    } finally {
      isSending = false;
      form.removeAttribute("aria-busy");
    }
  };

  // The note was taken: its box is empty again. A correction's page goes back to the event.
  const leave = (form) => {
    if (form.querySelector("[name=corrects]")) {
      window.location.assign(window.location.pathname);
      return;
    }
    form.reset();
  };

  page.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-live-form]");
    if (!form) return;
    event.preventDefault();
    if (!isSending) send(form, event.submitter);
  });

  const tick = () => {
    for (const clock of page.querySelectorAll("[data-since]")) {
      const seconds = Math.max(0, Math.floor(Date.now() / 1000 + ahead - Number(clock.dataset.since)));
      const parts = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
      clock.textContent = parts.map((part) => String(part).padStart(2, "0")).join(":");
    }
  };

  compare();
  tick();
  setInterval(tick, 1000);
  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
})();
