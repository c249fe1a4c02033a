/** One entry of a list: its fields, what it comes to in a line, and whether it counts yet. */

import { button, h } from "./dom.js";
import { control, numberIn } from "./field.js";
import { day, hours, list } from "./words.js";

/** @import { Fault } from "./lssc/slim.js" */
/** @import { Entry } from "./draft.js" */
/** @import { Around, Control } from "./field.js" */
/** @import { Names } from "./office.js" */
/** @import { Field, List } from "./questions.js" */

/**
 * @typedef {object} EntryEditor
 * @property {HTMLDetailsElement} node
 * @property {readonly Control[]} controls
 * @property {(key: string | undefined) => Control | undefined} controlOf the field of this key, or the one that stands for the entry
 * @property {(index: number, seen: { faults: readonly Fault[], aside: ReadonlySet<string>, asOf: string | undefined }) => void} update
 */

let made = 0;

/**
 * @param {List} question
 * @param {Entry} entry
 * @param {Around} around
 * @param {boolean} isOpen
 * @param {() => void} remove
 * @returns {EntryEditor}
 */
export function entryEditor(question, entry, around, isOpen, remove) {
  made += 1;
  const id = `e${made}`;
  const { fields } = question;
  const [first] = alternatives(fields);
  // An entry that says neither is asked for the first of the two.
  if (first && !alternatives(fields).some(({ key }) => key in entry)) entry[first.key] = "";
  const controls = fields.map((field) => control(field, entry, around));
  const byKey = new Map(controls.map((one) => [one.key, one]));

  const title = h("span", { class: "title" });
  const line = h("span", { class: "line" });
  const legend = h("legend", { class: "unseen" });
  const note = h("p", { class: "note", id: `${id}-note` });
  const which = whichOf(id, fields, entry, around, byKey);
  const nodes = fields.flatMap((field) => {
    const node = byKey.get(field.key)?.node;
    return field === first && which ? [which, node] : [node];
  });
  const node = h(
    "details",
    { class: "entry", id },
    h("summary", {}, title, " ", line),
    h(
      "fieldset",
      { "aria-describedby": `${id}-note` },
      legend,
      note,
      h("div", { class: "fields" }, nodes),
      button("Remove", remove, { class: "small", "aria-describedby": `${id}-title` }),
    ),
  );
  title.id = `${id}-title`;
  node.open = isOpen;

  return {
    node,
    controls,
    controlOf: (key) =>
      key === undefined
        ? byKey.get((alternatives(fields).find((field) => field.key in entry) ?? fields[0])?.key ?? "")
        : byKey.get(key),
    update: (index, { faults, aside, asOf }) => {
      const pointer = `/${question.id}/${index}`;
      const name = `${question.entry} ${index + 1}`;
      const counts = !aside.has(pointer);
      title.textContent = name;
      legend.textContent = name;
      line.textContent = summedUp(fields, entry, around.names);
      for (const field of fields) {
        const isThere = field.oneOf ? field.key in entry : (field.shown?.(entry) ?? true);
        byKey.get(field.key)?.showIf(isThere);
      }
      const on = String(entry[fields.find(({ kind }) => kind === "date")?.key ?? ""]);
      const isToCome = counts && asOf !== undefined && on > asOf;
      node.classList.toggle("waits", !counts || isToCome);
      note.hidden = counts && !isToCome;
      if (isToCome) note.textContent = `Still to come on ${day(asOf)}: it counts from ${day(on)} on.`;
      else note.textContent = counts ? "" : waitsFor(pointer, fields, entry, faults);
    },
  };
}

/**
 * Why an entry does not count yet.
 *
 * @param {string} pointer
 * @param {readonly Field[]} fields
 * @param {Entry} entry
 * @param {readonly Fault[]} faults
 */
function waitsFor(pointer, fields, entry, faults) {
  const own = faults.filter(({ path }) => path === pointer || path.startsWith(`${pointer}/`));
  const missing = own.filter(({ code }) => code === "missing").map(({ path }) => path.split("/")[3]);
  const needed = fields.filter(
    ({ key, oneOf }) =>
      missing.includes(key) || entry[key] === "" || (oneOf && missing.includes(undefined) && key in entry),
  );
  if (needed.length === 0) return "This entry counts once it is corrected.";
  return `This entry counts once it is finished. Still needed: ${list(needed.map(({ label }) => label))}.`;
}

/**
 * Fields of which one is filled in.
 *
 * @param {readonly Field[]} fields
 */
function alternatives(fields) {
  return fields.filter(({ oneOf }) => oneOf);
}

/**
 * The choice between them.
 *
 * @param {string} id
 * @param {readonly Field[]} fields
 * @param {Entry} entry
 * @param {Around} around
 * @param {ReadonlyMap<string, Control>} byKey
 */
function whichOf(id, fields, entry, around, byKey) {
  const some = alternatives(fields);
  if (some.length === 0) return null;
  return h(
    "fieldset",
    { class: "field radios which" },
    h("legend", {}, some[0]?.oneOf),
    some.map((field) => {
      const radio = h("input", { type: "radio", name: `${id}-which` });
      radio.checked = field.key in entry;
      radio.addEventListener("input", () => {
        for (const { key } of some) if (key !== field.key) delete entry[key];
        const input = byKey.get(field.key)?.target;
        entry[field.key] = input instanceof HTMLInputElement ? numberIn(input.value) : "";
        around.changed();
      });
      return h("label", {}, radio, ` ${field.label}`);
    }),
  );
}

/**
 * An entry in a line.
 *
 * @param {readonly Field[]} fields
 * @param {Entry} entry
 * @param {Names} names
 */
function summedUp(fields, entry, names) {
  /** @type {string[]} */
  const parts = [];
  for (const field of fields.filter(({ key }) => entry[key] !== undefined && entry[key] !== "")) {
    const said = saidOf(field, entry[field.key], names);
    if (field.joins && parts.length > 0) parts.push(`${parts.pop()} ${said.toLowerCase()}`);
    else if (said !== "") parts.push(said);
  }
  return parts.join(" · ");
}

/**
 * @param {Field} field
 * @param {unknown} value
 * @param {Names} names
 */
function saidOf({ kind, label, options, said }, value, names) {
  const text = String(value);
  switch (kind) {
    case "date":
      return `${label} ${day(text)}`;
    case "number":
      return `${typeof value === "number" ? hours(value) : text}${said ? ` ${said}` : ""}`;
    case "flag":
      return value === true ? label : "";
    case "choice":
      return options?.find(([one]) => one === value)?.[1] ?? text;
    case "set":
      return names.set(text);
    case "course":
      return names.course(text);
    case "agreement":
      return names.college(text);
    case "sets":
      return Array.isArray(value) && value.length > 0
        ? value.map((set) => names.set(String(set))).join(", ")
        : "No set";
    default:
      return text;
  }
}
