/**
 * What the items of the program's published FAQ come to, in this page's own words. Without numbers: those come from the policy that the
 * office has set, and stand in the result.
 */

import { byId, h } from "./dom.js";
import { capitalized } from "./words.js";

/** @type {readonly (readonly [string, string, string])[]} */
const ITEMS = [
  [
    "FAQ 3",
    "Who counts as support staff?",
    "Everybody in a library position for which no Master’s of Library and Information Science is asked. It is the position that decides: somebody who has the degree and works in such a position is support staff too.",
  ],
  [
    "FAQ 6",
    "Who can take part?",
    "Support staff with a high school diploma or its equivalent, who have worked or volunteered in a library of any type for long enough in recent years. Some skill with computers is expected, as with email and files, but nobody is turned away for it.",
  ],
  ["FAQ 7", "Is there a deadline to apply?", "None. Applications are taken all year round."],
  [
    "FAQ 8",
    "What has to be done?",
    "Some competency sets are required of everybody; more are chosen from the electives. With all of the required ones and enough electives you are certified.",
  ],
  [
    "FAQ 9",
    "What are the competency sets?",
    "The ten areas shown as tiles on this page, each marked as required or elective.",
  ],
  [
    "FAQ 10",
    "How is a competency set met?",
    "By passing an approved course, or by a portfolio that the program’s evaluators find good enough. Each set can be met either way, and one way is enough.",
  ],
  [
    "FAQ 12",
    "What is a recognition agreement?",
    "A college whose graduates have all covered what the certification asks for can have its degree or certificate recognized. Such graduates apply and enroll; they need no further courses or portfolios.",
  ],
  [
    "FAQ 14",
    "Which courses and colleges are recognized?",
    "The program keeps a catalog of them. What this page offers to choose from is the part that the office has entered.",
  ],
  [
    "FAQ 16",
    "Do earlier courses count?",
    "An approved course or a recognized degree counts also when it was completed some time before the approval, but not too long before. Other courses give no credit by themselves; what you learned there can go into a portfolio.",
  ],
  [
    "FAQ 18",
    "How long is there to finish?",
    "The time runs from your admission, and every set must be achieved before it ends. The last day is drawn in your timeline.",
  ],
  [
    "FAQ 19",
    "How long does the certification last?",
    "For a term of some years, and again for as long with each renewal. Renewal opens some time before a term ends, and there is a short grace period after the initial term. It takes contact hours of continuing education related to the competency sets, some of them about technology.",
  ],
  [
    "FAQ 21",
    "What does it cost?",
    "There is a fee for the application and one for each portfolio; ALA members pay less. What an approved course costs is up to its provider and does not appear here.",
  ],
  [
    "policy page",
    "How are contact hours counted?",
    "The program’s renewal policy says what an activity must be related to, how short it may be, and how college credits and days at a conference are turned into contact hours.",
  ],
];

/** Puts the paraphrases on the page, and opens the one that a link leads to. */
export function showFaq() {
  byId("faq-items").replaceChildren(
    ...ITEMS.map(([cite, question, text]) =>
      h(
        "details",
        { id: cite.toLowerCase().replaceAll(" ", "-") },
        h("summary", {}, h("span", { class: "cite" }, capitalized(cite)), ` ${question}`),
        h("p", {}, text),
      ),
    ),
  );
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest(".cites a") : null;
    const item = link && document.getElementById((link.getAttribute("href") ?? "").slice(1));
    if (!(item instanceof HTMLDetailsElement)) return;
    item.open = true;
    item.querySelector("summary")?.focus();
  });
}
