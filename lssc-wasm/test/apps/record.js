// What every application here assesses, and how it shows the answer: the page's tests compare it with Node's.
/** @type {import("lssc").CandidateRecord} */
export const record = {
  id: "p-1",
  certified_on: "2023-02-01",
  activities: [
    {
      completed_on: "2024-05-01",
      quantity: 7.5,
      unit: "contact-hour",
      sets: ["technology"],
      title: "Naïve — ✓",
    },
  ],
};

/** @type {import("lssc").AssessOptions} */
export const options = { asOf: "2024-06-30", catalog: null, policy: "lssc-2019" };

/** @param {import("lssc").Result} result */
export const show = (result) => {
  document.querySelector("output").textContent = JSON.stringify(result);
};
