import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { seededRandom } from "../../src/graph/seeded-random.ts";
import { someEvents, takeIn } from "../support/take-in.ts";
import { useTestDatabase } from "../support/test-database.ts";
import { until } from "../support/until.ts";
import { holdRunAt } from "./support/hold-run.ts";
import { ask, type Service, startService } from "./support/service.ts";
import { accountFor, SteadySender } from "./support/steady-sender.ts";

const database = useTestDatabase();
const rounds = process.env.RINGFENCE_FAULTS === "all" ? 10 : 2;
const services: Service[] = [];

afterEach(async () => {
  for (const service of services.splice(0)) await service.kill();
});

/** Looks again and again how many runs there are at once, by their lock and by their row. */
function watchRuns(): () => Promise<number> {
  let most = 0;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const { rows } = await database.database.pool.query<{ locks: number; running: number }>(`
        select (select count(*)::integer from pg_locks where locktype = 'advisory' and granted and objsubid = 1
                and database = (select oid from pg_database where datname = current_database())
                and (classid::bigint << 32) + objid::bigint = 7464423003) as locks,
               (select count(*)::integer from runs where status = 'running') as running`);
      most = Math.max(most, rows[0]?.locks ?? 0, rows[0]?.running ?? 0);
      await sleep(20);
    }
  })();
  return async () => {
    isOver = true;
    await watching;
    return most;
  };
}

test(`three processes on one database, one killed in its run, ${rounds} times: one run at a time, and no event lost`, async () => {
  await takeIn(database.database, someEvents(30));
  const random = seededRandom(rounds);
  for (let place = 0; place < 3; place++) services.push(await startService(database.url));
  const stopWatching = watchRuns();
  const senders = [0, 1, 2].map((place) => new SteadySender(() => services[place] as Service, 50).start());
  for (let round = 0; round < rounds; round++) {
    const held = await holdRunAt(database.database, "assess");
    const answers = await Promise.all(services.map((service) => ask(service, "/v1/runs", { method: "POST" })));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
    await held.isReached();
    const runner = answers.findIndex(({ status }) => status === 202);
    // Mostly the one that runs, sometimes a bystander.
    const victim = random() < 0.7 ? runner : Math.floor(random() * 3);
    await services[victim]?.kill();
    await held.letGo();
    services[victim] = await startService(database.url);
    await until(async () => {
      const { rows } = await database.database.pool.query("select status from runs order by id desc limit 1");
      return rows[0]?.status === "published";
    }, 60_000);
  }
  await Promise.all(senders.map((sender) => sender.stop()));
  expect(await stopWatching()).toBe(1);
  const { lost, stored, ids, counted } = await accountFor(database.database, senders);
  expect(lost).toEqual([]);
  expect([ids, counted]).toEqual([stored, stored]);
  expect(senders.every(({ accepted }) => accepted.size > 0)).toBe(true);
}, 900_000);
