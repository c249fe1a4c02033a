/** A question before something is lost. */

import { button, h } from "./dom.js";

/** @import { Child } from "./dom.js" */

/**
 * @param {string} title
 * @param {Child} body
 * @param {string} yes
 * @param {string} no
 * @returns {Promise<boolean>}
 */
export function confirmed(title, body, yes, no) {
  return new Promise((resolve) => {
    const close = (/** @type {boolean} */ answer) => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const dialog = h(
      "dialog",
      { "aria-labelledby": "confirm-title" },
      h("h2", { id: "confirm-title" }, title),
      h("div", { class: "said" }, body),
      h(
        "p",
        { class: "actions" },
        button(yes, () => close(true), { class: "main" }),
        button(no, () => close(false)),
      ),
    );
    // The Escape key is a no.
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      close(false);
    });
    document.body.append(dialog);
    // The browser gives the focus back to where it was when the dialog closes.
    dialog.showModal();
  });
}
