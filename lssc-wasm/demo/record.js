/** What is done with the whole record: saved as a file, loaded from one or from an example, printed, deleted. */

import { tell } from "./announce.js";
import { confirmed } from "./confirm.js";
import { button, byId, h } from "./dom.js";
import { faultInFile } from "./faults.js";
import { loadFile, savable, saveFile } from "./file.js";

/** @import { Fault } from "./lssc/slim.js" */
/** @import { Draft } from "./draft.js" */
/** @import { Judgment } from "./judge.js" */
/** @import { Names } from "./office.js" */

/** @typedef {{ title: string, as_of: string, record: Draft }} Example */

/**
 * The record as the page has it.
 *
 * @typedef {object} Desk
 * @property {Names} names
 * @property {() => Draft} draft
 * @property {() => Judgment | null} judgment
 * @property {() => boolean} isKeptElsewhere whether nothing would be lost with the draft
 * @property {() => boolean} check whether something is wrong, and goes to it
 * @property {(draft: Draft, day?: string) => void} replace
 * @property {() => void} remove deletes the draft here and in the browser
 */

/** So many faults of a file are shown; more would only hide them. */
const FAULTS_SHOWN = 12;

/**
 * Saving, loading, printing and deleting the record, and checking the answers.
 *
 * @param {Desk} desk
 */
export function wireRecord(desk) {
  byId("answers-form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (!desk.check()) tell("No problem was found in your answers.");
  });
  byId("save").addEventListener("click", () => save(desk));
  const file = /** @type {HTMLInputElement} */ (byId("file"));
  byId("load").addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    if (chosen) await load(chosen, desk);
    // So that the same file can be chosen again.
    file.value = "";
  });
  byId("print").addEventListener("click", () => print());
  byId("delete").addEventListener("click", async () => {
    const sure = await confirmed(
      "Delete your answers?",
      "They are removed from this page and from this browser. A file that you have saved stays.",
      "Delete",
      "Keep",
    );
    if (!sure) return;
    desk.remove();
    byId("file-problem").hidden = true;
    byId("saved").textContent = "";
    byId("kept").textContent = "Deleted from this browser.";
    tell("Your answers were deleted.");
    byId("answers-title").focus();
  });
}

/**
 * The stories that one can look at; none where they cannot be had.
 *
 * @param {Desk} desk
 */
export async function wireExamples(desk) {
  /** @type {Example[]} */
  const examples = await fetch("./examples.json")
    .then((response) => response.json())
    .catch(() => []);
  const select = /** @type {HTMLSelectElement} */ (byId("example"));
  byId("examples").hidden = examples.length === 0;
  select.append(...examples.map(({ title }, index) => h("option", { value: index }, title)));
  byId("load-example").addEventListener("click", async () => {
    const example = examples[Number(select.value)];
    if (!example || !(await mayReplace("The example", desk))) return;
    desk.replace(structuredClone(example.record), example.as_of);
    tell(`Example loaded: ${example.title}.`);
    byId("headline").focus();
  });
}

/** @param {Desk} desk */
function save(desk) {
  const judgment = desk.judgment();
  saveFile(judgment?.record ?? savable(desk.draft()));
  const left = judgment?.aside.size ?? 0;
  const said =
    left === 0
      ? "Your record was saved as a file."
      : `Your record was saved as a file, without ${left} ${left === 1 ? "answer that is" : "answers that are"} not finished or not right yet. Here they are kept.`;
  byId("saved").textContent = said;
  tell(said);
}

/**
 * Whether the draft may be replaced: asks, if there is something to lose.
 *
 * @param {string} by
 * @param {Desk} desk
 */
async function mayReplace(by, desk) {
  if (desk.isKeptElsewhere()) return true;
  return confirmed(
    "Replace your answers?",
    [
      h("p", {}, `${by} takes the place of what you have entered here.`),
      h("p", {}, "Save your record as a file first if you want to keep it."),
    ],
    "Replace",
    "Keep my answers",
  );
}

/**
 * @param {File} chosen
 * @param {Desk} desk
 */
async function load(chosen, desk) {
  const { draft: found, left, faults } = await loadFile(chosen);
  const problem = byId("file-problem");
  const take = async () => {
    if (found === null || !(await mayReplace("The file", desk))) return;
    problem.hidden = true;
    desk.replace(found);
    byId("saved").textContent = `${chosen.name} was loaded.`;
    tell(`${chosen.name} was loaded.`);
    if (!desk.check()) byId("answers-title").focus();
  };
  if (found !== null && faults.length === 0 && left.length === 0) {
    problem.hidden = true;
    await take();
    return;
  }
  const close = () => {
    problem.hidden = true;
    byId("load").focus();
  };
  problem.hidden = false;
  problem.replaceChildren(
    h("h3", {}, found === null ? "This file cannot be loaded" : "This file has faults"),
    faultList(faults, desk.names),
    h("p", {}, found === null ? "Your answers are as they were." : offer(left.length)),
    h(
      "p",
      { class: "actions" },
      found !== null && button("Load it and correct it", take, { class: "main" }),
      button(found === null ? "Close" : "Keep my answers", close),
    ),
  );
  problem.focus();
}

/**
 * @param {readonly Fault[]} faults
 * @param {Names} names
 */
function faultList(faults, names) {
  const more = faults.length - FAULTS_SHOWN;
  return h(
    "ul",
    {},
    faults.slice(0, FAULTS_SHOWN).map((fault) => h("li", {}, faultInFile(fault, names), ".")),
    more > 0 && h("li", {}, `and ${more} more`),
  );
}

/** @param {number} left how much of the file there is no field for */
function offer(left) {
  return left === 0
    ? "You can load it and correct it here."
    : "You can load it and correct it here, without what this page has no field for.";
}
