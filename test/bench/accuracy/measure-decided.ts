import { defaultPolicy } from "../../../src/detection/default-policy.ts";
import { detectRings } from "../../../src/detection/detect-rings.ts";
import { formCommunities } from "../../../src/detection/form-communities.ts";
import type { JudgedIdentifier, Precedents } from "../../../src/detection/precedents.ts";
import { type IdentifierKind, identifierKinds } from "../../../src/model/identifier.ts";
import { timeWindow } from "../../../src/runs/time-window.ts";
import { createWorld } from "../../../src/simulate/create-world.ts";
import { worldOptions } from "../../../src/simulate/world-options.ts";
import { EventTables, type Window } from "./event-tables.ts";
import type { AblationFigures } from "./figures.ts";
import { judgeGroups, truthOf } from "./judge-groups.ts";
import { measureReliability } from "./reliability.ts";
import { takeInEvents } from "./take-in-events.ts";
import { type JudgedCommunity, judgeWithoutEachSignal } from "./without-signal.ts";

const dayMilliseconds = 86_400_000;
/** The day at whose end the analyst sits down: rings are at work, their second pools still to come. */
const decisionDay = 18;
/** The day at whose end there is another run: second pools have just begun. */
const laterDay = 26;
/** Honest communities that the analyst looks at, the riskiest first. */
const honestSeen = 30;
/** One in so many of the cards that several accounts of rings pay with is reported by a bank, and as many cards of households are: stolen ones. */
const reportedCards = 8;
const onPrecedents = ["known-abuse", "known-hub", "dismissed-before"];
const policy = defaultPolicy;

export interface DecidedTask {
  readonly seed: number;
  readonly people: number;
}

/** A world of which an analyst has judged what a first run showed, as a second run sees it. */
export interface DecidedFigures {
  readonly seed: number;
  readonly confirmedRings: number;
  readonly dismissedGroups: number;
  /** That something is an office's. */
  readonly verdicts: number;
  readonly reportedCards: number;
  readonly heard: Omit<AblationFigures, "signal">;
  /** As if the analyst had said nothing. */
  readonly unsaid: Omit<AblationFigures, "signal">;
  readonly ablations: readonly AblationFigures[];
}

/**
 * Lives through a world with careful rings. After 18 days an analyst who knows the truth confirms what is flagged, and of the honest groups that
 * look worst dismisses every other one and calls what most accounts of the others have in common an office's. What banks report is called bad. When the second
 * pools of banned rings have just begun there is another run.
 */
export function measureDecided({ seed, people }: DecidedTask): DecidedFigures {
  const options = worldOptions({ seed, people, scenario: "careful" });
  const world = createWorld(options);
  const tables = new EventTables();
  const fakes = new Set(world.labels.flatMap(({ accountId, isFake }) => (isFake ? [accountId as string] : [])));
  const seenAfter = (day: number) =>
    tables.read(timeWindow(new Date(options.startsAt + day * dayMilliseconds), policy.windowDays));
  let decisions: Decisions = { confirmed: [], dismissed: [], excused: [] };
  let day = 0;
  for (const events of world.days()) {
    takeInEvents(tables, events);
    day += 1;
    if (day === decisionDay) decisions = decide(seenAfter(day), fakes);
    if (day === laterDay) break;
  }
  const window = seenAfter(laterDay);
  const decidedAt = (options.startsAt + decisionDay * dayMilliseconds) / 1000;
  const said = toPrecedents(decisions, window, decidedAt);
  const reported = reportCards(window, fakes, decidedAt);
  const precedents = { ...said, judged: [...said.judged, ...reported] };
  const truth = truthOf(window.accountIds, world.labels);
  const judged = (communities: readonly JudgedCommunity[]) => ({
    judgement: judgeGroups(
      communities.filter(({ flagged }) => flagged).map(({ members }) => members),
      truth,
    ),
    reliability: measureReliability(communities, truth),
  });
  const { sightings, accounts } = window;
  const run = (given?: Precedents) =>
    detectRings(sightings, accounts, policy.windowDays, policy, undefined, given).rings;
  const formed = formCommunities(sightings, accounts, policy.windowDays, policy, undefined, precedents);
  return {
    seed,
    confirmedRings: decisions.confirmed.length,
    dismissedGroups: decisions.dismissed.length,
    verdicts: said.judged.length,
    reportedCards: reported.length,
    heard: judged(run(precedents)),
    unsaid: judged(run()),
    ablations: judgeWithoutEachSignal(formed, policy)
      .filter(({ signal }) => onPrecedents.includes(signal))
      .map(({ signal, communities }) => ({ signal, ...judged(communities) })),
  };
}

/** Groups of account ids, by what was said of them. */
interface Decisions {
  readonly confirmed: readonly (readonly string[])[];
  readonly dismissed: readonly (readonly string[])[];
  /** Whose place was called an office. */
  readonly excused: readonly (readonly string[])[];
}

