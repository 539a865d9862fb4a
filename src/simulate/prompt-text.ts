import { Random } from "./random.ts";

const verbs = [
  "Summarise",
  "Rewrite",
  "Explain",
  "Plan",
  "Review",
  "Translate",
  "Compare",
  "Refactor",
  "Solve",
  "Draft",
  "Check",
  "Classify",
];
const things = [
  "the report",
  "this function",
  "the contract",
  "a test suite",
  "the argument",
  "this recipe",
  "the data set",
  "a letter",
  "the proof",
  "this error",
  "a lesson",
  "the budget",
  "a story",
  "the schedule",
  "this query",
  "the interview",
];
const manners = [
  "step by step",
  "in plain words",
  "for a beginner",
  "in two paragraphs",
  "as a table",
  "with reasons",
  "without jargon",
  "carefully",
];
const words = [
  "winter",
  "ledger",
  "module",
  "harbour",
  "engine",
  "garden",
  "matrix",
  "letter",
  "signal",
  "bridge",
  "market",
  "kernel",
  "valley",
  "packet",
  "museum",
  "orchard",
  "vector",
  "station",
  "camera",
  "river",
  "planet",
  "socket",
  "violin",
  "archive",
  "cable",
  "forest",
  "hammer",
  "island",
  "jacket",
  "kitchen",
  "ladder",
  "mirror",
  "needle",
  "office",
  "pencil",
  "quarry",
];

/** The text behind a fingerprint: opening and closing are the fingerprint's own, the slot between them is filled anew each time. */
export function writePrompt(fingerprint: string, random: Random): string {
  const template = new Random(fingerprint);
  const opening = `${template.pick(verbs)} ${template.pick(things)} about the ${drawWords(template, 3)} ${template.pick(manners)}.`;
  const closing = `Then ${template.pick(verbs).toLowerCase()} ${template.pick(things)} of the ${drawWords(template, 4)} ${template.pick(manners)}.`;
  return `${opening} Input: "${drawWords(random, random.whole(5, 25))}". ${closing}`;
}

function drawWords(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.pick(words)).join(" ");
}
