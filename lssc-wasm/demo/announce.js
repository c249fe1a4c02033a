/** What a screen reader is told: one polite region, and only what it comes to, after a pause in typing. */

import { byId } from "./dom.js";

const PAUSE = 700;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
let last = "";

/**
 * Says where one stands, if that has changed.
 *
 * @param {string} text
 */
export function announce(text) {
  clearTimeout(waiting);
  if (text === last) return;
  waiting = setTimeout(() => say(text), PAUSE);
}

/**
 * Says something that has just been done, at once; the result follows if it has changed with it.
 *
 * @param {string} text
 */
export function tell(text) {
  byId("live").textContent = text;
}

/** @param {string} text */
function say(text) {
  last = text;
  byId("live").textContent = text;
}