function decide({ sightings, accounts, accountIds }: Window, fakes: ReadonlySet<string>): Decisions {
  const { rings } = detectRings(sightings, accounts, policy.windowDays, policy);
  const shown = rings
    .toSorted((left, right) => right.risk - left.risk)
    .map(({ members, flagged }) => {
      const ids = Array.from(members, (member) => accountIds[member] as string);
      return { ids, flagged, isRing: 2 * ids.filter((id) => fakes.has(id)).length > ids.length };
    });
  const honest = shown.filter(({ isRing }) => !isRing).slice(0, honestSeen);
  return {
    confirmed: shown.filter(({ flagged, isRing }) => flagged && isRing).map(({ ids }) => ids),
    dismissed: honest.filter((_, place) => place % 2 === 0).map(({ ids }) => ids),
    excused: honest.filter((_, place) => place % 2 === 1).map(({ ids }) => ids),
  };
}

/** What a later run would be told. @param decidedAt seconds since 1970; what confirmed rings used afterwards is not theirs to leave */
function toPrecedents(decisions: Decisions, { sightings, accountIds }: Window, decidedAt: number): Precedents {
  const placeOf = new Map(accountIds.map((id, place) => [id, place]));
  const placesOf = (ids: readonly string[]) => ids.flatMap((id) => placeOf.get(id) ?? []);
  const confirmed = new Set(decisions.confirmed.flatMap(placesOf));
  const users = countUsers(sightings, confirmed, decidedAt);
  const inheritable = [...users].sort(([left], [right]) => left - right);
  return {
    judged: decisions.excused.flatMap((ids) => callOffice(sightings, new Set(placesOf(ids)))),
    confirmed: ascending(confirmed),
    dismissed: ascending(decisions.dismissed.flatMap(placesOf).filter((place) => !confirmed.has(place))),
    inheritable: {
      identifier: Int32Array.from(inheritable, ([identifier]) => identifier),
      users: Int32Array.from(inheritable, ([, count]) => count),
    },
  };
}

/** A verdict on the address or card that most of them use; none where it is one account's. */
function callOffice(sightings: Window["sightings"], accounts: ReadonlySet<number>): JudgedIdentifier[] {
  const users = countUsers(sightings, accounts, Number.POSITIVE_INFINITY);
  const busiest = (...kinds: IdentifierKind[]) =>
    [...users]
      .filter(([identifier, count]) => {
        return count > 1 && kinds.some((kind) => sightings.kind[identifier] === identifierKinds[kind].code);
      })
      .sort(([left, fewer], [right, more]) => more - fewer || left - right)[0]?.[0];
  const identifier = busiest("ip", "payment_instrument");
  if (identifier === undefined) return [];
  const isAddress = sightings.kind[identifier] === identifierKinds.ip.code;
  return [{ identifier, verdict: "office", network: isAddress ? (busiest("ip_prefix") ?? -1) : -1 }];
}

/** What banks call stolen by the day of the decisions: some cards of rings, and as many that several honest accounts pay with. */
function reportCards({ sightings, accountIds }: Window, fakes: ReadonlySet<string>, until: number): JudgedIdentifier[] {
  const payersAmong = (isFake: boolean) => {
    const accounts = new Set(
      [...accountIds.keys()].filter((account) => fakes.has(accountIds[account] as string) === isFake),
    );
    const users = [...countUsers(sightings, accounts, until)];
    return users
      .filter(([card, count]) => count > 1 && sightings.kind[card] === identifierKinds.payment_instrument.code)
      .map(([card]) => card)
      .sort((left, right) => left - right);
  };
  const ofRings = payersAmong(true).filter((_, place) => place % reportedCards === 0);
  const honest = payersAmong(false).filter((card) => !ofRings.includes(card));
  const stolen = ofRings.flatMap((_, place) => honest[Math.floor((place * honest.length) / ofRings.length)] ?? []);
  return [...new Set([...ofRings, ...stolen])].map((identifier) => ({ identifier, verdict: "known_bad", network: -1 }));
}

/** Of each identifier, how many of the accounts were seen with it up to a moment in seconds since 1970. */
function countUsers(
  { account, identifier, firstSeen }: Window["sightings"],
  accounts: ReadonlySet<number>,
  until: number,
): Map<number, number> {
  const users = new Map<number, number>();
  for (let sighting = 0; sighting < account.length; sighting++) {
    if (!accounts.has(account[sighting]) || firstSeen[sighting] > until) continue;
    users.set(identifier[sighting], (users.get(identifier[sighting]) ?? 0) + 1);
  }
  return users;
}

const ascending = (places: Iterable<number>): Int32Array => Int32Array.from(new Set(places)).sort();
