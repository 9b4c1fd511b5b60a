// Looks again every two seconds while something is under way. Without this script the page is simply not renewed by itself.
(() => {
  const rows = document.getElementById("work-rows");
  const look = async () => {
    if (!rows.querySelector("[data-under-way]") || document.hidden) return;
    const answer = await fetch(rows.dataset.refresh, { headers: { "X-Requested-With": "fetch" } });
    if (answer.ok) rows.innerHTML = await answer.text();
  };
  setInterval(() => look().catch(() => {}), 2000);
})();
