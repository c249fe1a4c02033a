/** The draft in this browser. Where the browser refuses to keep anything, the page works all the same. */

import { draftFrom } from "./draft.js";

/** @import { Draft } from "./draft.js" */

const KEY = "lssc-draft";
const PAUSE = 300;

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
/** @type {(() => void) | undefined} */
let write;

/** @returns {Draft | null} */
export function kept() {
  try {
    return draftFrom(JSON.parse(localStorage.getItem(KEY) ?? "null"))?.draft ?? null;
  } catch {
    return null;
  }
}

/**
 * Keeps the draft after a moment without typing.
 *
 * @param {Draft} draft
 * @param {(kept: boolean) => void} told whether the browser has kept it
 */
export function keep(draft, told) {
  clearTimeout(waiting);
  write = () => {
    write = undefined;
    try {
      localStorage.setItem(KEY, JSON.stringify(draft));
      told(true);
    } catch {
      told(false);
    }
  };
  waiting = setTimeout(write, PAUSE);
}

/** Keeps now what is still waiting: the page may be closed. */
export function keepNow() {
  clearTimeout(waiting);
  write?.();
}

/** Deletes the draft. */
export function forget() {
  clearTimeout(waiting);
  write = undefined;
  try {
    localStorage.removeItem(KEY);
  } catch {
    // There is none to delete.
  }
}

/**
 * Tells of a draft that has changed elsewhere: in another tab, or while this page lay in the browser's memory behind the Back button.
 * Two tabs that each kept their own would undo one another, and bring back what was deleted.
 *
 * @param {(draft: Draft | null) => void} told
 */
export function watch(told) {
  addEventListener("storage", ({ key }) => {
    if (key === KEY || key === null) told(kept());
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) told(kept());
  });
}
