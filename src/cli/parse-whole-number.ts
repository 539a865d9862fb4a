import { InvalidArgumentError } from "commander";
import { formatCount } from "./format-values.ts";

/** Reads an option's value as a whole number in a range, both ends included. */
export function parseWholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`It must be a whole number from ${formatCount(least)} to ${formatCount(most)}.`);
    }
    return value;
  };
}
