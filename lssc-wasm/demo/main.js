/** Puts the page together: the office's settings, the draft, the form, and the result after every input. */

import { announce, tell } from "./announce.js";
import { asked } from "./ask.js";
import { confirmed } from "./confirm.js";
import { button, byId, flat, h } from "./dom.js";
import { emptyDraft, isEmpty } from "./draft.js";
import { showFaq } from "./faq.js";
import { loadFile, savable, saveFile } from "./file.js";
import { createForm } from "./form.js";
import { faultOfDay, judge } from "./judge.js";
import { init, LsscError, LsscUnavailableError, Terms } from "./lssc/slim.js";
import { loadOffice, namesIn } from "./office.js";
import { worksOffline } from "./offline.js";
import { showPrintedLine, showResult } from "./result.js";
import { forget, keep, keepNow, kept } from "./store.js";
import { label, say } from "./words.js";

/** @import { Fault } from "./lssc/slim.js" */
/** @import { Draft } from "./draft.js" */
/** @import { Judgment } from "./judge.js" */

/** @typedef {{ title: string, as_of: string, record: Draft }} Example */

/** So many faults of a file are shown; more would only hide them. */
const FAULTS_SHOWN = 12;

const office = await loadOffice();
const names = namesIn(office);
/** @type {Example[]} */
const examples = await fetch("./examples.json").then((response) => response.json());

let draft = kept() ?? emptyDraft();
/** What the draft was when it came from a file or an example: as long as it is that, nothing would be lost. */
let given = "";
/** The day that the page was opened with. */
const opening = new URLSearchParams(location.search).get("as-of") ?? today();
let asOf = opening;
/** Whether the day is an example's, and goes with it. */
let isStory = false;
/** @type {Terms | null} */
let terms = null;
/** @type {Judgment | null} */
let judgment = null;
let form = createForm(byId("questions"), draft, names, changed);

byId("office").textContent = office.name;
byId("contact").textContent = office.contact;
showFaq();
wireDay();
wireRecord();
wireExamples();
addEventListener("pagehide", keepNow);

try {
  await init();
  terms = new Terms({ catalog: office.catalog, policy: office.policy });
} catch (error) {
  explain(error);
}
update();
document.documentElement.dataset["ready"] = "";
worksOffline(keepNow);

/** After every input. */
function changed() {
  keep(draft, (isKept) => {
    byId("kept").textContent = isKept
      ? "Saved in this browser."
      : "This browser does not keep drafts. Save a file before you leave the page.";
  });
  update();
}

/** Assesses the draft anew and shows what comes of it. */
function update() {
  byId("delete").hidden = isEmpty(draft);
  if (terms === null) {
    form.update({ faults: [], aside: new Set(), asked: [], all: true });
    return;
  }
  const day = dayToUse(terms);
  judgment = judge(terms, draft, day);
  const { assessment, faults, aside } = judgment;
  form.update({ faults, aside, asked: asked(assessment, draft), all: false });
  showPrintedLine(office.name, judgment.record.id, day);
  announce(
    showResult({
      judgment,
      policy: terms.policy,
      names,
      dayName: day === today() ? "Today" : "This day",
      open: (question) => form.open(question),
    }),
  );
}

/**
 * Puts another draft in the place of this one.
 *
 * @param {Draft} other
 * @param {string} day
 */
function replaceDraft(other, day = isStory ? opening : asOf) {
  isStory = false;
  draft = other;
  form = createForm(byId("questions"), draft, names, changed);
  given = JSON.stringify(draft);
  setDay(day);
  changed();
}

/**
 * Whether the draft may be replaced: asks, if there is something to lose.
 *
 * @param {string} by
 */
