/** What is assessed and validated here: a candidate halfway through. */
export const record = {
  id: "p-0042",
  education: "high-school-diploma",
  position_requires_mls: false,
  experience: [
    { from: "2019-09-01", to: "2021-08-31", hours_per_week: 20, library: "Public Library" },
    { from: "2021-09-01", hours_per_week: 37.5, library: "County Library" },
  ],
  ala_membership: [{ from: "2023-01-01" }],
  applied_on: "2023-02-01",
  admitted_on: "2023-03-15",
  courses: [
    { course: "fls-101", completed_on: "2023-06-30" },
    { course: "tech-201", completed_on: "2024-01-15" },
  ],
  portfolios: [
    { set: "access-services", submitted_on: "2023-09-01", outcome: "achieved", evaluated_on: "2023-10-20" },
    { set: "communication-and-teamwork", submitted_on: "2024-05-02", outcome: "pending" },
  ],
};

export const options = { asOf: "2024-06-30" };

/** The same as one request (RULES 8). */
export const request = JSON.stringify({ record, as_of: options.asOf });
