// Shows the numbers of the kind that is chosen. Without script all kinds stand one below the other, each under its name.
(() => {
  const kind = document.getElementById("id_kind");
  const groups = [...document.querySelectorAll("[data-figures-of]")];
  const show = () => groups.forEach((group) => { group.hidden = group.dataset.figuresOf !== kind.value; });
  kind?.addEventListener("change", show);
  if (kind) show();
})();
