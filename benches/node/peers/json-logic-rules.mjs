/**
 * The smaller rule set in JSON Logic: stages of rules, each of which sees what is given and what the stages before it said. JSON Logic has
 * no dates, so days are numbers; it gives no name to a value within a rule, hence the stages.
 */

import { APPLICATION, HOURS_NEEDED, PORTFOLIO, SETS } from "./terms.mjs";

export const FAR = 1e9;

const of = (path) => ({ var: path });
const current = (key) => of(`current.${key}`);
/** What is given, seen from within a loop. */
const outer = (...path) => ({ val: [[2], ...path] });
const and = (...all) => ({ and: all });
const plus = (...all) => ({ "+": all });
const minus = (one, other) => ({ "-": [one, other] });
const times = (one, other) => ({ "*": [one, other] });
const least = (...all) => ({ min: all });
const most = (...all) => ({ max: all });
const atMost = (one, other) => ({ "<=": [one, other] });
const choose = (...parts) => ({ if: parts });
const is = (one, other) => ({ "===": [one, other] });
const sum = (list, one) => ({ reduce: [list, plus(of("accumulator"), one), 0] });
/** Divided and rounded down; neither is negative. */
const divided = (one, other) => ({ "/": [minus(one, { "%": [one, other] }), other] });

const spanDays = choose(
  atMost(current("from"), outer("given", "as_of")),
  most(0, plus(minus(least(current("to"), outer("given", "reference")), most(current("from"), outer("given", "begins"))), 1)),
  0,
);
const spans = of("given.experience");
const hours = plus(
  divided(sum(spans, times(current("weekly"), spanDays)), 7),
  sum(spans, divided(times(current("total"), spanDays), current("own"))),
);

const counting = {
  filter: [
    of("given.portfolios"),
    and(
      is(of("outcome"), "achieved"),
      atMost(outer("given", "admitted"), of("submitted")),
      atMost(of("evaluated"), outer("given", "until")),
    ),
  ],
};

const firstDay = (set) => ({
  reduce: [
    of("zero.counting"),
    choose(is(current("set"), set), least(of("accumulator"), current("evaluated")), of("accumulator")),
    FAR,
  ],
});

const kept = (place) => of(`accumulator.${place}`);
const three = {
  reduce: [
    SETS.slice(3).map((set) => of(`first.${set}`)),
    [least(of("current"), kept(0)), most(least(of("current"), kept(1)), kept(0)), most(least(of("current"), kept(2)), kept(1))],
    [FAR, FAR, FAR],
  ],
};

/** Memberships are not looped over: within a loop within a loop engines differ in how what is given is reached. */
const covers = (value, day) => (place) =>
  and(atMost(value("given", "memberships", place, "from"), day), atMost(day, value("given", "memberships", place, "to")));
const price = ({ member, others }, value, day) => choose({ or: [0, 1].map(covers(value, day)) }, member, others);
const cents = plus(
  price(APPLICATION, (...path) => of(path.join(".")), of("given.reference")),
  sum(
    of("given.portfolios"),
    choose(atMost(current("submitted"), outer("given", "as_of")), price(PORTFOLIO, outer, current("submitted")), 0),
  ),
);

const counted = (isCounted) =>
  sum(
    of("given.activities"),
    choose(
      and(atMost(outer("two", "certified"), current("on")), atMost(current("on"), outer("given", "last_counted")), isCounted),
      current("quantity"),
      0,
    ),
  );

const asOf = of("given.as_of");
const status = choose(
  is(of("two.certified"), FAR),
  choose(
    is(of("given.admitted"), FAR),
    choose(is(of("given.applied"), FAR), choose(of("two.eligible"), "eligible", "ineligible"), "applied"),
    choose(atMost(asOf, of("given.deadline")), "candidate", "candidacy-expired"),
  ),
  choose(
    { "<": [asOf, of("given.opens")] },
    "certified",
    atMost(asOf, of("given.expires")),
    "renewal-open",
    atMost(asOf, of("given.last")),
    "grace",
    "lapsed",
  ),
);

const completed = most(...SETS.slice(0, 3).map((set) => of(`first.${set}`)), of("one.three.2"));

/** Each stage by its name, as rules by the names of their answers. */
export const STAGES = {
  zero: { counting },
  first: Object.fromEntries(SETS.map((set) => [set, firstDay(set)])),
  one: { three, hours },
  two: {
    completed,
    certified: choose(
      is(of("given.recorded"), FAR),
      choose(is(completed, FAR), FAR, most(completed, of("given.admitted"))),
      of("given.recorded"),
    ),
    eligible: and(
      { "!==": [of("given.education"), "below-high-school"] },
      is(of("given.position_requires_mls"), false),
      atMost(HOURS_NEEDED, of("one.hours")),
    ),
  },
  three: {
    status,
    contact_hours: counted({ "!!": [current("sets")] }),
    technology_hours: counted({ in: ["technology", current("sets")] }),
    total_cents: cents,
  },
};
