// The box in which a unit is chosen: the ARIA pattern of an editable combobox with a list.
export function makeCombo(box) {
  const input = box.querySelector("[data-combo-input]");
  const key = box.querySelector("[data-combo-key]");
  const list = box.querySelector(".nc-combo__list");
  let chosen = -1;
  let timer = 0;
  let asked = 0;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  list.setAttribute("role", "listbox");
  const options = () => [...list.querySelectorAll('[role="option"]')];
  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const point = (at) => {
    const all = options();
    if (!all.length) return;
    chosen = (at + all.length) % all.length;
    all.forEach((option, index) => option.setAttribute("aria-selected", String(index === chosen)));
    input.setAttribute("aria-activedescendant", all[chosen].id);
    all[chosen].scrollIntoView({ block: "nearest" });
  };
  const take = (option) => {
    input.value = option.dataset.name;
    key.value = option.dataset.key;
    close();
  };
  const fill = (units) => {
    list.replaceChildren(
      ...units.map((unit, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.key = unit.key;
        option.dataset.name = unit.name;
        const note = document.createElement("small");
        note.textContent = unit.note;
        option.append(unit.name, note);
        return option;
      }),
    );
    list.hidden = !units.length;
    input.setAttribute("aria-expanded", String(Boolean(units.length)));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    // The likeliest one is pointed at, so that Enter takes it.
    if (units.length && input.value.trim()) point(0);
  };
  const search = async () => {
    const ticket = ++asked;
    let units = [];
    try {
      const response = await fetch(`${box.dataset.combo}?q=${encodeURIComponent(input.value)}`, {
        headers: { Accept: "application/json" },
      });
      ({ units } = await response.json());
    } catch {
      // Without a connection nothing is offered; what was typed stays and is looked up when it is saved.
    }
    if (ticket === asked && document.activeElement === input) fill(units);
  };
  input.addEventListener("input", () => {
    key.value = "";
    window.clearTimeout(timer);
    timer = window.setTimeout(search, 120);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) search().then(() => chosen < 0 && point(0));
      else point(chosen < 0 && event.key === "ArrowUp" ? -1 : chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
      event.preventDefault();
      take(options()[chosen]);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  input.addEventListener("blur", () => window.setTimeout(close, 150));
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest('[role="option"]');
    if (option) take(option);
  });
}

// A page that has such boxes and no review around them.
if (!document.querySelector("[data-review]")) {
  for (const box of document.querySelectorAll("[data-combo]")) makeCombo(box);
}
