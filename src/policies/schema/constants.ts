import { z } from "zod";

// The sorts of constants that a policy is made of. Each says its unit and its range, and is given what it means and why it is so.

/** A constant that the schema describes; the page about the policy and the JSON schema are made of it. */
export type ConstantNote = {
  /** What it is counted in. */
  readonly unit: string;
  /** What it means and why it is as it is. */
  readonly description: string;
};

const note = (unit: string, description: string): ConstantNote => ({ unit, description });

/** A share, in [0, 1]. */
export const share = (description: string) => z.number().min(0).max(1).meta(note("share", description));

/** A whole number, 0 or more. */
export const count = (unit: string, description: string) =>
  z.int().min(0).max(1_000_000_000).meta(note(unit, description));

/** A whole number, 1 or more. */
export const atLeastOne = (unit: string, description: string) =>
  z.int().min(1).max(1_000_000_000).meta(note(unit, description));

/** A number above 0. */
export const positive = (unit: string, description: string) =>
  z.number().positive().max(1e9).meta(note(unit, description));

/** A ratio, 0 or more. */
export const ratio = (description: string) => z.number().min(0).max(1e6).meta(note("times", description));

/** Bits of evidence; may be negative where they are counted from a threshold. */
export const bits = (description: string) => z.number().min(-64).max(64).meta(note("bits", description));

/** Log-odds in nats that a signal adds at full strength. */
export const weight = (description: string) => z.number().min(-20).max(20).meta(note("nats", description));

/** [from, to]: strength 0 at the first, 1 at the second, straight between; the first may be the larger. */
export const range = (unit: string, description: string) =>
  z
    .tuple([z.number(), z.number()])
    .readonly()
    .refine(([from, to]) => from !== to, "must not begin where it ends")
    .meta(note(`${unit}, from - to`, description));
