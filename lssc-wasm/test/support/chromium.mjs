/** Real Chromium, for the tests and for the figures in `bench`. */

import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Chromium without a screen, and without talking to anybody by itself. */
export function launch() {
  const alone = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
  ];
  const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", ...alone];
  return chromium.launch({ executablePath: program(), headless: true, args });
}

/** Where the browser is: what CHROMIUM names, else the first one on the path. */
function program() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
  if (found === undefined) throw new Error("there is no Chromium; install it, or name it in CHROMIUM");
  return found;
}

/** @param {string} file */
function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
