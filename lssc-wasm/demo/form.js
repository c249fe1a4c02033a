/** The form: one section for each question, entries in lists, errors where they belong. The draft is all the state there is. */

import { tell } from "./announce.js";
import { confirmed } from "./confirm.js";
import { button, byId, h } from "./dom.js";
import { entriesOf } from "./draft.js";
import { entryEditor } from "./entry.js";
import { faultWords, placeName } from "./faults.js";
import { choiceOf, control, radios } from "./field.js";
import { keysOf, questions } from "./questions.js";
import { count, day } from "./words.js";

/** @import { Fault } from "./lssc/slim.js" */
/** @import { Draft, Entry } from "./draft.js" */
/** @import { EntryEditor } from "./entry.js" */
/** @import { Around, Control } from "./field.js" */
/** @import { Names } from "./office.js" */
/** @import { List, Question, QuestionId } from "./questions.js" */

/**
 * What the form shows of a judgment.
 *
 * @typedef {object} Seen
 * @property {readonly Fault[]} faults pointers start at the record
 * @property {ReadonlySet<string>} aside pointers to what does not count yet
 * @property {readonly QuestionId[]} asked
 * @property {string | undefined} asOf the day of the assessment
 * @property {boolean} all whether every question is shown: when nothing says which matter
 */

/**
 * A question on the page.
 *
 * @typedef {object} Section
 * @property {Question} question
 * @property {HTMLDetailsElement} node
 * @property {HTMLElement} soFar
 * @property {HTMLElement} next
 * @property {Control[]} controls fields of the record itself
 * @property {EntryEditor[]} entries
 * @property {() => void} refresh shows the answer's state, as which of yes and none is chosen
 */

/**
 * @param {HTMLElement} root
 * @param {Draft} draft
 * @param {Names} names
 * @param {() => void} changed after every input
 */
