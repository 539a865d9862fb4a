import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

/** `npm run readme`: runs the demo and puts what it prints into the README, so that no figure there is written by hand. */
const readme = new URL("../../README.md", import.meta.url);
const program = new URL("../../dist/main.js", import.meta.url).pathname;
const begin = "<!-- demo:begin, written by `npm run readme` -->";
const end = "<!-- demo:end -->";

const demo = spawnSync(process.execPath, [program, "demo", "--once"], { encoding: "utf8" });
if (demo.status !== 0) throw new Error(`The demo ended with ${demo.status}:\n${demo.stderr}`);
const text = readFileSync(readme, "utf8");
const [before, after] = [text.indexOf(begin), text.indexOf(end)];
if (before < 0 || after < before)
  throw new Error("The README has lost the marks that the demo's output stands between");
const printed = demo.stdout.trimEnd().replaceAll(/[ \t]+$/gm, "");
writeFileSync(
  readme,
  `${text.slice(0, before + begin.length)}\n\n\`\`\`text\n${printed}\n\`\`\`\n\n${text.slice(after)}`,
);
