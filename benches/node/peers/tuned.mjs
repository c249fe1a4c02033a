/** The same rules with everything that makes JavaScript quick: days as numbers, no `Date`, no object or array on the way. */

import { APPLICATION, ELECTIVES_NEEDED, HOURS_NEEDED, PORTFOLIO, SETS } from "./terms.mjs";

const FAR = 1e9;
const PLACES = new Map(SETS.map((set, place) => [set, place]));
const FIRST = new Int32Array(SETS.length);
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const digit = (text, at) => text.charCodeAt(at) - 48;

/** Days since 1970-01-01 of a date in the proleptic Gregorian calendar. */
export function daysOf(year, month, day) {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = (((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) | 0) + day - 1;
  return era * 146_097 + ofEra * 365 + ((ofEra / 4) | 0) - ((ofEra / 100) | 0) + ofYear - 719_468;
}

export function read(text) {
  if (!text) return FAR;
  const year = digit(text, 0) * 1000 + digit(text, 1) * 100 + digit(text, 2) * 10 + digit(text, 3);
  return daysOf(year, digit(text, 5) * 10 + digit(text, 6), digit(text, 8) * 10 + digit(text, 9));
}

/** Year, month and day as one number: `year * 10000 + month * 100 + day`. */
export function parts(days) {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const ofEra = shifted - era * 146_097;
  const year = ((ofEra - ((ofEra / 1460) | 0) + ((ofEra / 36_524) | 0) - ((ofEra / 146_096) | 0)) / 365) | 0;
  const ofYear = ofEra - (365 * year + ((year / 4) | 0) - ((year / 100) | 0));
  const month = ((5 * ofYear + 2) / 153) | 0;
  const day = ofYear - (((153 * month + 2) / 5) | 0) + 1;
  const civil = month < 10 ? month + 3 : month - 9;
  return (year + era * 400 + (civil <= 2 ? 1 : 0)) * 10_000 + civil * 100 + day;
}

export function monthsLater(days, months) {
  const known = parts(days);
  const count = ((known / 10_000) | 0) * 12 + (((known / 100) | 0) % 100) - 1 + months;
  const year = (count / 12) | 0;
  const month = (count % 12) + 1;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 && isLeap ? 29 : LENGTHS[month - 1];
  const day = known % 100;
  return daysOf(year, month, day < length ? day : length);
}

function written(days) {
  const known = parts(days);
  const month = ((known / 100) | 0) % 100;
  const day = known % 100;
  return `${(known / 10_000) | 0}-${month < 10 ? "0" : ""}${month}-${day < 10 ? "0" : ""}${day}`;
}

function countedHours(spans, reference, asOf) {
  const start = monthsLater(reference, -60);
  let weekly = 0;
  let total = 0;
  for (let at = 0; at < spans.length; at += 1) {
    const span = spans[at];
    const from = read(span.from);
    if (from > asOf) continue;
    const to = read(span.to);
    const days = (to < reference ? to : reference) - (from > start ? from : start) + 1;
    if (days <= 0) continue;
    if (span.hours_per_week === undefined) {
      total += Math.floor((Math.round(span.total_hours * 100) * days) / (to - from + 1));
    } else {
      weekly += Math.round(span.hours_per_week * 100) * days;
    }
  }
  return Math.floor(weekly / 7) + total;
}

function completedOn(portfolios, admitted, until) {
  FIRST.fill(FAR);
  for (let at = 0; at < portfolios.length; at += 1) {
    const portfolio = portfolios[at];
    if (portfolio.outcome !== "achieved" || read(portfolio.submitted_on) < admitted) continue;
    const day = read(portfolio.evaluated_on);
    const place = PLACES.get(portfolio.set);
    if (day <= until && day < FIRST[place]) FIRST[place] = day;
  }
  const required = Math.max(FIRST[0], FIRST[1], FIRST[2]);
  const electives = FIRST.subarray(3).sort();
  const third = electives[ELECTIVES_NEEDED - 1];
  return required > third ? required : third;
}

function isMember(memberships, day) {
  for (let at = 0; at < memberships.length; at += 1) {
    if (read(memberships[at].from) <= day && day <= read(memberships[at].to)) return true;
  }
  return false;
}

function totalCents(record, reference, asOf) {
  const memberships = record.ala_membership ?? [];
  let total = isMember(memberships, reference) ? APPLICATION.member : APPLICATION.others;
  const portfolios = record.portfolios ?? [];
  for (let at = 0; at < portfolios.length; at += 1) {
    const day = read(portfolios[at].submitted_on);
    if (day <= asOf) total += isMember(memberships, day) ? PORTFOLIO.member : PORTFOLIO.others;
  }
  return total;
}

/** Contact hours in hundredths, then those in technology. */
const counted = [0, 0];

function countRenewal(activities, certified, until) {
  counted[0] = 0;
  counted[1] = 0;
  for (let at = 0; at < activities.length; at += 1) {
    const activity = activities[at];
    const day = read(activity.completed_on);
    if (day < certified || day > until || activity.sets.length === 0) continue;
    const hours = Math.round(activity.quantity * 100);
    counted[0] += hours;
    if (activity.sets.includes("technology")) counted[1] += hours;
  }
}

function termStatus(asOf, opens, expires, last) {
  if (asOf < opens) return "certified";
  if (asOf <= expires) return "renewal-open";
  return asOf <= last ? "grace" : "lapsed";
}

/** Where somebody stands on a day; both as JSON has them. */
export function summary(record, day) {
  const asOf = read(day);
  const applied = read(record.applied_on);
  const admitted = read(record.admitted_on);
  const recorded = read(record.certified_on);
  let reference = asOf;
  if (applied <= asOf) reference = applied;
  else if (admitted <= asOf) reference = admitted;
  else if (recorded <= asOf) reference = recorded;
  const hours = countedHours(record.experience ?? [], reference, asOf);
  const suits = record.education !== "below-high-school" && record.position_requires_mls === false;
  const eligible = suits && hours >= HOURS_NEEDED;
  const deadline = admitted <= asOf ? monthsLater(admitted, 48) : FAR;
  const until = deadline < asOf ? deadline : asOf;
  const completed = admitted <= asOf ? completedOn(record.portfolios ?? [], admitted, until) : FAR;
  let certified = recorded <= asOf ? recorded : completed;
  if (certified === completed && completed < admitted) certified = admitted;
  const answer = {
    status: "",
    eligible,
    hours,
    completed_on: completed < FAR ? written(completed) : null,
    opens_on: null,
    expires_on: null,
    last_day: null,
    contact_hours: null,
    technology_hours: null,
    total_cents: totalCents(record, reference, asOf),
  };
  if (certified < FAR) {
    const expires = monthsLater(certified, 48);
    const opens = monthsLater(expires, -12);
    const last = monthsLater(expires, 2);
    countRenewal(record.activities ?? [], certified, asOf < last ? asOf : last);
    answer.status = termStatus(asOf, opens, expires, last);
    answer.opens_on = written(opens);
    answer.expires_on = written(expires);
    answer.last_day = written(last);
    answer.contact_hours = counted[0];
    answer.technology_hours = counted[1];
  } else if (admitted <= asOf) answer.status = asOf > deadline ? "candidacy-expired" : "candidate";
  else if (applied <= asOf) answer.status = "applied";
  else answer.status = eligible ? "eligible" : "ineligible";
  return answer;
}
