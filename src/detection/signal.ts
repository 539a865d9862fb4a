import type { SignalFinding } from "../model/signal.ts";
import type { CommunityFacts } from "./community-facts.ts";
import type { SignalPolicy } from "./policy.ts";
import type { Population } from "./population.ts";

/** What a signal looks at. Signals with one subject say in part the same. */
export type Subject =
  | "work"
  | "addresses"
  | "payment"
  | "devices"
  | "contacts"
  | "prompts"
  | "sign-ups"
  | "organisation"
  | "homes"
  | "precedents";

/** One suspicion, or one excuse: looks at a community's facts and says how much it weighs and why, or nothing. */
export interface Signal {
  readonly name: string;
  readonly subject: Subject;
  weigh(facts: CommunityFacts, policy: SignalPolicy, population: Population): SignalFinding | undefined;
}
