// HourExchange: what makes a page quicker, never what makes it work. Loaded with defer; nothing here is needed.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // "Tout choisir" and the running total of what is chosen.
  for (const form of all("form[data-bulk]")) {
    const boxes = all("input[name=ligne]", form), whole = form.querySelector("[data-all]"), told = form.querySelector("[data-told]");
    const tell = () => {
      const on = boxes.filter(b => b.checked), minutes = on.reduce((sum, b) => sum + Number(b.dataset.minutes || 0), 0);
      if (whole) { whole.checked = on.length === boxes.length; whole.indeterminate = on.length > 0 && !whole.checked; }
      if (told) told.textContent = !on.length ? "" : (on.length === 1 ? told.dataset.toldOne : told.dataset.told).replace("{n}", on.length).replace("{h}", `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`);
    };
    if (whole) { whole.closest("[hidden]")?.removeAttribute("hidden"); whole.addEventListener("change", () => { boxes.forEach(b => { b.checked = whole.checked; }); tell(); }); }
    form.addEventListener("change", tell);
    tell();
  }

  // A print button is of use only with script.
  for (const button of all("[data-print]")) { button.hidden = false; button.addEventListener("click", () => print()); }

  // A file that is too large is told before it is sent.
  for (const field of all("input[type=file][data-limit]")) field.addEventListener("change", () => {
    field.setCustomValidity(field.files[0]?.size > Number(field.dataset.limit) ? field.dataset.limitTold : "");
    field.reportValidity();
  });

  // What is still being worked is looked at again, unless somebody has begun to type.
  if (document.querySelector("[data-again]")) {
    let typed = false;
    addEventListener("input", () => { typed = true; });
    setTimeout(() => { if (!typed) location.reload(); }, 2000);
  }

  // Filters are sent as soon as one is changed; the button stays for everybody else.
  for (const form of all("form[data-live]")) form.addEventListener("change", () => form.requestSubmit());

  // Who gives is said: their people alone are offered.
  const sides = document.querySelector("select[name=sens]"), codes = document.getElementById("codes");
  if (sides && codes) {
    const known = [...codes.options], offer = () => codes.replaceChildren(...known.filter(o => !sides.value || o.label === sides.value.split(">")[0]));
    sides.addEventListener("change", offer);
    offer();
  }

  // The first fault has the focus after a refused form.
  document.querySelector("[data-focus]")?.focus();

  // Tables in charts and explanations are opened for the printer and closed again.
  let opened = [];
  addEventListener("beforeprint", () => { opened = all(".chart details:not([open])"); opened.forEach(d => { d.open = true; }); });
  addEventListener("afterprint", () => { opened.forEach(d => { d.open = false; }); });
})();
