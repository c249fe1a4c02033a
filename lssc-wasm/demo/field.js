/** One field of the form: a native control with its label, hint and error, tied together, that writes into the draft. */

import { button, flat, h } from "./dom.js";
import { competencySets } from "./lssc/slim.js";

/** @import { Child } from "./dom.js" */
/** @import { Entry } from "./draft.js" */
/** @import { Names } from "./office.js" */
/** @import { Choice, Field, List } from "./questions.js" */

/**
 * A field on the page.
 *
 * @typedef {object} Control
 * @property {string} key
 * @property {string} label
 * @property {Field["kind"] | "list"} kind
 * @property {HTMLElement} node
 * @property {HTMLElement} target what an error's link focuses
 * @property {(show: boolean) => void} showIf
 * @property {(message: Child) => void} showError `null` for none
 * @property {(code: string) => boolean} complainsOf whether it may say this now: it waits until one has left the field, and with what is
 *   merely missing until one asks
 * @property {() => void} complain say everything that is wrong from now on
 */

/**
 * @typedef {object} Around
 * @property {Names} names
 * @property {() => void} changed after every input
 * @property {() => void} left after a field was left, so that it may complain
 */

/** Past this year browsers take five digits; it keeps the year to four, and is no bound of the program. */
const FOUR_DIGITS = "9999-12-31";

let made = 0;

/**
 * @param {Field} field
 * @param {Entry} held the entry, or the record, that the field writes into
 * @param {Around} around
 * @returns {Control}
 */
export function control(field, held, around) {
  made += 1;
  const id = `f${made}-${field.key.replaceAll("_", "-")}`;
  switch (field.kind) {
    case "sets":
      return checkboxes(id, field, held, around);
    case "choice":
      return select(id, field, held, around, { options: field.options ?? [] });
    case "set":
      return select(id, field, held, around, { options: competencySets.map((set) => [set.id, set.title]) });
    case "course":
      return select(id, field, held, around, {
        groups: around.names.courses,
        other: ["Another course", "Name of the course"],
      });
    case "agreement":
      return select(id, field, held, around, {
        options: around.names.colleges,
        other: ["Another college", "Name of the college"],
      });
    case "flag":
      return flag(id, field, held, around);
    default:
      return input(id, field, held, around);
  }
}

/**
 * A date, a number or a text.
 *
 * @param {string} id
 * @param {Field} field
 * @param {Entry} held
 * @param {Around} around
 */
function input(id, field, held, around) {
  const types = {
    date: { type: "date", max: FOUR_DIGITS },
    // Not `type="number"`, which drops a comma silently: `7,5` would be 75.
    number: { type: "text", inputmode: "decimal", autocomplete: "off" },
    text: { type: "text", autocomplete: "off" },
  };
  const attributes = types[/** @type {keyof typeof types} */ (field.kind)];
  const element = h("input", { id, ...attributes });
  element.value = shown(held[field.key]);
  const read = () => {
    const before = held[field.key];
    const isEmpty = element.value === "" && !element.validity.badInput;
    // What is half typed stays as begun: it is no answer yet, and an empty field would say something else.
    if (isEmpty && !field.oneOf) delete held[field.key];
    else held[field.key] = field.kind === "number" ? numberIn(element.value) : element.value;
    return held[field.key] !== before;
  };
  element.addEventListener("input", read);
  // Browsers do not tell of a date while it is half typed, nor of one that is emptied again.
  let wasHalf = false;
  for (const moment of ["keyup", "focusout"]) {
    element.addEventListener(moment, () => {
      const isHalf = element.validity.badInput;
      if ((isHalf || wasHalf) && read()) around.changed();
      wasHalf = isHalf;
    });
  }
  return framed(id, field, held, around, element, [element]);
}

/**
 * The number that a text is; the text itself where it is none, for the core to refuse.
 *
 * @param {string} text
 */
export function numberIn(text) {
  const plain = text.trim();
  const digits = /^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain) ? plain.replaceAll(",", "") : plain;
  return /^-?(\d+\.?\d*|\.\d+)$/.test(digits) ? Number(digits) : plain;
}

/**
 * One answer of a few.
 *
 * @param {Choice} question
 * @param {Entry} held the record
 * @param {Around} around
 */