export function createForm(root, draft, names, changed) {
  /** @type {Seen} */
  let seen = { faults: [], aside: new Set(), asked: [], asOf: undefined, all: false };
  /** @type {Set<QuestionId>} */
  const opened = new Set();
  /** @type {Around} */
  const around = { names, changed, left: sayNewErrors };
  const id = control(
    {
      key: "id",
      label: "Name of this record",
      kind: "text",
      hint: "It goes into the file, and on the printed page.",
    },
    draft,
    around,
  );
  byId("record-id").replaceChildren(id.node);
  const sections = questions.map(section);
  root.replaceChildren(...sections.map(({ node }) => node));

  return { update, open, check };

  /**
   * Shows what a judgment says about the answers.
   *
   * @param {Seen} now
   */
  function update(now) {
    const before = seen.asked;
    seen = now;
    for (const one of sections) {
      const { question, node } = one;
      const isAsked = now.asked.includes(question.id);
      const isAnswered = keysOf(question).some((key) => draft[key] !== undefined);
      node.hidden = !(
        now.all ||
        isAsked ||
        isAnswered ||
        opened.has(question.id) ||
        node.contains(document.activeElement)
      );
      if (isAsked && !before.includes(question.id)) node.open = true;
      one.next.hidden = !isAsked;
      one.soFar.textContent = answerSoFar(question, draft, now);
      one.refresh();
      one.entries.forEach((entry, index) => entry.update(index, now));
    }
    showOthers();
    showErrors();
  }

  /**
   * Opens a question by hand and goes there.
   *
   * @param {QuestionId} question
   */
  function open(question) {
    opened.add(question);
    const found = sections.find((one) => one.question.id === question);
    if (!found) return;
    found.node.hidden = false;
    found.node.open = true;
    showOthers();
    found.node.querySelector("summary")?.focus();
  }

  /** Lets every field say what is wrong, and goes to the list of it. Says whether there is anything. */
  function check() {
    everyControl().forEach((one) => one.complain());
    showErrors().forEach(({ found }) => unfold(found.target));
    const summary = byId("errors");
    if (summary.hidden) return false;
    summary.focus();
    return true;
  }

  /** The questions that are not on the page, each with a button that brings it there. */
  function showOthers() {
    const hidden = sections.filter(({ node }) => node.hidden);
    byId("others").hidden = hidden.length === 0;
    byId("others-list").replaceChildren(
      ...hidden.map(({ question }) =>
        h(
          "li",
          {},
          button(question.title, () => open(question.id)),
        ),
      ),
    );
  }

  /** What is wrong with the field that was just left: to be seen, and heard. */
  function sayNewErrors() {
    const before = byId("errors-list").childElementCount;
    const shown = showErrors();
    if (shown.length > before) tell(byId("errors-title").textContent ?? "");
  }

  /** Shows each fault at its field, once one has left it, and all of them in the summary; says which. */
  function showErrors() {
    const all = everyControl();
    const shown = seen.faults.flatMap((fault) => {
      const found = controlOf(fault.path);
      return found?.complainsOf(fault.code) ? [{ fault, found }] : [];
    });
    for (const one of all) {
      const own = shown.filter(({ found }) => found === one);
      one.showError(
        own.length === 0 ? null : own.map(({ fault }) => h("span", {}, faultWords(fault, one, names), ". ")),
      );
    }
    const summary = byId("errors");
    summary.hidden = shown.length === 0;
    byId("errors-title").textContent =
      `There ${shown.length === 1 ? "is a problem" : "are problems"} in ${count(shown.length, "answer")}`;
    byId("errors-list").replaceChildren(
      ...shown.map(({ fault, found }) => h("li", {}, errorLink(fault, found))),
    );
    return shown;
  }

  /**
   * @param {Fault} fault
   * @param {Control} found
   */
  function errorLink(fault, found) {
    const link = h(
      "a",
      { href: `#${found.target.id}` },
      placeName(fault.path),
      faultWords(fault, found, names),
    );
    link.addEventListener("click", (event) => {
      event.preventDefault();
      unfold(found.target);
      found.target.focus();
    });
    return link;
  }

  /**
   * The field that a fault is shown at.
   *
   * @param {string} path
   */
  function controlOf(path) {
    const [, key = "", index, name] = path.split("/");
    if (key === "id") return id;
    const found = sections.find(({ question }) => keysOf(question).includes(key));
    return index === undefined || found?.question.kind !== "list"
      ? found?.controls.find((one) => one.key === key)
      : found.entries[Number(index)]?.controlOf(name);
  }

  function everyControl() {
    return [
      id,
      ...sections.flatMap(({ controls, entries }) => [
        ...controls,
        ...entries.flatMap((entry) => entry.controls),
      ]),
    ];
  }

  /**
   * @param {Question} question
   * @returns {Section}
   */
  function section(question) {
    const soFar = h("span", { class: "so-far" });
    const next = h("span", { class: "next" }, "Next");
    const summary = h("summary", {}, h("h3", {}, question.title), " ", soFar, " ", next);
    const node = h("details", { class: "question", id: `q-${question.id.replaceAll("_", "-")}` }, summary);
    /** @type {Section} */
    const made = { question, node, soFar, next, controls: [], entries: [], refresh: () => {} };
    if (question.kind === "list") fillList(question, made);
    else fillFields(question, made);
    return made;
  }

  /**
   * @param {Exclude<Question, List>} question
   * @param {Section} made
   */
  function fillFields(question, made) {
    if (question.kind === "choice") {
      made.controls = [radios(question, draft, around)];
    } else {
      made.controls = question.fields.map((field) => control(field, draft, around));
    }
    const nodes = made.controls.map(({ node }) => node);
    const asking =
      question.kind === "choice"
        ? nodes
        : [
            h(
              "fieldset",
              { class: "dates" },
              h("legend", {}, question.ask),
              question.hint && h("p", { class: "hint" }, question.hint),
              nodes,
            ),
          ];
    const clear = button(
      "Clear this answer",
      () => {
        for (const key of keysOf(question)) delete draft[key];
        for (const input of made.node.querySelectorAll("input")) {
          input.checked = false;
          if (input.type === "date") input.value = "";
        }
        made.controls[0]?.target.focus();
        tell(`${question.title}: not answered.`);
        changed();
      },
      { class: "small" },
    );
    made.node.append(h("div", { class: "body" }, asking, clear));
    made.refresh = () => {
      clear.hidden = keysOf(question).every((key) => draft[key] === undefined);
    };
  }

  /**
   * @param {List} question
   * @param {Section} made
   */
  function fillList(question, made) {
    const name = `a-${question.id.replaceAll("_", "-")}`;
    const yes = h("input", { type: "radio", name, id: `${name}-yes` });
    const none = h("input", { type: "radio", name, id: `${name}-none` });
    const place = h("div", { class: "entries" });
    const add = button("Add another entry", () => addEntry({}));
    const clear = button("Clear this answer", () => replaceAll(undefined), { class: "small" });

    yes.addEventListener("input", () => {
      if (entriesOf(draft, question.id).length === 0) addEntry({});
    });
    none.addEventListener("input", () => replaceAll([]));
    // For what is wrong with the list itself.
    const choice = choiceOf(name, question, draft, around, [
      [yes, question.yes],
      [none, question.none],
    ]);
    made.controls = [choice];

    made.node.append(
      h("div", { class: "body" }, choice.node, place, h("p", { class: "actions" }, add, clear)),
    );
    entriesOf(draft, question.id).forEach((entry) => place.append(editor(entry, false).node));
    made.refresh = () => {
      const value = draft[question.id];
      yes.checked = entriesOf(draft, question.id).length > 0;
      none.checked = value !== undefined && !yes.checked;
      add.hidden = !yes.checked;
      clear.hidden = value === undefined;
    };

    /**
     * @param {Entry} entry
     * @param {boolean} isOpen
     */
    function editor(entry, isOpen) {
      const one = entryEditor(question, entry, around, isOpen, () => remove(one));
      made.entries.push(one);
      return one;
    }

    /** @param {Entry} entry */
    function addEntry(entry) {
      draft[question.id] = [...entriesOf(draft, question.id), entry];
      const one = editor(entry, true);
      place.append(one.node);
      changed();
      one.controls[0]?.target.focus();
    }

    /** @param {EntryEditor} one */
    function remove(one) {
      const index = made.entries.indexOf(one);
      made.entries.splice(index, 1);
      one.node.remove();
      const left = entriesOf(draft, question.id).filter((_, place) => place !== index);
      // Without its last entry a list is not answered. That there are none is for the person to say.
      if (left.length > 0) draft[question.id] = left;
      else delete draft[question.id];
      tell(`${question.entry} removed.`);
      changed();
      const beside = made.entries[Math.min(index, made.entries.length - 1)];
      (beside?.node.querySelector("summary") ?? yes).focus();
    }

    /**
     * Puts "none" or "not answered" in the place of the entries, after asking where there are some.
     *
     * @param {[] | undefined} value
     */
    async function replaceAll(value) {
      const entries = entriesOf(draft, question.id).filter((entry) =>
        Object.keys(entry).some((key) => entry[key] !== ""),
      );
      const sure =
        entries.length === 0 ||
        (await confirmed(
          "Remove what you entered?",
          `${question.title}: ${entries.length === 1 ? "1 entry" : `${entries.length} entries`}.`,
          "Remove",
          "Keep",
        ));
      if (sure) {
        if (value) draft[question.id] = value;
        else delete draft[question.id];
        made.entries.splice(0).forEach(({ node }) => node.remove());
        if (!value) tell(`${question.title}: not answered.`);
      }
      changed();
      if (sure && !value) yes.focus();
    }
  }
}

