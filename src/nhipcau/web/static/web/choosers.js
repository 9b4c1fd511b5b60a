/* The choosers of days and hours: Wagtail starts them by scripts in the page, which our content security policy stops.
   Fields that come later (rows that are added) are started as they come. */
(function () {
  "use strict";
  const starts = { date: "initDateChooser", datetime: "initDateTimeChooser", time: "initTimeChooser" };

  function start(mark) {
    const field = document.getElementById(mark.dataset.of);
    const begin = window[starts[mark.dataset.chooser]];
    if (!field || !begin || mark.dataset.isStarted) return;
    mark.dataset.isStarted = "yes";
    if (!field.placeholder) field.placeholder = mark.dataset.hint;
    begin(field.id, JSON.parse(mark.dataset.options));
  }

  function startAll(node) {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (node.matches("[data-chooser]")) start(node);
    node.querySelectorAll("[data-chooser]").forEach(start);
  }

  document.addEventListener("DOMContentLoaded", () => {
    startAll(document.body);
    new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(startAll))).observe(
      document.body,
      { childList: true, subtree: true },
    );
  });
})();
