/** Figures as a small table: each with its ratio to the last line, which is what the others are compared with. */

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * @param {string} title
 * @param {string} unit
 * @param {[name: string, value: number][]} lines
 */
export function print(title, unit, lines) {
  const [, compared] = lines.at(-1);
  console.log(`\n${title}`);
  for (const [name, value] of lines) {
    const figure = value.toFixed(value < 10 ? 2 : 1).padStart(9);
    console.log(`  ${name.padEnd(46)}${figure} ${unit}  ${(value / compared).toFixed(2).padStart(7)} x`);
  }
}

/** How many rounds are asked for: `--rounds 5`. */
export function rounds(usual) {
  const at = process.argv.indexOf("--rounds");
  return at < 0 ? usual : Number(process.argv[at + 1]);
}
