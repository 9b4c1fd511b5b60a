// Saves each section by itself a moment after the last key. What could not be saved stays in this browser and is put
// back when the page is opened again. Two people in one section see both texts and choose.
(() => {
  const PAUSE = 2000;
  const RETRY = 10000;
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const words = form.dataset;

  class Section {
    constructor(element) {
      this.element = element;
      this.key = `nc-${words.keptAs}-${element.dataset.section}`;
      this.box = element.querySelector("textarea");
      this.version = element.querySelector(`[name="version-${element.dataset.section}"]`);
      this.status = element.querySelector(".nc-section__saved");
      this.saved = element.querySelector(".nc-clash") ? null : this.box.value;
      this.timer = null;
      this.isSaving = false;
      this.isStopped = false;
      this.isSignedOut = false;
      this.box.addEventListener("input", () => this.typed());
      this.restore();
    }

    get isDirty() {
      return this.saved !== this.box.value;
    }

    typed() {
      if (!this.element.querySelector(".nc-clash[data-open]")) this.isStopped = false;
      this.keep();
      this.tick();
      this.later(PAUSE);
    }

    keep() {
      try {
        localStorage.setItem(this.key, JSON.stringify({ text: this.box.value, version: this.version.value }));
      } catch {
        // A full or forbidden store takes nothing; the server still does.
      }
    }

    forget() {
      try {
        localStorage.removeItem(this.key);
      } catch {
        // Nothing was kept.
      }
    }

    restore() {
      let kept = null;
      try {
        kept = JSON.parse(localStorage.getItem(this.key));
      } catch {
        // Nothing readable was kept.
      }
      if (!kept || kept.text === this.box.value) {
        this.forget();
        return;
      }
      // The version it was written over goes with it, so that a text saved meanwhile shows as a clash, not as a loss.
      this.box.value = kept.text;
      this.version.value = kept.version;
      this.status.textContent = words.restored;
      this.tick();
      this.later(PAUSE);
    }

    later(pause) {
      clearTimeout(this.timer);
      if (!this.isStopped) this.timer = setTimeout(() => this.save(), pause);
    }

    data() {
      const data = new FormData();
      data.set("csrfmiddlewaretoken", token);
      data.set("body", this.box.value);
      data.set("version", this.version.value);
      return data;
    }

    async save({ keepalive = false } = {}) {
      clearTimeout(this.timer);
      if (!this.isDirty || this.isSaving || this.isStopped) return;
      const text = this.box.value;
      let pause = PAUSE;
      this.isSaving = true;
      if (!keepalive) this.status.textContent = words.saving;
      try {
        const response = await fetch(this.element.dataset.url, {
          method: "POST",
          body: this.data(),
          keepalive,
          headers: { "X-Requested-With": "XMLHttpRequest" },
        });
        await this.answered(response, text);
      } catch {
        this.status.textContent = words.unsaved;
        pause = RETRY;
      }
      this.isSaving = false;
      if (this.isDirty) this.later(pause);
    }

    async answered(response, text) {
      if (response.status === 403) {
        this.isStopped = true;
        this.isSignedOut = true;
        this.status.textContent = words.signedOut;
        return;
      }
      const answer = await response.json();
      if (response.status === 409) {
        this.clash(answer);
      } else if (response.status === 410 || response.status === 422) {
        this.status.textContent = answer.message;
        this.isStopped = true;
      } else if (response.ok) {
        this.saved = text;
        this.version.value = answer.version;
        this.status.textContent = answer.message;
        if (this.isDirty) this.keep();
        else this.forget();
      } else {
        throw new Error(response.statusText);
      }
    }

    clash(answer) {
      this.isStopped = true;
      this.status.textContent = "";
      this.element.querySelector(".nc-clash")?.remove();
      const box = document.getElementById("clash").content.cloneNode(true).firstElementChild;
      box.dataset.open = "";
      box.querySelector("[data-message]").textContent = answer.message;
      box.querySelector("[data-by]").textContent = answer.by;
      box.querySelector("[data-at]").textContent = answer.at;
      box.querySelector("[data-theirs]").textContent = answer.theirs;
      box.querySelector("[data-keep]").addEventListener("click", () => this.settle(answer, this.box.value));
      box.querySelector("[data-take]").addEventListener("click", () => this.settle(answer, answer.theirs));
      this.box.before(box);
    }

    settle(answer, text) {
      this.element.querySelector(".nc-clash").remove();
      this.version.value = answer.version;
      this.box.value = text;
      this.saved = answer.theirs;
      this.isStopped = false;
      this.tick();
      if (this.isDirty) {
        this.keep();
        this.save();
      } else {
        this.forget();
      }
      this.box.focus();
    }

    tick() {
      const tick = document.querySelector(`[data-tick="${this.element.dataset.section}"]`);
      tick?.classList.toggle("nc-told--empty", !this.box.value.trim());
    }
  }

  const sections = [...form.querySelectorAll("[data-section]")].map((element) => new Section(element));

  // Leaving the page, by a link or by closing the browser: the last words go out at once, and stay kept until answered.
  const leave = () => sections.forEach((section) => section.save({ keepalive: true }));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leave();
  });
  window.addEventListener("pagehide", leave);

  // A button first lets the sections be saved; a page with a clash or without a network stays, with everything on it.
  let isReady = false;
  form.addEventListener("submit", async (event) => {
    if (isReady || !sections.some((section) => section.isSaving || section.isDirty)) return;
    event.preventDefault();
    const button = event.submitter;
    // While this event is on its way a form takes no second submission.
    await new Promise((resolve) => setTimeout(resolve));
    while (sections.some((section) => section.isSaving)) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await Promise.all(sections.map((section) => section.save()));
    const held = sections.find((section) => section.isDirty && !section.isSignedOut);
    if (held) {
      held.box.focus();
      return;
    }
    isReady = true;
    form.requestSubmit(button);
  });
})();
