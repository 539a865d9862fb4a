import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Section } from "../accuracy/sections/section.ts";
import { toMarkdown } from "../accuracy/write-accuracy-page.ts";

const page = join(import.meta.dirname, "../../../docs/evasion.md");

/** Writes the page of figures. It names no day: git knows when it was written. */
export function writeEvasionPage(sections: readonly Section[], command: string): Promise<void> {
  return writeFile(
    page,
    `# What escape costs

Written by \`${command}\`; do not edit. Whoever runs a ring can always escape: by accounts that have nothing in common. This page says what that
takes. Each row is a world of people with rings that are all run in one way; its rings are found with the default policy.

- **found, recall**: the share of the rings' accounts that are flagged. **rings**: those of which half the members or more are.
- **honest accounts, honest groups**: who was flagged beside them, and should not have been.
- **cards, addresses, templates**: what a hundred accounts take. **requests a day**: what they bring in that is no cover.

${sections.map(toMarkdown).join("\n\n")}
`,
  );
}
