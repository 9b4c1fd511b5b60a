// Keeps a number of the table, and where it comes from, as soon as its box is left; the button saves them, too.
(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;

  const save = async (row) => {
    const [value, note] = row.querySelectorAll("[data-value], [data-note]");
    const version = row.querySelector("[data-version]");
    const status = row.querySelector("[data-status]");
    const data = new FormData();
    data.set("csrfmiddlewaretoken", token);
    data.set("value", value.value);
    data.set("note", note.value);
    data.set("version", version.value);
    status.textContent = form.dataset.saving;
    try {
      const response = await fetch(row.dataset.figureUrl, {
        method: "POST",
        body: data,
        keepalive: true,
        headers: { "X-Requested-With": "XMLHttpRequest" },
      });
      if (response.status === 403) {
        status.textContent = form.dataset.signedOut;
        return;
      }
      const answer = await response.json();
      status.textContent = answer.message;
      if (response.ok) version.value = answer.version;
    } catch {
      status.textContent = form.dataset.unsaved;
    }
  };

  for (const row of form.querySelectorAll("[data-figure-url]")) {
    row.addEventListener("change", () => save(row));
  }
})();
