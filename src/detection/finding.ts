import type { SignalFinding } from "../model/signal.ts";

/** A finding, unless it weighs nothing. */
export function finding(name: string, weight: number, summary: string): SignalFinding | undefined {
  return weight === 0 ? undefined : { name, weight: roundWeight(weight), summary };
}

/** Three digits are more than anybody can check. */
export function roundWeight(weight: number): number {
  return Math.round(weight * 1000) / 1000;
}

/** A share as people read it: 0.834 is "83 %". */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
