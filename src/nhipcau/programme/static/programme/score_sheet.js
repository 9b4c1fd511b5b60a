// Saves each box of a score sheet by itself, a moment after the last key; what could not be sent is tried again.
(() => {
  const PAUSE = 800;
  const RETRY = 5000;
  const form = document.querySelector("form[data-sheet]");
  if (!form) return;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const status = form.querySelector("[data-status]");
  const total = form.querySelector("[data-total]");
  const waiting = new Map();
  let isSending = false;
  let timer = null;

  const faultOf = (name) => document.getElementById(`fault-${name.replace("points-", "")}`);
  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(send, pause);
  };

  async function send() {
    if (isSending || !waiting.size) return;
    isSending = true;
    const [name, value] = waiting.entries().next().value;
    const data = new FormData();
    data.set("csrfmiddlewaretoken", token);
    data.set("name", name);
    data.set("value", value);
    status.textContent = form.dataset.saving;
    let pause = 0;
    try {
      const response = await fetch(form.dataset.sheet, {
        method: "POST",
        body: data,
        headers: { "X-Requested-With": "XMLHttpRequest" },
      });
      if (response.redirected || response.status === 403) {
        status.textContent = form.dataset.signedOut;
        pause = RETRY;
      } else if (response.status >= 500) {
        throw new Error(response.statusText);
      } else {
        if (waiting.get(name) === value) waiting.delete(name);
        const answer = await response.json();
        faultOf(name).textContent = response.status === 422 ? answer.message : "";
        status.textContent = response.status === 422 ? "" : answer.message;
        if (response.ok) total.textContent = answer.total || "–";
      }
    } catch {
      status.textContent = form.dataset.unsaved;
      pause = RETRY;
    }
    isSending = false;
    if (waiting.size) later(pause);
  }

  form.addEventListener("input", (event) => {
    waiting.set(event.target.name, event.target.value);
    later(PAUSE);
  });
  form.addEventListener("submit", () => waiting.clear());
  window.addEventListener("beforeunload", (event) => {
    if (waiting.size) event.preventDefault();
  });
})();