export function radios(question, held, around) {
  const id = `a-${question.id.replaceAll("_", "-")}`;
  const all = question.options.map(([value, label], index) => {
    const radio = h("input", { type: "radio", name: id, id: `${id}-${index}` });
    radio.checked = held[question.id] === value;
    radio.addEventListener("input", () => {
      held[question.id] = value;
    });
    return /** @type {const} */ ([radio, label]);
  });
  return choiceOf(id, question, held, around, all);
}

/**
 * A question with the buttons that answer it.
 *
 * @param {string} id
 * @param {Choice | List} question
 * @param {Entry} held the record
 * @param {Around} around
 * @param {readonly (readonly [HTMLInputElement, string])[]} all
 */
export function choiceOf(id, { id: key, title, ask, hint, kind }, held, around, all) {
  const error = errorOf(id);
  const node = h(
    "fieldset",
    { class: "field radios", "aria-describedby": [...(hint ? [`${id}-hint`] : []), `${id}-error`].join(" ") },
    h("legend", {}, ask),
    hint && h("p", { class: "hint", id: `${id}-hint` }, hint),
    all.map(([radio, label]) => h("label", {}, radio, ` ${label}`)),
    error,
  );
  const target = all[0]?.[0] ?? node;
  return complaining({ key, label: title, kind }, held, around, node, target, [], error);
}

/**
 * A choice from a list, with a way to name something else where there is one.
 *
 * @param {string} id
 * @param {Field} field
 * @param {Entry} held
 * @param {Around} around
 * @param {{
 *   options?: readonly (readonly [string, string])[],
 *   groups?: readonly (readonly [string, readonly (readonly [string, string])[]])[],
 *   other?: readonly [string, string],
 * }} from
 */
function select(id, field, held, around, { options = [], groups = [], other }) {
  const option = (/** @type {readonly [string, string]} */ [value, label]) => h("option", { value }, label);
  const element = h(
    "select",
    { id },
    h("option", { value: "" }, "Choose…"),
    options.map(option),
    groups.map(([label, within]) => h("optgroup", { label }, within.map(option))),
    other && h("option", { value: "other" }, `${other[0]}…`),
  );
  const listed = [...options, ...groups.flatMap(([, within]) => within)].map(([value]) => value);
  const value = held[field.key];
  const isOther = other !== undefined && value !== undefined && !listed.includes(String(value));
  element.value = isOther ? "other" : listed.includes(String(value)) ? String(value) : "";

  const name = h("input", {
    id: `${id}-name`,
    type: "text",
    autocomplete: "off",
    "aria-describedby": `${id}-error`,
  });
  name.value = isOther ? shown(value) : "";
  const naming = h("div", { class: "naming" }, h("label", { for: `${id}-name` }, other?.[1] ?? ""), name);
  naming.hidden = !isOther;

  element.addEventListener("input", () => {
    naming.hidden = element.value !== "other";
    const chosen = naming.hidden ? element.value : name.value;
    if (chosen === "" && naming.hidden) delete held[field.key];
    else held[field.key] = chosen;
  });
  name.addEventListener("input", () => {
    held[field.key] = name.value;
  });
  return framed(id, field, held, around, element, other ? [element, naming] : [element]);
}

/**
 * @param {string} id
 * @param {Field} field
 * @param {Entry} held
 * @param {Around} around
 */
function flag(id, field, held, around) {
  const element = h("input", { id, type: "checkbox" });
  element.checked = held[field.key] === true;
  element.addEventListener("input", () => {
    if (element.checked) held[field.key] = true;
    else delete held[field.key];
  });
  const error = errorOf(id);
  const node = h("div", { class: "field flag" }, h("label", { for: id }, element, ` ${field.label}`), error);
  return complaining(field, held, around, node, element, [element], error);
}

/**
 * The competency sets as checkboxes, with "none of them" as an answer of its own.
 *
 * @param {string} id
 * @param {Field} field
 * @param {Entry} held
 * @param {Around} around
 */
