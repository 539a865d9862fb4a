import type pg from "pg";
import type { Precedents } from "../detection/precedents.ts";
import { normaliseIp } from "../ingest/normalise-ip.ts";
import { type IdentifierKind, identifierKinds } from "../model/identifier.ts";
import type { Heeded } from "../model/run-manifest.ts";
import type { VerdictKind } from "../model/verdict.ts";
import { hashJson } from "../policies/canonical-json.ts";
import type { KeyIndex } from "./key-index.ts";
import { networkRange } from "./network-range.ts";
import {
  addressesWithin,
  confirmedUses,
  decidedAccounts,
  identifiersNamed,
  standingVerdicts,
} from "./precedent-queries.ts";
import type { TimeWindow } from "./time-window.ts";

/** What analysts have said, as far as it bears on a window. */
export interface LoadedPrecedents {
  readonly precedents: Precedents;
  /** By identifier index: the number of the verdict on it, or on the network that it lies in. */
  readonly verdictNumbers: ReadonlyMap<number, number>;
  /** What of it there is, and its hash: the same for whoever has heard the same. */
  readonly heeded: Heeded;
}

const { ip, ip_prefix, payment_instrument, device_id, email, phone } = identifierKinds;
/** What a ring may leave to another. Mail domains and prompts are anybody's. */
const inheritableKinds = [ip, ip_prefix, payment_instrument, device_id, email, phone].map(({ code }) => code);

/** What analysts have said, by the keys of the database. */
export interface SaidBefore {
  readonly verdicts: readonly VerdictRow[];
  readonly decided: readonly DecidedRow[];
  readonly judged: readonly JudgedKey[];
  readonly inheritable: readonly UseRow[];
  /** Keys of all identifiers of which something is known. */
  readonly identifierKeys: ReadonlySet<number>;
}

/**
 * Reads what analysts have said, in the transaction that reads the window.
 *
 * What counts is what was said when the run reads, as with decisions on rings, and not only what was said before `to`: else a verdict of now
 * would wait for the next event. But a verdict that has ended by `to` is over.
 */
export async function readSaidBefore(client: pg.ClientBase, { to }: TimeWindow): Promise<SaidBefore> {
  const verdicts = (await client.query<VerdictRow>(standingVerdicts, [to])).rows;
  const decided = (await client.query<DecidedRow>(decidedAccounts)).rows;
  const confirmed = decided.flatMap(({ is_confirmed, account_key }) => (is_confirmed ? [account_key] : []));
  const inheritable = (await client.query<UseRow>(confirmedUses, [confirmed, inheritableKinds, to])).rows;
  const judged = await findJudged(client, verdicts);
  const identifierKeys = new Set(judged.flatMap(({ key, networkKey = key }) => [key, networkKey]));
  for (const { identifier_key } of inheritable) identifierKeys.add(identifier_key);
  return { verdicts, decided, judged, inheritable, identifierKeys };
}

/**
 * Numbers what was said as accounts and identifiers of the window are numbered; of others it says nothing.
 *
 * @param identifierKeys by index; all of which something is known and that are used in the window have to be there
 */
export function numberPrecedents(
  { verdicts, decided, judged: judgedKeys, inheritable, identifierKeys: known }: SaidBefore,
  accounts: KeyIndex,
  identifierKeys: Float64Array,
): LoadedPrecedents {
  const confirmed = decided.filter(({ is_confirmed }) => is_confirmed);
  const dismissed = decided.filter(({ is_confirmed }) => !is_confirmed);
  const indexOf = indicesOf(known, identifierKeys);
  const judged = judgedKeys.filter(({ key }) => indexOf.has(key));
  const inherited = inheritable.filter(({ identifier_key }) => indexOf.has(identifier_key));
  const at = (key: number | undefined) => indexOf.get(key ?? -1) ?? -1;
  return {
    precedents: {
      judged: judged.map(({ key, networkKey, verdict }) => ({ identifier: at(key), verdict, network: at(networkKey) })),
      confirmed: indicesIn(confirmed, accounts),
      dismissed: indicesIn(dismissed, accounts),
      inheritable: {
        identifier: Int32Array.from(inherited, ({ identifier_key }) => at(identifier_key)),
        users: Int32Array.from(inherited, ({ users }) => users),
      },
    },
    verdictNumbers: new Map(judged.map(({ key, number }) => [at(key), number])),
    heeded: summarise(verdicts, confirmed, dismissed),
  };
}