/**
 * Opens everything around an element.
 *
 * @param {HTMLElement} target
 */
function unfold(target) {
  for (let around = target.parentElement; around; around = around.parentElement) {
    around.hidden = false;
    if (around instanceof HTMLDetailsElement) around.open = true;
  }
}

/**
 * The answer in a few words.
 *
 * @param {Question} question
 * @param {Draft} draft
 * @param {Seen} seen
 */
function answerSoFar(question, draft, { aside, asOf }) {
  if (question.kind === "choice") {
    return (
      question.options.find(([value]) => value === draft[question.id])?.[1] ??
      (draft[question.id] === undefined ? "Not answered" : "To be corrected")
    );
  }
  if (question.kind === "dates") {
    const given = question.fields.filter(({ key }) => draft[key] !== undefined);
    const said = given.map(({ key, label }) => {
      const on = String(draft[key]);
      if (aside.has(`/${key}`)) return `${label}: ${on === "" ? "not finished" : "to be corrected"}`;
      return `${label} ${day(on)}${asOf !== undefined && on > asOf ? " (still to come)" : ""}`;
    });
    return said.join(" · ") || "Not answered";
  }
  const value = draft[question.id];
  if (value === undefined) return "Not answered";
  const entries = entriesOf(draft, question.id);
  if (entries.length === 0) return question.none;
  const open = entries.filter((_, index) => aside.has(`/${question.id}/${index}`)).length;
  const all = entries.length === 1 ? "1 entry" : `${entries.length} entries`;
  return open === 0 ? all : `${all}, ${open} not counted yet`;
}
