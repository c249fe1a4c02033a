/** The numbers of the smaller rule set, in cents and hundredths of hours. */

export const REQUIRED = ["foundations-of-library-services", "communication-and-teamwork", "technology"];
export const SETS = [
  ...REQUIRED,
  "access-services",
  "adult-readers-advisory-services",
  "cataloging-and-classification",
  "collection-management",
  "reference-and-information-services",
  "supervision-and-management",
  "youth-services",
];
export const ELECTIVES_NEEDED = 3;
export const HOURS_NEEDED = 182_000;
export const APPLICATION = { member: 32_500, others: 35_000 };
export const PORTFOLIO = { member: 5_000, others: 6_000 };

/** Exact: hours have at most two decimals. */
export const hundredths = (hours) => Math.round(hours * 100);
