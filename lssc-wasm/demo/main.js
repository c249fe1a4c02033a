/** Puts the page together: the office's settings, the draft, the form, and the result after every input. */

import { announce } from "./announce.js";
import { asked } from "./ask.js";
import { byId, flat, h } from "./dom.js";
import { emptyDraft, isEmpty } from "./draft.js";
import { showFaq } from "./faq.js";
import { createForm } from "./form.js";
import { degreeHelps, faultOfDay, judge } from "./judge.js";
import { init, LsscError, LsscUnavailableError, Terms } from "./lssc/slim.js";
import { loadOffice, namesIn } from "./office.js";
import { worksOffline } from "./offline.js";
import { wireExamples, wireRecord } from "./record.js";
import { showPrintedLine, showResult } from "./result.js";
import { forget, keep, keepNow, kept, watch } from "./store.js";
import { say } from "./words.js";

/** @import { Fault } from "./lssc/slim.js" */
/** @import { Draft } from "./draft.js" */
/** @import { Judgment } from "./judge.js" */
/** @import { Desk } from "./record.js" */

const office = await loadOffice();
/** What everything is judged under; nothing where that cannot be. */
const terms = await start();
const names = namesIn(office, terms?.policy);

let draft = kept() ?? emptyDraft();
/** What the draft was when it came from a file or an example: as long as it is that, nothing would be lost. */
let given = "";
/** The day that the page was opened with. */
const opening = new URLSearchParams(location.search).get("as-of") ?? today();
let asOf = opening;
/** Whether the day is an example's, and goes with it. */
let isStory = false;
/** @type {Judgment | null} */
let judgment = null;
let form = createForm(byId("questions"), draft, names, changed);

/** @type {Desk} */
const desk = {
  names,
  draft: () => draft,
  judgment: () => judgment,
  isKeptElsewhere: () => isEmpty(draft) || JSON.stringify(draft) === given,
  check: () => form.check(),
  replace: (other, day) => {
    replaceDraft(other, day);
    isStory = day !== undefined;
    changed();
  },
  remove: () => {
    replaceDraft(emptyDraft());
    forget();
  },
};

byId("office").textContent = office.name;
byId("contact").textContent = office.contact;
showFaq();
wireDay();
wireRecord(desk);
await wireExamples(desk);
addEventListener("pagehide", keepNow);
watch(takeOver);
update();
document.documentElement.dataset["ready"] = "";
worksOffline(keepNow);

/** Starts the core with the office's settings, or says on the page why it cannot be. */
async function start() {
  try {
    await init();
    return new Terms({ catalog: office.catalog, policy: office.policy });
  } catch (error) {
    explain(error);
    return null;
  }
}

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
    form.update({ faults: [], aside: new Set(), asked: [], asOf: undefined, all: true });
    return;
  }
  const day = dayToUse(terms);
  judgment = judge(terms, draft, day);
  const { assessment, faults, aside, record } = judgment;
  const agreements = office.catalog.agreements ?? [];
  const next = asked(assessment, draft, () => degreeHelps(terms, record, agreements, day));
  form.update({ faults, aside, asked: next, asOf: day, all: false });
  showPrintedLine(office.name, record.id, day);
  announce(
    showResult({
      judgment,
      policy: terms.policy,
      office,
      names,
      dayName: day === today() ? "Today" : "This day",
      asked: next,
      open: (question) => form.open(question),
    }),
  );
}

/**
 * Puts another draft in the place of this one. Keeping it is another matter.
 *
 * @param {Draft} other
 * @param {string} [day] the day that comes with it
 */
function replaceDraft(other, day = isStory ? opening : asOf) {
  isStory = false;
  draft = other;
  form = createForm(byId("questions"), draft, names, changed);
  given = JSON.stringify(draft);
  setDay(day);
}

/**
 * Takes over what another tab has made of the draft.
 *
 * @param {Draft | null} other
 */
function takeOver(other) {
  if (JSON.stringify(other ?? emptyDraft()) === JSON.stringify(draft)) return;
  replaceDraft(other ?? emptyDraft());
  given = "";
  byId("kept").textContent = other
    ? "Your answers were changed in another tab."
    : "Your answers were deleted in another tab.";
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
  input.addEventListener("focusout", () =>
    setTimeout(() => {
      // And so says the field, once it is left.
      if (input.value === "") input.value = asOf;
      // The result stays as it is: what has the focus by now may stand in it.
      if (terms) dayToUse(terms);
    }),
  );
  byId("today").addEventListener("click", () => {
    setDay(today());
    input.focus();
  });
}

/** @param {string} day */
function setDay(day) {
  asOf = day;
  /** @type {HTMLInputElement} */ (byId("as-of")).value = day;
  update();
}

/** @param {unknown} error */
function explain(error) {
  const notice = byId("notice");
  notice.hidden = false;
  byId("stand").hidden = true;
  if (error instanceof LsscError) {
    notice.replaceChildren(
      h("h2", {}, "The settings of this page have faults"),
      h("p", {}, "They are the office’s to correct, in office.json. Your answers can be kept all the same."),
      h(
        "ul",
        {},
        error.faults.map(({ path, message }) => h("li", {}, h("code", {}, path), " ", message)),
      ),
    );
    return;
  }
  notice.replaceChildren(
    h("h2", {}, "This browser cannot work out the result"),
    h(
      "p",
      {},
      "The part of the page that does it could not be loaded, or WebAssembly is switched off here, or not allowed. Opening the page again may help. You can still fill in your answers, keep them in this browser, and save them as a file; the office, or another browser, can read that.",
    ),
  );
  if (!(error instanceof LsscUnavailableError)) console.error(error);
}

/** Today by the calendar of this browser. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
}
