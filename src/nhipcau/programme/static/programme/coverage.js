// The matrix with the keyboard: arrows go from cell to cell, Enter opens the evidence at the right, Escape goes back.
// Without this script each cell is a link to the same page with its evidence open.
const table = document.querySelector("[data-coverage-cells]");
const panel = document.getElementById("evidence");

const rowOf = (link) => link.closest("tr");
const columnOf = (link) => link.closest("td").cellIndex;
const linksOf = (row) => [...row.querySelectorAll("a[data-cell]")];

const nearest = (links, column) =>
  links.reduce((best, one) =>
    Math.abs(columnOf(one) - column) < Math.abs(columnOf(best) - column) ? one : best, links[0]);

const beside = (link, key) => {
  const all = linksOf(rowOf(link));
  const place = all.indexOf(link);
  if (key === "ArrowLeft") return all[place - 1];
  if (key === "ArrowRight") return all[place + 1];
  if (key === "Home") return all[0];
  if (key === "End") return all[all.length - 1];
  const step = key === "ArrowUp" ? "previousElementSibling" : "nextElementSibling";
  for (let row = rowOf(link)[step]; row; row = row[step]) {
    const links = linksOf(row);
    if (links.length) return nearest(links, columnOf(link));
  }
  return undefined;
};

const mark = (link) => {
  table.querySelectorAll("[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
  link?.setAttribute("aria-current", "true");
};

const open = async (link) => {
  const address = new URL(link.href);
  const answer = await fetch(`${table.dataset.coverageCells}${address.search}`, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) {
    window.location.assign(link.href);
    return;
  }
  panel.innerHTML = await answer.text();
  panel.classList.remove("nc-coverage__evidence--empty");
  mark(link);
  window.history.replaceState(null, "", `${address.pathname}${address.search}`);
  panel.scrollTop = 0;
  panel.focus({ preventScroll: window.innerWidth >= 1024 });
};

table?.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-cell]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  open(link).catch(() => window.location.assign(link.href));
});

table?.addEventListener("keydown", (event) => {
  const link = event.target.closest("a[data-cell]");
  const keys = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
  if (!link || !keys.includes(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  beside(link, event.key)?.focus();
});

panel?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  // Wagtail's menu hears of Escape too and would take the focus on a phone.
  event.stopPropagation();
  table?.querySelector("[aria-current]")?.focus();
});

if (table) {
  const chosen = new URLSearchParams(window.location.search).get("cell");
  mark([...table.querySelectorAll("a[data-cell]")].find((link) => link.dataset.cell === chosen));
}
