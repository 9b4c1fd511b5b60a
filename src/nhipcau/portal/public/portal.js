// Comforts only: every page reads and works without this file.
"use strict";

const menu = document.querySelector(".languages");
if (menu) {
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
}

// The header comes back when the reader scrolls up, and stays out of the way otherwise.
const header = document.querySelector(".masthead");
let last = window.scrollY;
addEventListener("scroll", () => {
  const now = window.scrollY;
  if (Math.abs(now - last) < 8) return;
  header.classList.toggle("is-back", now < last && now > 200);
  last = now;
}, { passive: true });

const tools = document.querySelector(".tools");
if (tools) {
  tools.hidden = false;
  tools.querySelector("[data-print]").addEventListener("click", () => window.print());
  const share = tools.querySelector("[data-share]");
  const said = tools.querySelector("[role=status]");
  share.addEventListener("click", async () => {
    const page = { title: document.title, url: document.querySelector("link[rel=canonical]").href };
    try {
      if (navigator.share) await navigator.share(page);
      else {
        await navigator.clipboard.writeText(page.url);
        said.textContent = share.dataset.copied;
      }
    } catch {
      // The reader closed the dialog, or the browser forbids the clipboard: nothing is lost.
    }
  });
}
