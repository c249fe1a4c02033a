// What may go in, and what an editor marks before anything runs. Compiled, never run.

import type {
  Activity,
  CandidateRecord,
  Catalog,
  CompetencySet,
  Experience,
  Given,
  Policy,
  PolicyInput,
  PolicyOverlay,
  Portfolio,
} from "lssc";
import { assess, assessMany, Terms } from "lssc";

export const nothingAnswered: CandidateRecord = { id: "p-001" };

export const everything: CandidateRecord = {
  id: "p-001",
  education: "college-degree",
  position_requires_mls: false,
  experience: [
    { from: "2022-09-01", hours_per_week: 20 },
    { from: "2020-01-01", to: "2020-12-31", total_hours: 911.42, volunteer: true, library: "Public Library" },
    { from: "2020-01-01", to: null, hours_per_week: 7.5, total_hours: null },
  ],
  ala_membership: [{ from: "2020-01-01" }, { from: "2010-01-01", to: "2012-01-01" }],
  applied_on: "2024-01-01",
  admitted_on: "2024-02-01",
  certified_on: null,
  courses: [{ course: "c-1", completed_on: "2024-03-01" }],
  portfolios: [
    { set: "technology", submitted_on: "2024-03-01", outcome: "pending" },
    { set: "youth-services", submitted_on: "2024-03-01", outcome: "achieved", evaluated_on: "2024-04-01" },
    {
      set: "youth-services",
      submitted_on: "2024-03-01",
      outcome: "not-achieved",
      evaluated_on: "2024-04-01",
    },
  ],
  degrees: [{ agreement: "a-1", graduated_on: "2023-05-01" }],
  renewals: [],
  activities: [{ completed_on: "2024-03-01", quantity: 1.5, unit: "conference-day", sets: ["technology"] }],
};

export const catalog: Catalog = {
  approvals: [
    { id: "a-1", set: "technology", courses: ["c-1", "c-2"], approved_on: "2020-01-01", price_cents: 9900 },
  ],
  agreements: [{ id: "g-1", college: "College", effective_on: "2020-01-01", covers: ["technology"] }],
};

export const shipped: PolicyInput = "lssc-2019";
export const overlay: PolicyOverlay = {
  extends: "lssc-faq",
  id: "example-state",
  renewal: { contact_hours: 50, unit_hours: { "conference-day": 8 } },
  fees: { application_cents: { member: 0 }, renewal_cents: { member: 100, non_member: 200 } },
};
export const terms = new Terms({ catalog, policy: overlay });
export const whole: Given<Policy> = { ...terms.policy, id: "another" };
assess(everything, { asOf: "2024-06-30", policy: whole });

// What nobody may change may be given all the same.
const constant = {
  id: "p-002",
  experience: [{ from: "2022-09-01", hours_per_week: 20 }],
  portfolios: [{ set: "technology", submitted_on: "2024-01-01", outcome: "pending" }],
} as const;
assess(constant, {
  asOf: "2024-06-30",
  policy: { extends: "lssc-faq", id: "own", completion: { required: [] } } as const,
});
assessMany([constant, everything] as const, { asOf: "2024-06-30" });
// @ts-expect-error: a constant is held against the types as anything else is
assess({ id: "p-003", portfolios: [{ set: "technology", submitted_on: "2024-01-01" }] } as const, {
  asOf: "2024-06-30",
});

assess(everything, { asOf: "2024-06-30" });
assess(everything, { asOf: "2024-06-30", catalog: null, policy: null });
terms.assess(everything, { asOf: "2024-06-30" });

// An input is narrowed by its own fields.
export function hours(experience: Experience): number {
  return experience.total_hours == null ? experience.hours_per_week : experience.total_hours;
}
export function evaluatedOn(portfolio: Portfolio): string | null {
  switch (portfolio.outcome) {
    case "pending":
      return null;
    case "achieved":
    case "not-achieved":
      return portfolio.evaluated_on;
  }
}
export function base(policy: PolicyInput): string {
  if (typeof policy === "string") return policy;
  return policy.extends == null ? policy.title : policy.extends;
}

const on = "2024-03-01";

// @ts-expect-error a record has an id
export const nobody: CandidateRecord = {};

// @ts-expect-error a misspelt key
export const misspelt: CandidateRecord = { id: "p-001", eduction: "college-degree" };

// @ts-expect-error no such education
export const noSuchEducation: CandidateRecord = { id: "p-001", education: "college" };

// @ts-expect-error a date is text, never a Date
export const date: CandidateRecord = { id: "p-001", applied_on: new Date() };

// @ts-expect-error a set is named by its id
export const title: CompetencySet = "Youth Services";

// @ts-expect-error "no answer" is null, not undefined
export const undefinedAnswer: CandidateRecord = { id: "p-001", education: undefined };

// @ts-expect-error a pending portfolio is not evaluated yet
export const pending: Portfolio = {
  set: "technology",
  submitted_on: on,
  outcome: "pending",
  evaluated_on: on,
};

// @ts-expect-error an outcome has its day
export const withoutDay: Portfolio = { set: "technology", submitted_on: on, outcome: "achieved" };

// @ts-expect-error either kind of hours, not both
export const bothHours: Experience = { from: on, to: on, hours_per_week: 20, total_hours: 100 };

// @ts-expect-error one kind of hours is needed
export const noHours: Experience = { from: "2020-01-01" };

// @ts-expect-error total hours need the last day
export const openTotal: Experience = { from: "2020-01-01", total_hours: 100 };

// @ts-expect-error no such unit
export const noSuchUnit: Activity = { completed_on: "2024-03-01", quantity: 1, unit: "hour", sets: [] };

// @ts-expect-error no such policy
export const noSuchPolicy: PolicyInput = "lssc-1999";

// @ts-expect-error what extends nothing must be whole
export const partOfPolicy: PolicyInput = { id: "example-state", renewal: { contact_hours: 50 } };

// @ts-expect-error an overlay has an id of its own
export const overlayWithoutId: PolicyOverlay = { extends: "lssc-faq" };

// @ts-expect-error no such parameter
export const noSuchParameter: PolicyOverlay = { extends: "lssc-faq", id: "state", renewal: { hours: 50 } };

// @ts-expect-error a parameter is not taken away by null
export const nullParameter: PolicyOverlay = { extends: "lssc-faq", id: "state", candidacy: { years: null } };

// @ts-expect-error the day is needed
assess(everything, {});

// @ts-expect-error options are in camel case
assess(everything, { as_of: "2024-06-30" });

// @ts-expect-error the day is text
assess(everything, { asOf: new Date() });
