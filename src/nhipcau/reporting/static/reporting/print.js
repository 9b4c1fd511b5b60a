// The print button, and figures with their lists open on paper.
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
window.addEventListener("beforeprint", () => {
  document.querySelectorAll(".nc-figure").forEach((figure) => {
    figure.dataset.wasOpen = figure.open ? "1" : "";
    figure.open = true;
  });
});
window.addEventListener("afterprint", () => {
  document.querySelectorAll(".nc-figure").forEach((figure) => {
    figure.open = figure.dataset.wasOpen === "1";
  });
});
