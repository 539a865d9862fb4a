/**
 * `npm run bench:assess -- [accounts]`: how long an assessment takes with a million accounts (or so many), at 100 a second.
 *
 * The accounts are written into the tables directly: what matters is how large these are, and that one address has a tenth of them. A third of
 * the questions come through that address, a third with things of a flagged ring, and a third with things that nobody has. Progress
 * goes to stderr, figures to stdout. Exit code 1 when the 99th percentile is above its limit.
 */
import { randomBytes } from "node:crypto";
import { loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { createKey } from "../../../src/api-keys/create-key.ts";
import { createApp } from "../../../src/app.ts";
import { readConfig } from "../../../src/config.ts";
import { inTransaction } from "../../../src/db/in-transaction.ts";
import { migrate } from "../../../src/db/migrate.ts";
import { openDatabase } from "../../../src/db/open-database.ts";
import { makeDemoFolder } from "../../../src/demo/demo-folder.ts";
import { startServer } from "../../../src/http/start-server.ts";
import { startRun } from "../../../src/runs/start-run.ts";
import { writeRingUses } from "../../../src/runs/write-ring-uses.ts";
import { detectGroups } from "../../support/detect-groups.ts";
import { stoppedAt } from "../../support/stopped-at.ts";
import { someEvents, takeIn } from "../../support/take-in.ts";

const accounts = Number(process.argv[2] ?? 1_000_000);
const inRings = 25_000;
const ringSize = 100;
const perSecond = 100;
const seconds = 20;
const limitMilliseconds = 20;

const clock = stoppedAt("2026-06-06T00:00:00Z");
const folder = await makeDemoFolder();
const logger = pino({ level: "silent" });
const config = readConfig({ RINGFENCE_DATA_DIR: folder.dataDir });
const { database, secret, stop } = await openDatabase({ config, logger, role: "owner", randomBytes });
try {
  await migrate(database);
  await fill();
  const { key } = await createKey({ database, secret, clock, randomBytes }, { name: "bench", scopes: ["rings:read"] });
  const app = createApp({ database, secret, clock, logger, config, randomBytes });
  const server = await startServer(app, { host: "127.0.0.1", port: 0 });
  const ask = async (body: object) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    const started = performance.now();
    const answer = await fetch(`${server.url}/v1/assessments`, { method: "POST", headers, body: JSON.stringify(body) });
    const { attaches } = (await answer.json()) as { attaches: boolean };
    if (answer.status !== 200) throw new Error(`${answer.status}`);
    return { milliseconds: performance.now() - started, attaches };
  };
  say("Warming up");
  for (let question = 0; question < 300; question++) await ask(questionOf(question));
  say(`Asking ${perSecond} a second for ${seconds} s`);
  const asked: Promise<{ milliseconds: number; attaches: boolean }>[] = [];
  const from = performance.now();
  for (let question = 0; question < perSecond * seconds; question++) {
    const wait = from + (question * 1000) / perSecond - performance.now();
    if (wait > 0) await sleep(wait);
    asked.push(ask(questionOf(question + 1000)));
  }
  const answers = await Promise.all(asked);
  const sorted = answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] as number).toFixed(1);
  const attached = answers.filter(({ attaches }) => attaches).length;
  process.stdout.write(
    `${answers.length} assessments, ${attached} attached: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, 99 % ${at(0.99)} ms, worst ${at(1)} ms; load of the machine ${loadavg()[0]?.toFixed(1)}\n`,
  );
  if (Number(at(0.99)) > limitMilliseconds) process.exitCode = 1;
  await server.close();
} finally {
  await stop();
  await folder.remove();
}

function say(step: string): void {
  process.stderr.write(`${step}\n`);
}

/** Account n has two addresses, a card and a device; a ring of a hundred has ten addresses, ten cards and its proxies' networks in common. */
function questionOf(n: number): object {
  const ring = (n * 7) % (inRings / ringSize);
  if (n % 3 === 0) return { ip: "192.0.2.1", payment_instrument: `card ring ${ring} ${n % 10}`, device_id: `new ${n}` };
  if (n % 3 === 1)
    return {
      ip: addressOf(ring, n % 10),
      payment_instrument: `card ring ${ring} ${n % 10}`,
      email: `x${n}@example.com`,
    };
  return { ip: `9.${n % 200}.3.4`, payment_instrument: `new card ${n}`, device_id: `new device ${n}` };
}

