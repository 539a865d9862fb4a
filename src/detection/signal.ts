import type { SignalFinding } from "../model/signal.ts";
import type { CommunityFacts } from "./community-facts.ts";
import type { SignalPolicy } from "./policy.ts";
import type { Population } from "./population.ts";

/** One suspicion, or one excuse: looks at a community's facts and says how much it weighs and why, or nothing. */
export interface Signal {
  readonly name: string;
  weigh(facts: CommunityFacts, policy: SignalPolicy, population: Population): SignalFinding | undefined;
}
