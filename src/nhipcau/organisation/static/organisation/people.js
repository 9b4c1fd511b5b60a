/* Lists of people to tick: found by a few letters without diacritics, counted while one ticks. Without this script
   everything works, only longer. */
(() => {
  const fold = (text) => text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/\p{M}/gu, "");
  for (const form of document.querySelectorAll("[data-people]")) {
    const rows = [...form.querySelectorAll("[data-row]")];
    const words = new Map(rows.map((row) => [row, fold(row.textContent)]));
    const count = form.querySelector("[data-count]");
    const recount = () => {
      if (count) count.textContent = rows.filter((row) => row.querySelector("input").checked).length;
    };
    const find = form.querySelector("[data-find]");
    find.hidden = false;
    find.querySelector("input").addEventListener("input", (event) => {
      const typed = fold(event.target.value).split(/\s+/).filter(Boolean);
      for (const row of rows) row.hidden = !typed.every((word) => words.get(row).includes(word));
    });
    find.querySelector("[data-all]")?.addEventListener("click", () => {
      for (const row of rows) if (!row.hidden) row.querySelector("input").checked = true;
      recount();
    });
    form.addEventListener("change", recount);
    recount();
  }
})();
