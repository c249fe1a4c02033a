/** The smaller rule set as somebody would write it in JavaScript: objects, arrays and `Date`. */

import { APPLICATION, ELECTIVES_NEEDED, HOURS_NEEDED, hundredths, PORTFOLIO, REQUIRED } from "./terms.mjs";

const DAY = 86_400_000;

const read = (text) => (text ? new Date(text) : null);
const written = (date) => date?.toISOString().slice(0, 10) ?? null;
const latest = (...dates) => new Date(Math.max(...dates));
const earliest = (...dates) => new Date(Math.min(...dates));

export function monthsLater(date, months) {
  const later = new Date(date);
  later.setUTCMonth(later.getUTCMonth() + months, 1);
  const last = new Date(Date.UTC(later.getUTCFullYear(), later.getUTCMonth() + 1, 0)).getUTCDate();
  later.setUTCDate(Math.min(date.getUTCDate(), last));
  return later;
}

function countedHours(spans, reference, asOf) {
  const start = monthsLater(reference, -60);
  let weekly = 0;
  let total = 0;
  for (const span of spans) {
    const [from, to] = [read(span.from), read(span.to)];
    if (from > asOf) continue;
    const days = Math.round((earliest(to ?? reference, reference) - latest(from, start)) / DAY) + 1;
    if (days <= 0) continue;
    if (span.hours_per_week === undefined) {
      const own = Math.round((to - from) / DAY) + 1;
      total += Math.floor((hundredths(span.total_hours) * days) / own);
    } else {
      weekly += hundredths(span.hours_per_week) * days;
    }
  }
  return Math.floor(weekly / 7) + total;
}

function completedOn(portfolios, admitted, asOf) {
  if (!admitted) return null;
  const until = earliest(monthsLater(admitted, 48), asOf);
  const earned = new Map();
  for (const { set, outcome, submitted_on, evaluated_on } of portfolios) {
    if (outcome !== "achieved" || read(submitted_on) < admitted) continue;
    const day = read(evaluated_on);
    if (day <= until && !(earned.get(set) <= day)) earned.set(set, day);
  }
  const required = REQUIRED.map((set) => earned.get(set));
  const electives = [...earned].filter(([set]) => !REQUIRED.includes(set)).map(([, day]) => day);
  if (required.includes(undefined) || electives.length < ELECTIVES_NEEDED) return null;
  electives.sort((one, other) => one - other);
  return latest(...required, electives[ELECTIVES_NEEDED - 1]);
}

function renewalHours(activities, certified, until) {
  let contact = 0;
  let technology = 0;
  for (const { completed_on, quantity, sets } of activities) {
    const day = read(completed_on);
    if (day < certified || day > until || sets.length === 0) continue;
    contact += hundredths(quantity);
    if (sets.includes("technology")) technology += hundredths(quantity);
  }
  return { contact, technology };
}

function totalCents(record, reference, asOf) {
  const memberships = (record.ala_membership ?? []).map(({ from, to }) => ({ from: read(from), to: read(to) }));
  const price = ({ member, others }, day) =>
    memberships.some(({ from, to }) => from <= day && (!to || day <= to)) ? member : others;
  const submitted = (record.portfolios ?? []).map((one) => read(one.submitted_on)).filter((day) => day <= asOf);
  return submitted.reduce((sum, day) => sum + price(PORTFOLIO, day), price(APPLICATION, reference));
}

function statusOf({ asOf, applied, admitted, eligible, term }) {
  if (term) {
    if (asOf < term.opens) return "certified";
    if (asOf <= term.expires) return "renewal-open";
    return asOf <= term.last ? "grace" : "lapsed";
  }
  if (admitted) return asOf > monthsLater(admitted, 48) ? "candidacy-expired" : "candidate";
  if (applied) return "applied";
  return eligible ? "eligible" : "ineligible";
}

/** Where somebody stands on a day; both as JSON has them. */
export function summary(record, day) {
  const asOf = read(day);
  const known = (text) => {
    const date = read(text);
    return date && date <= asOf ? date : null;
  };
  const [applied, admitted] = [known(record.applied_on), known(record.admitted_on)];
  const recorded = known(record.certified_on);
  const reference = applied ?? admitted ?? recorded ?? asOf;
  const hours = countedHours(record.experience ?? [], reference, asOf);
  const eligible = record.education !== "below-high-school" && record.position_requires_mls === false && hours >= HOURS_NEEDED;
  const completed = completedOn(record.portfolios ?? [], admitted, asOf);
  const certified = recorded ?? (completed && admitted ? latest(completed, admitted) : null);
  let term = null;
  let renewal = null;
  if (certified) {
    const expires = monthsLater(certified, 48);
    term = { expires, opens: monthsLater(expires, -12), last: monthsLater(expires, 2) };
    renewal = renewalHours(record.activities ?? [], certified, earliest(asOf, term.last));
  }
  return {
    status: statusOf({ asOf, applied, admitted, eligible, term }),
    eligible,
    hours,
    completed_on: written(completed),
    opens_on: written(term?.opens),
    expires_on: written(term?.expires),
    last_day: written(term?.last),
    contact_hours: renewal?.contact ?? null,
    technology_hours: renewal?.technology ?? null,
    total_cents: totalCents(record, reference, asOf),
  };
}
