import { InvalidArgumentError } from "commander";

/** Reads `1-3,7` as 1, 2, 3, 7. */
export function parseSeeds(text: string): number[] {
  return text.split(",").flatMap((part) => {
    const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(part) ?? [];
    if (first === undefined || Number(last) < Number(first)) {
      throw new InvalidArgumentError("It must be whole numbers and ranges of them, such as 1-3,7.");
    }
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, place) => Number(first) + place);
  });
}
