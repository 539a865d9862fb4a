import { InvalidArgumentError } from "commander";
import { evasionKnobs, evasionKnobNames, type EvasionKnob } from "../simulate/evasion.ts";
import { type RingKind, ringKinds, type WantedWorld } from "../simulate/world-options.ts";

const mostRings = 1000;

/** What `--set` has been told so far. */
export type KnobSettings = Required<Pick<WantedWorld, "rings" | "evasion">>;

/**
 * Adds one `NAME=VALUE` to those before: an evasion, or `rings.KIND` for the number of rings of a kind.
 *
 * @throws {InvalidArgumentError} when there is no such name, or when the value lies outside its range
 */
export function parseKnob(text: string, before: KnobSettings): KnobSettings {
  const [name = "", value = ""] = text.split("=", 2);
  const kind = ringKinds.find((known) => name === `rings.${known}`);
  if (kind !== undefined) return { ...before, rings: withRings(before.rings, kind, value) };
  const knob = evasionKnobNames.find((known) => known === name);
  if (knob !== undefined) return { ...before, evasion: { ...before.evasion, [knob]: readEvasion(knob, value) } };
  const names = [...evasionKnobNames, ...ringKinds.map((known) => `rings.${known}`)];
  throw new InvalidArgumentError(`It must be NAME=VALUE with one of these names: ${names.join(", ")}.`);
}

function withRings(before: KnobSettings["rings"], kind: RingKind, value: string): KnobSettings["rings"] {
  const count = Number(value);
  if (value.trim() === "" || !Number.isInteger(count) || count < 0 || count > mostRings)
    throw new InvalidArgumentError(`rings.${kind} must be a whole number from 0 to ${mostRings}.`);
  return { ...before, [kind]: count };
}

function readEvasion(knob: EvasionKnob, value: string): number {
  const { least, most, meaning } = evasionKnobs[knob];
  const number = Number(value);
  if (value.trim() === "" || !(number >= least && number <= most))
    throw new InvalidArgumentError(`${knob} (${meaning}) must be a number from ${least} to ${most}.`);
  return number;
}
