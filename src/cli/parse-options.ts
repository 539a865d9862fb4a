import { InvalidArgumentError } from "commander";
import { TimeInput } from "../contract/time.ts";

/** A moment, as the API takes it. */
export function parseTime(text: string): Date {
  const parsed = TimeInput.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new InvalidArgumentError("It must be a date and time with an offset, such as 2026-06-05T18:30:00Z.");
}

/** A whole number from 1 to `largest`. */
export function parseCount(largest: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= 1 && value <= largest && text.trim() !== "") return value;
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${largest}.`);
  };
}
