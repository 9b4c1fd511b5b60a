// On a phone a row of a list is a card: each value carries the name of its column, which workspace.css shows there.
(() => {
  const label = () => {
    for (const table of document.querySelectorAll("table.listing:has(> thead)")) {
      const names = [...table.querySelectorAll(":scope > thead > tr:last-child > *")].map((head) => head.textContent.trim());
      for (const row of table.querySelectorAll(":scope > tbody > tr"))
        [...row.children].forEach((cell, place) => {
          if (names[place] && cell.textContent.trim() && !cell.matches(".title, .bulk-action-checkbox-cell"))
            cell.dataset.label = names[place];
        });
    }
  };
  document.addEventListener("DOMContentLoaded", label);
  // Wagtail puts another list in place when a filter is chosen.
  document.addEventListener("w-swap:success", label);
})();
