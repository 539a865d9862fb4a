import { existsSync } from "node:fs";

const places = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The Chromium that tests drive: CHROMIUM_PATH, or where systems keep it. Without one, says so, and the tests that need it are skipped. */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  const found = (named === undefined ? places : [named]).find((place) => existsSync(place));
  if (found === undefined) {
    const hint =
      named === undefined
        ? "Install one (apt-get install chromium), or name it in CHROMIUM_PATH."
        : `CHROMIUM_PATH names ${named}, where there is none.`;
    process.stderr.write(`Skipped: the tests that drive the console need a Chromium. ${hint}\n`);
  }
  return found;
}
