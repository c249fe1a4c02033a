/** The life of the certification, drawn to scale: one band, in as many pieces as there are stretches. */

import { svg } from "./dom.js";
import { percent } from "./hours.js";
import { position } from "./judge.js";
import { dateRange } from "./lssc/slim.js";
import { day, STATUS } from "./words.js";

/** @import { Stretch } from "./lssc/slim.js" */

const BAND = { top: 36, height: 18 };
const BOTTOM = BAND.top + BAND.height + 4;
/** What is left of the width for the last stretch, which has no end. */
const OPEN_END = 0.06;
/** The share of the width that a letter takes on the narrowest screen. */
const LETTER = 0.026;
/** So many years can be named below the drawing on the narrowest screen. */
const YEARS_NAMED = 6;

/**
 * @param {readonly Stretch[]} stretches
 * @param {string} today
 * @param {string} dayName
 */
export function drawing(stretches, today, dayName) {
  const first = stretches[0]?.from ?? today;
  const end = [today, stretches.at(-1)?.from ?? today].sort()[1] ?? today;
  const at = (/** @type {string} */ date) => (date > end ? 1 : position(date, first, end) * (1 - OPEN_END));
  const now = at(today);
  const anchor = now < 0.15 ? "start" : now > 0.85 ? "end" : "middle";
  return svg(
    "svg",
    {
      class: "timeline",
      height: BOTTOM + 16,
      role: "img",
      "aria-label": "Where you stood, stand and will stand, drawn to scale; the table below says the same.",
    },
    years(first, end).map(({ year, isNamed }) => {
      const share = at(`${year}-01-01`);
      const x = percent(share);
      const ends = share > 0.93 ? "end" : share < 0.07 ? "start" : "middle";
      return [
        svg("line", { class: "year", x1: x, x2: x, y1: BAND.top, y2: BOTTOM }),
        isNamed && svg("text", { class: "year", x, y: BOTTOM + 12, "text-anchor": ends }, String(year)),
      ];
    }),
    stretches.map((stretch) => band(stretch, at)),
    openEnd(),
    svg("line", { class: "today", x1: percent(now), x2: percent(now), y1: 16, y2: BOTTOM }),
    stretches.map(({ from, to, status }) => {
      const { name } = STATUS[status];
      const fits = at(to) - at(from) >= name.length * LETTER;
      return fits && svg("text", { class: "name", x: percent(at(from)), y: BAND.top - 5 }, name);
    }),
    svg("text", { class: "today", x: percent(now), y: 12, "text-anchor": anchor }, dayName),
  );
}

/**
 * @param {Stretch} stretch
 * @param {(date: string) => number} at
 */
function band({ from, to, status }, at) {
  const start = at(from);
  const said = to === dateRange.to ? `from ${day(from)} on` : `${day(from)} to ${day(to)}`;
  return svg(
    "rect",
    {
      class: status,
      x: percent(start),
      y: BAND.top,
      width: percent(Math.max(at(to) - start, 0.004)),
      height: BAND.height,
    },
    svg("title", {}, `${STATUS[status].name}, ${said}`),
  );
}

/** The last stretch goes on: it fades into the page. */
function openEnd() {
  return [
    svg(
      "linearGradient",
      { id: "open-end" },
      svg("stop", { offset: 0, "stop-opacity": 0 }),
      svg("stop", { offset: 1 }),
    ),
    svg("rect", {
      fill: "url(#open-end)",
      x: percent(1 - OPEN_END),
      y: BAND.top,
      width: percent(OPEN_END),
      height: BAND.height,
    }),
  ];
}

/**
 * The first days of the years between two dates.
 *
 * @param {string} from
 * @param {string} to
 */
function years(from, to) {
  const [first, last] = [from, to].map((date) => Number(date.slice(0, 4)));
  const all = Array.from({ length: Number(last) - Number(first) }, (_, index) => Number(first) + 1 + index);
  const step = Math.ceil(all.length / YEARS_NAMED);
  return all.map((year, index) => ({ year, isNamed: index % step === 0 }));
}