function addressOf(ring: number, place: number): string {
  return `8.${Math.floor(ring / 200)}.${ring % 200}.${place + 1}`;
}

async function fill(): Promise<void> {
  say("A small run, for its policy");
  await takeIn(database, someEvents(12));
  const detect = detectGroups([{ members: [0, 1, 2, 3, 4, 5] }]);
  const { finished } = await startRun({ database, clock, logger, detect });
  if ((await finished).status !== "published") throw new Error("The run failed");
  say(`Writing ${accounts.toLocaleString("en")} accounts`);
  await inTransaction(database, async (transaction) => {
    const { client } = transaction;
    await client.query("set local work_mem = '256MB'");
    await client.query(`
      truncate sightings, identifiers, accounts, ring_members restart identity;
      insert into accounts (id, first_event_at, last_event_at)
        select 'acct_' || n, '2026-04-01', '2026-04-23' from generate_series(1, ${accounts}) n;
      create temporary table uses on commit drop as
        select n as account_key, kind, value from generate_series(1, ${accounts}) n
        cross join lateral (
          select (n - 1) / ${ringSize} as ring, n <= ${inRings} as is_ring
        ) placed
        cross join lateral (values
          (1::smallint, case when is_ring then '8.' || ring / 200 || '.' || ring % 200 || '.' || (n % 10 + 1)
             else '10.' || n % 250 || '.' || n / 250 % 250 || '.' || n % 3 end),
          (1::smallint, case when n % 10 = 0 then '192.0.2.1' end),
          (2::smallint, case when is_ring then '8.' || ring / 200 || '.' || ring % 200 || '.0/24' end),
          (3::smallint, case when is_ring then 'card ring ' || ring || ' ' || n / 10 % 10 else 'card ' || n / 2 end),
          (4::smallint, case when is_ring then 'device ring ' || ring || ' ' || n % 33 else 'device ' || n end)
        ) as used (kind, value) where value is not null;
      analyze uses;
      insert into identifiers (kind, value) select distinct kind, value from uses;
      analyze identifiers;
      insert into sightings (account_key, identifier_key, first_seen_at, last_seen_at, request_count, event_count, kind)
        select account_key, key, '2026-04-01'::timestamptz + account_key % 1000000 * interval '1 second', '2026-04-23', 1, 1, kind
        from uses join identifiers using (kind, value);
      insert into rings (id, risk, flagged, member_count, request_count, first_event_at, last_event_at, first_flagged_at, signals, families, first_run_id, last_run_id)
        select 'ring_' || r, 0.99, true, ${ringSize}, 1, '2026-04-01', '2026-04-23', '2026-04-23', '[]', '{network}', 1, 1
        from generate_series(0, ${inRings / ringSize - 1}) r;
      insert into ring_members (account_key, ring_id, joined_at, evidence_bits, request_count)
        select n, 'ring_' || (n - 1) / ${ringSize}, '2026-04-23', 1, 1 from generate_series(1, ${inRings}) n;
      update rings set status = 'dissolved', dissolved_run_id = last_run_id where id not in (select ring_id from ring_members);
      update runs set counts = counts || '{"accounts": ${accounts}}';
      analyze accounts, identifiers, sightings, rings, ring_members`);
    const { rows } = await client.query<{ key: number; sharers: number }>(
      "select identifier_key as key, count(*)::integer as sharers from sightings group by identifier_key having count(*) > 1",
    );
    const sharers = new Map(rows.map(({ key, sharers: count }) => [key, count]));
    const sharersOf = (key: number) => sharers.get(key) ?? 1;
    const started = performance.now();
    await writeRingUses(transaction, { runNumber: 1, population: accounts, sharersOf, neighbours: 8 });
    say(
      `What ${inRings.toLocaleString("en")} members use was written in ${((performance.now() - started) / 1000).toFixed(1)} s`,
    );
  });
}