function checkboxes(id, field, held, around) {
  const value = held[field.key];
  const ticked = Array.isArray(value) ? value : [];
  // An input may name a set by its title too, in any case; what is ticked here says the id.
  const names = ticked.map((one) => String(one).toLowerCase());
  const boxes = competencySets.map((set) => {
    const box = h("input", { type: "checkbox", value: set.id });
    box.checked = names.includes(set.id) || names.includes(set.title.toLowerCase());
    return { box, title: set.title };
  });
  const none = h("input", { type: "checkbox" });
  none.checked = Array.isArray(value) && value.length === 0;

  for (const { box } of boxes) {
    box.addEventListener("input", () => {
      const sets = boxes.filter((one) => one.box.checked).map((one) => one.box.value);
      none.checked = false;
      if (sets.length > 0) held[field.key] = sets;
      else delete held[field.key];
    });
  }
  none.addEventListener("input", () => {
    for (const { box } of boxes) box.checked = false;
    if (none.checked) held[field.key] = [];
    else delete held[field.key];
  });

  const error = errorOf(id);
  const node = h(
    "fieldset",
    { class: "field sets", "aria-describedby": `${id}-error` },
    h("legend", {}, field.label),
    h(
      "div",
      { class: "boxes" },
      boxes.map(({ box, title }) => h("label", {}, box, ` ${title}`)),
      h("label", {}, none, " None of them"),
    ),
    error,
  );
  const all = [...boxes.map(({ box }) => box), none];
  return complaining(field, held, around, node, all[0] ?? none, all, error);
}

/**
 * @param {string} id
 * @param {Field} field
 * @param {Entry} held
 * @param {Around} around
 * @param {HTMLInputElement | HTMLSelectElement} element
 * @param {readonly HTMLElement[]} parts
 */
function framed(id, field, held, around, element, parts) {
  const hint = field.hint && h("p", { class: "hint", id: `${id}-hint` }, field.hint);
  const error = errorOf(id);
  element.setAttribute("aria-describedby", [...(hint ? [`${id}-hint`] : []), `${id}-error`].join(" "));
  const label = h(
    "label",
    { for: id },
    field.label,
    field.optional && h("span", { class: "optional" }, " (if any)"),
  );
  const node = h("div", { class: `field ${field.kind}` }, label, parts, hint, error);
  return complaining(field, held, around, node, element, [...node.querySelectorAll("input, select")], error);
}

/**
 * What every field does: it tells of each input at once, and of what is wrong only after it was left.
 *
 * @param {Pick<Field, "key" | "label"> & { kind: Control["kind"] }} field
 * @param {Entry} held
 * @param {Around} around
 * @param {HTMLElement} node
 * @param {HTMLElement} target
 * @param {readonly Element[]} elements
 * @param {HTMLElement} error
 * @returns {Control}
 */
function complaining(field, held, around, node, target, elements, error) {
  let isLeft = held[field.key] !== undefined;
  let isAsked = false;
  node.addEventListener("input", () => {
    isLeft = false;
    isAsked = false;
    around.changed();
  });
  node.addEventListener("focusout", ({ relatedTarget }) => {
    if (isLeft || (relatedTarget instanceof Node && node.contains(relatedTarget))) return;
    isLeft = true;
    around.left();
  });
  return {
    key: field.key,
    label: field.label,
    kind: field.kind,
    node,
    target,
    showIf: (show) => {
      node.hidden = !show;
    },
    showError: (message) => {
      error.replaceChildren(...flat([message]));
      error.hidden = message === null;
      for (const element of elements) {
        if (message === null) element.removeAttribute("aria-invalid");
        else element.setAttribute("aria-invalid", "true");
      }
      if (message !== null && !isShown(target, held[field.key])) {
        error.append(
          " ",
          button(held[field.key] === "" ? "Leave it empty" : "Remove it", () => removed(), {
            class: "small",
          }),
        );
      }
    },
    complainsOf: (code) => isAsked || (isLeft && code !== "missing"),
    complain: () => {
      isAsked = true;
    },
  };

  /** Takes out a value that the control cannot show, as a date that there is not. */
  function removed() {
    delete held[field.key];
    target.focus();
    around.changed();
  }
}

/**
 * Whether the control shows the value that the draft holds.
 *
 * @param {HTMLElement} target
 * @param {unknown} value
 */
function isShown(target, value) {
  if (value === undefined) return true;
  if (target instanceof HTMLSelectElement) return target.value !== "" || value === "";
  if (!(target instanceof HTMLInputElement)) return true;
  // Half a date is there until the page is opened anew.
  if (value === "") return target.type !== "date" || target.validity.badInput;
  if (target.type === "radio") return document.querySelector(`[name="${target.name}"]:checked`) !== null;
  return target.type === "checkbox" ? typeof value !== "string" : target.value !== "";
}

/** @param {string} id */
function errorOf(id) {
  const error = h("p", { class: "error", id: `${id}-error` });
  error.hidden = true;
  return error;
}

/** @param {unknown} value */
function shown(value) {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