interface VerdictRow {
  readonly number: number;
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly verdict: VerdictKind;
}

interface DecidedRow {
  readonly account_key: number;
  readonly account_id: string;
  readonly is_confirmed: boolean;
}

interface UseRow {
  readonly identifier_key: number;
  readonly users: number;
}

interface IdentifierRow {
  readonly key: number;
  readonly kind: IdentifierKind;
  readonly value: string;
}

interface JudgedKey {
  readonly key: number;
  /** Of an address: the network around it. */
  readonly networkKey: number | undefined;
  readonly number: number;
  readonly verdict: VerdictKind;
}

/** The identifiers that the verdicts are on. A verdict on a network covers the addresses in it that have none of their own. */
async function findJudged(client: pg.ClientBase, verdicts: readonly VerdictRow[]): Promise<JudgedKey[]> {
  if (verdicts.length === 0) return [];
  const ranges = verdicts.flatMap(({ kind, value }) => (kind === "ip_prefix" ? networkRange(value) : []));
  const within = await client.query<IdentifierRow>(addressesWithin, [
    ranges.map(({ from }) => from),
    ranges.map(({ to }) => to),
  ]);
  const prefixes = verdicts.flatMap(({ kind, value }) => (kind === "ip" ? (normaliseIp(value)?.prefix ?? []) : []));
  const named = await client.query<IdentifierRow>(identifiersNamed, [
    [...verdicts.map(({ kind }) => kind), ...prefixes.map(() => "ip_prefix")],
    [...verdicts.map(({ value }) => value), ...prefixes],
  ]);
  const verdictOn = new Map(verdicts.map((verdict) => [`${verdict.kind} ${verdict.value}`, verdict]));
  const keyOf = new Map(named.rows.map(({ kind, value, key }) => [`${kind} ${value}`, key]));
  const found = new Map<number, JudgedKey>();
  for (const { key, kind, value } of [...named.rows, ...within.rows]) {
    const prefix = kind === "ip" ? `ip_prefix ${normaliseIp(value)?.prefix}` : "";
    const verdict = verdictOn.get(`${kind} ${value}`) ?? verdictOn.get(prefix);
    if (verdict)
      found.set(key, { key, networkKey: keyOf.get(prefix), number: verdict.number, verdict: verdict.verdict });
  }
  return [...found.values()].sort((a, b) => a.key - b.key);
}

function summarise(
  verdicts: readonly VerdictRow[],
  confirmed: readonly DecidedRow[],
  dismissed: readonly DecidedRow[],
): Heeded {
  const idsOf = (rows: readonly DecidedRow[]) => rows.map(({ account_id }) => account_id).sort();
  const said = {
    verdicts: verdicts.map(({ kind, value, verdict }) => [kind, value, verdict].join(" ")).sort(),
    confirmed: idsOf(confirmed),
    dismissed: idsOf(dismissed),
  };
  return {
    verdicts: verdicts.length,
    confirmedAccounts: confirmed.length,
    dismissedAccounts: dismissed.length,
    hash: hashJson(said),
  };
}

function indicesIn(rows: readonly DecidedRow[], accounts: KeyIndex): Int32Array {
  return Int32Array.from(rows, ({ account_key }) => accounts.indexOf(account_key))
    .filter((account) => account >= 0)
    .sort();
}

/** The places of a few keys among many: one look at each, where an index of ten million takes a second. */
function indicesOf(wanted: ReadonlySet<number>, keys: Float64Array): Map<number, number> {
  const places = new Map<number, number>();
  if (wanted.size === 0) return places;
  for (let place = 0; place < keys.length; place++) {
    if (wanted.has(keys[place] as number)) places.set(keys[place] as number, place);
  }
  return places;
}
