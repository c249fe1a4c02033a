/** The office's own settings: its policy, what it has approved, and how these things are called. */

import { competencySets } from "./lssc/slim.js";

/** @import { Catalog, PolicyInput, Terms } from "./lssc/slim.js" */

/**
 * What `office.json` holds.
 *
 * @typedef {object} Office
 * @property {string} name
 * @property {string} contact how to reach the office, in a few words
 * @property {PolicyInput} policy
 * @property {Catalog} catalog
 * @property {Record<string, string>} course_titles the titles of courses that are approved together with others
 * @property {string} [prices_note] what is to be said of the prices of courses
 */

/**
 * What ids stand for.
 *
 * @typedef {object} Names
 * @property {(id: string) => string | undefined} of the title of a set, course or college; nothing for what is none of them
 * @property {(id: string) => string} course
 * @property {(id: string) => string} approval
 * @property {(id: string) => string} college
 * @property {(id: string) => string} set
 * @property {readonly (readonly [string, readonly (readonly [string, string])[]])[]} courses by provider
 * @property {readonly (readonly [string, string])[]} colleges
 */

/**
 * @returns {Promise<Office>}
 */
export async function loadOffice() {
  const response = await fetch("./office.json");
  if (!response.ok) throw new Error(`office.json: ${response.status}`);
  return response.json();
}

/**
 * @param {Office} office
 * @param {Terms["policy"] | undefined} policy the whole policy, where the core could read it
 * @returns {Names}
 */
export function namesIn({ catalog, course_titles: titles }, policy) {
  /** @type {Map<string, { title: string; provider: string }>} */
  const courses = new Map();
  for (const { courses: ids, title, provider } of catalog.approvals ?? []) {
    for (const id of ids)
      courses.set(id, { title: titles[id] ?? title ?? id, provider: provider ?? "Other providers" });
  }
  const colleges = new Map(
    (catalog.agreements ?? []).map(({ id, college, program }) => [
      id,
      program ? `${college}, ${program}` : college,
    ]),
  );
  const sets = new Map(competencySets.map(({ id, title }) => [/** @type {string} */ (id), title]));
  const known = new Set(/** @type {string[]} */ ([...sets.values()]));
  const course = (/** @type {string} */ id) => {
    const found = courses.get(id);
    return found ? `${found.title} (${found.provider})` : `“${id}”`;
  };
  const approval = (/** @type {string} */ id) => {
    const found = catalog.approvals?.find((one) => one.id === id);
    return [found?.title ?? `“${id}”`, found?.provider && `(${found.provider})`].filter(Boolean).join(" ");
  };
  return {
    of: (id) => {
      if (courses.has(id)) return course(id);
      if (id === policy?.id) return `“${policy.title}”`;
      return colleges.get(id) ?? sets.get(id) ?? (known.has(id) ? id : undefined);
    },
    course,
    approval,
    college: (id) => colleges.get(id) ?? `“${id}”`,
    set: (id) => sets.get(id) ?? `“${id}”`,
    courses: byProvider(courses),
    colleges: [...colleges].sort(byLabel),
  };
}

/** @param {Map<string, { title: string; provider: string }>} courses */
function byProvider(courses) {
  const providers = [...new Set([...courses.values()].map(({ provider }) => provider))].sort();
  return providers.map((provider) => {
    const theirs = [...courses].filter(([, course]) => course.provider === provider);
    return /** @type {const} */ ([
      provider,
      theirs.map(([id, { title }]) => /** @type {[string, string]} */ ([id, title])).sort(byLabel),
    ]);
  });
}

/**
 * @param {readonly [string, string]} one
 * @param {readonly [string, string]} other
 */
function byLabel([, one], [, other]) {
  return one.localeCompare(other, "en-US");
}
