// The upload form shows what was chosen and sends once; the import's page follows the reading.

const form = document.querySelector("[data-upload]");
if (form) {
  const area = form.querySelector(".nc-drop__area");
  const input = form.querySelector("input[type=file]");
  const name = form.querySelector("[data-upload-name]");
  const show = () => {
    if (input.files.length) name.textContent = input.files[0].name;
  };
  input.addEventListener("change", show);
  for (const kind of ["dragover", "dragleave", "drop"]) {
    area.addEventListener(kind, (event) => {
      event.preventDefault();
      area.classList.toggle("is-over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files.length) {
        input.files = event.dataTransfer.files;
        show();
      }
    });
  }
  form.addEventListener("submit", () => {
    form.querySelector("[data-upload-send]").disabled = true;
    form.querySelector("[data-upload-wait]").hidden = false;
  });
  window.addEventListener("pageshow", () => {
    form.querySelector("[data-upload-send]").disabled = false;
    form.querySelector("[data-upload-wait]").hidden = true;
  });
}

const line = document.querySelector("[data-progress]");
if (line) {
  const bar = line.querySelector("progress");
  const pages = line.querySelector("[data-progress-pages]");
  const look = async () => {
    try {
      const response = await fetch(line.dataset.progress, { headers: { Accept: "application/json" } });
      const work = await response.json();
      bar.value = work.percent;
      if (pages && pages.textContent !== work.text) pages.textContent = work.text;
      if (work.url || work.state === "failed" || work.state === "cancelled") {
        window.location.reload();
        return;
      }
    } catch {
      // The server may be starting again; the next look will tell.
    }
    window.setTimeout(look, 700);
  };
  look();
}
