/** The library, built and packed, and its answers in the form of the plain rules. */

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { hundredths } from "./terms.mjs";

/** The folder of the package: `LSSC_PACKAGE`, or what stands in the sources once it is built. */
const folder = pathToFileURL(`${process.env.LSSC_PACKAGE ?? new URL("../../../lssc-wasm", import.meta.url).pathname}/`);

const { version, exports } = JSON.parse(readFileSync(new URL("package.json", folder), "utf8"));
/** As Node would find it by its name. */
const entry = exports["."].node ?? exports["."].default;

export { version };
export const { Terms } = await import(new URL(entry, folder));
/** The module that a page loads, and the one that Node starts. */
export const pageModule = readFileSync(new URL("dist/wasm/lssc_bg.wasm", folder));
export const nodeModule = Buffer.from((await import(new URL("dist/wasm/quick.js", folder))).base64, "base64");

export function ofAssessment({ assessment }) {
  const { status, eligibility, completion, renewal, fees } = assessment;
  return {
    status,
    eligible: eligibility.verdict === "met",
    hours: hundredths(eligibility.experience.counted_hours),
    completed_on: completion.completed_on,
    ...ofTerm(renewal, renewal?.contact_hours.counted, renewal?.technology_hours.counted),
    total_cents: fees.total_cents,
  };
}

export function ofSummary({ summary }) {
  const { status, eligibility, counted_hours, completed_on, certification, total_cents } = summary;
  return {
    status,
    eligible: eligibility === "met",
    hours: hundredths(counted_hours),
    completed_on,
    ...ofTerm(certification, certification?.contact_hours, certification?.technology_hours),
    total_cents,
  };
}

function ofTerm(term, contact, technology) {
  return {
    opens_on: term?.opens_on ?? null,
    expires_on: term?.expires_on ?? null,
    last_day: term?.last_day ?? null,
    contact_hours: term ? hundredths(contact) : null,
    technology_hours: term ? hundredths(technology) : null,
  };
}
