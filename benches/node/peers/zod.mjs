/** zod validates a record and decides nothing: what a program pays for reading alone. */

import { z } from "zod";
import { SETS } from "./terms.mjs";

const day = z.iso.date();
const hours = z.number().min(0);
const maybe = (schema) => schema.nullish();

const record = z.strictObject({
  id: z.string().min(1).max(128),
  education: maybe(z.enum(["below-high-school", "high-school-diploma", "high-school-equivalency", "college-degree"])),
  position_requires_mls: maybe(z.boolean()),
  experience: maybe(
    z.array(z.strictObject({ from: day, to: maybe(day), hours_per_week: maybe(hours), total_hours: maybe(hours) })),
  ),
  ala_membership: maybe(z.array(z.strictObject({ from: day, to: maybe(day) }))),
  applied_on: maybe(day),
  admitted_on: maybe(day),
  certified_on: maybe(day),
  courses: maybe(z.array(z.strictObject({ course: z.string(), completed_on: day }))),
  portfolios: maybe(
    z.array(
      z.strictObject({
        set: z.enum(SETS),
        submitted_on: day,
        outcome: z.enum(["pending", "achieved", "not-achieved"]),
        evaluated_on: maybe(day),
      }),
    ),
  ),
  degrees: maybe(z.array(z.strictObject({ agreement: z.string(), graduated_on: day }))),
  renewals: maybe(z.array(z.strictObject({ renewed_on: day }))),
  activities: maybe(
    z.array(
      z.strictObject({
        completed_on: day,
        quantity: hours,
        unit: z.enum(["contact-hour", "semester-credit", "quarter-credit", "conference-day"]),
        sets: z.array(z.enum(SETS)),
        title: maybe(z.string()),
      }),
    ),
  ),
});

/** Whether it is a record. */
export const validates = (given) => record.safeParse(given).success;