async function mayReplace(by) {
  if (isEmpty(draft) || JSON.stringify(draft) === given) return true;
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
 * The day to assess on: today, where the one that was given is none.
 *
 * @param {Terms} of
 */
function dayToUse(of) {
  const fault = faultOfDay(of, asOf);
  showDayFault(fault);
  return fault ? today() : asOf;
}

/** @param {Fault | undefined} fault */
function showDayFault(fault) {
  const input = /** @type {HTMLInputElement} */ (byId("as-of"));
  const error = byId("as-of-error");
  // Not while it is being typed.
  const show = fault !== undefined && document.activeElement !== input;
  error.hidden = !show;
  error.replaceChildren(...(show ? flat([say(fault.message, names), "; today is taken."]) : []));
  if (show) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
  byId("today").hidden = asOf === today();
}

function wireDay() {
  const input = /** @type {HTMLInputElement} */ (byId("as-of"));
  input.value = asOf;
  input.addEventListener("input", () => {
    // A half-typed date is none: the page stays with the day it has.
    if (input.value === "") return;
    asOf = input.value;
    update();
  });
  input.addEventListener("focusout", () => setTimeout(update));
  byId("today").addEventListener("click", () => setDay(today()));
}

/** @param {string} day */
function setDay(day) {
  asOf = day;
  /** @type {HTMLInputElement} */ (byId("as-of")).value = day;
  update();
}

/** Saving, loading, printing and deleting the record, and checking the answers. */
function wireRecord() {
  byId("answers-form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (!form.check()) tell("No problem was found in your answers.");
  });
  byId("save").addEventListener("click", () => {
    const record = judgment === null ? savable(draft) : judgment.record;
    saveFile(record);
    const left = judgment === null ? 0 : judgment.aside.size;
    const said =
      left === 0
        ? "Your record was saved as a file."
        : `Your record was saved as a file, without ${left} ${left === 1 ? "answer that is" : "answers that are"} not finished or not right yet. Here they are kept.`;
    byId("saved").textContent = said;
    tell(said);
  });
  const file = /** @type {HTMLInputElement} */ (byId("file"));
  byId("load").addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [chosen] = file.files ?? [];
    if (chosen) await load(chosen);
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
    replaceDraft(emptyDraft());
    forget();
    byId("kept").textContent = "Deleted from this browser.";
    tell("Your answers were deleted.");
    byId("answers-title").focus();
  });
}

/** @param {File} chosen */
async function load(chosen) {
  const { draft: found, left, faults } = await loadFile(chosen);
  const problem = byId("file-problem");
  const close = () => {
    problem.hidden = true;
    byId("load").focus();
  };
  const take = async () => {
    if (found === null || !(await mayReplace("The file"))) return;
    problem.hidden = true;
    replaceDraft(found);
    byId("saved").textContent = `${chosen.name} was loaded.`;
    tell(`${chosen.name} was loaded.`);
    if (!form.check()) byId("answers-title").focus();
  };
  if (found !== null && faults.length === 0 && left.length === 0) {
    problem.hidden = true;
    await take();
    return;
  }
  problem.hidden = false;
  problem.replaceChildren(
    h("h3", {}, found === null ? "This file cannot be loaded" : "This file has faults"),
    h(
      "ul",
      {},
      faults.slice(0, FAULTS_SHOWN).map((fault) => h("li", {}, faultLine(fault))),
      faults.length > FAULTS_SHOWN && h("li", {}, `and ${faults.length - FAULTS_SHOWN} more`),
    ),
    h(
      "p",
      {},
      found === null
        ? "Your answers are as they were."
        : left.length === 0
          ? "You can load it and correct it here."
          : "You can load it and correct it here, without what this page has no field for.",
    ),
    h(
      "p",
      { class: "actions" },
      found !== null && button("Load it and correct it", take, { class: "main" }),
      button(found === null ? "Close" : "Keep my answers", close),
    ),
  );
  problem.focus();
}

/** @param {Fault} fault */
function faultLine({ path, message }) {
  const steps = path
    .split("/")
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? String(Number(step) + 1) : label(step)));
  return [steps.length > 0 && h("b", {}, `${steps.join(", ")}: `), say(message, names), "."];
}

function wireExamples() {
  const select = /** @type {HTMLSelectElement} */ (byId("example"));
  select.append(...examples.map(({ title }, index) => h("option", { value: index }, title)));
  byId("load-example").addEventListener("click", async () => {
    const example = examples[Number(select.value)];
    if (!example || !(await mayReplace("The example"))) return;
    replaceDraft(structuredClone(example.record), example.as_of);
    isStory = true;
    tell(`Example loaded: ${example.title}.`);
    byId("headline").focus();
  });
}

/** @param {unknown} error */
function explain(error) {
  const notice = byId("notice");
  notice.hidden = false;
  if (error instanceof LsscUnavailableError) {
    notice.replaceChildren(
      h("h2", {}, "This browser cannot work out the result"),
      h(
        "p",
        {},
        "WebAssembly is switched off here, or not allowed. You can still fill in your answers, keep them in this browser, and save them as a file; the office, or another browser, can read that.",
      ),
    );
  } else if (error instanceof LsscError) {
    notice.replaceChildren(
      h("h2", {}, "The settings of this page have faults"),
      h(
        "ul",
        {},
        error.faults.map(({ path, message }) => h("li", {}, h("code", {}, path), " ", message)),
      ),
    );
  } else {
    throw error;
  }
  byId("stand").hidden = true;
}

/** Today by the calendar of this browser. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}
