/** The shape of a record in zod: what a form would check without this package, and no rule of the program. */
import { z } from "zod";

const date = z.iso.date();
const set = z.enum([
  "foundations-of-library-services",
  "communication-and-teamwork",
  "technology",
  "access-services",
  "adult-readers-advisory-services",
  "cataloging-and-classification",
  "collection-management",
  "reference-and-information-services",
  "supervision-and-management",
  "youth-services",
]);
const listOf = (shape) => z.array(z.strictObject(shape)).max(4096).nullish();
const text = z.string().max(1000).nullish();
const id = z.string().min(1).max(128);

export const zodSchema = z.strictObject({
  id,
  education: z
    .enum(["below-high-school", "high-school-diploma", "high-school-equivalency", "college-degree"])
    .nullish(),
  position_requires_mls: z.boolean().nullish(),
  experience: listOf({
    from: date,
    to: date.nullish(),
    hours_per_week: z.number().min(0).max(168).nullish(),
    total_hours: z.number().min(0).nullish(),
    volunteer: z.boolean().nullish(),
    library: text,
  }),
  ala_membership: listOf({ from: date, to: date.nullish() }),
  applied_on: date.nullish(),
  admitted_on: date.nullish(),
  certified_on: date.nullish(),
  courses: listOf({ course: id, completed_on: date }),
  portfolios: listOf({
    set,
    submitted_on: date,
    outcome: z.enum(["pending", "achieved", "not-achieved"]),
    evaluated_on: date.nullish(),
  }),
  degrees: listOf({ agreement: id, graduated_on: date }),
  renewals: listOf({ renewed_on: date }),
  activities: listOf({
    completed_on: date,
    quantity: z.number().min(0).max(1000),
    unit: z.enum(["contact-hour", "semester-credit", "quarter-credit", "conference-day"]),
    sets: z.array(set),
    title: text,
  }),
});
