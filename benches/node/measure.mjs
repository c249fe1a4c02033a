/** Subjects in turn, round by round, so that whatever else the machine does meets all of them alike. */

/** The shortest time that the clock is trusted with, in milliseconds. */
const SHORTEST = 5;

export function say(line) {
  console.log(JSON.stringify({ language: "node", ...line }));
}

export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return { us: at(sorted, 0.5), low: at(sorted, 0.1), high: at(sorted, 0.9) };
}

function at(sorted, share) {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return Math.round(value * 1e4) / 1e4;
}

async function once(subject) {
  const start = performance.now();
  const pending = subject.call();
  if (pending !== undefined) await pending;
  return performance.now() - start;
}

/** Each call decides `people` people; it is repeated until it takes long enough, and a quarter of the rounds warm up. */
export async function measure(task, subjects, rounds) {
  for (const subject of subjects) {
    const warm = Math.max(await once(subject), await once(subject));
    subject.times = Math.max(1, Math.ceil(SHORTEST / warm));
    subject.taken = [];
  }
  for (let round = -Math.ceil(rounds / 4); round < rounds; round += 1) {
    for (const subject of subjects) {
      let taken = 0;
      for (let time = 0; time < subject.times; time += 1) taken += await once(subject);
      if (round >= 0) subject.taken.push((taken * 1000) / subject.times / subject.people);
    }
  }
  for (const { name, version, people, wrong, note, taken } of subjects) {
    say({ task, subject: name, version, ...median(taken), people, wrong, note });
  }
}
