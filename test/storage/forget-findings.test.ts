import { expect, test } from "vitest";
import { forgetFindings } from "../../src/storage/forget-findings.ts";
import { useTestDatabase } from "../support/test-database.ts";

const service = useTestDatabase();

test("what nobody needs of old runs goes: never what was flagged, decided on or led to another ring", async () => {
  const { pool } = service.database;
  // Runs 1 and 2 are old, 3 and 4 shadow runs, 5 found nothing, 6 failed, 7 is new.
  await pool.query(`
    insert into runs (status, as_of, window_days, policy_version, code_version, started_at, finished_at, manifest, is_shadow, failure)
    select case id when 6 then 'failed' else 'published' end, ended, 90, 'p', 'c', ended, ended, case id when 6 then null else '{}'::jsonb end,
           id in (3, 4), case id when 6 then 'no' end
    from (select id, case when id in (4, 7) then timestamptz '2026-06-01' else '2025-01-01' end as ended
          from generate_series(1, 7) as id) as run order by id;

    insert into rings (id, status, risk, flagged, member_count, request_count, first_event_at, last_event_at, first_flagged_at,
                       signals, families, first_run_id, last_run_id, dissolved_run_id)
    select id, status, 0.5, false, 2, 2, '2025-01-01', '2025-01-01', flagged_at, '[]', '{}', 1, least(2, coalesce(dissolved, 2)), dissolved
    from (values
      ('idle', 'dissolved', null::timestamptz, 2::bigint), ('open', 'open', null, null), ('flagged', 'dissolved', '2025-01-01', 2),
      ('decided', 'dissolved', null, 2), ('parent', 'dissolved', null, 2), ('recent', 'dissolved', null, 7)
    ) as ring (id, status, flagged_at, dissolved);
    insert into rings (id, risk, flagged, member_count, request_count, first_event_at, last_event_at, signals, families, first_run_id, last_run_id)
    values ('child', 0.5, false, 2, 2, '2025-01-01', '2025-01-01', '[]', '{}', 2, 7);

    insert into decisions (ring_id, outcome, reason, risk_when_decided, decided_by, decided_at, run_id)
    values ('decided', 'dismissed', 'an office', 0.5, 'ada', '2025-01-02', 2);
    insert into ring_changes (ring_id, kind, at, run_id, member_count, risk, status, joined_count, left_count, reason)
    select ring_id, kind, '2025-01-01', run_id, 2, 0.5, 'open', 1, 0, 'because'
    from (values ('idle', 'appeared', 1), ('idle', 'members', 2), ('open', 'appeared', 1), ('open', 'members', 2), ('open', 'risk', 2),
                 ('child', 'members', 7)) as change (ring_id, kind, run_id);
    insert into ring_changes (ring_id, kind, at, run_id, member_count, risk, status, joined_count, left_count, reason, born_run_id,
                              other_ring_id, other_born_run_id)
    values ('child', 'split', '2025-01-01', 2, 2, 0.5, 'open', 1, 0, 'because', 2, 'parent', 1);
    insert into shadow_differences (run_id, account_key, kind, ring_id, risk)
    values (3, 1, 'released', 'open', 0.5), (4, 1, 'released', 'open', 0.5)`);

  const before = new Date("2026-01-01T00:00:00Z");
  expect(await forgetFindings(service.database, before)).toEqual({ rings: 1, changes: 1, runs: 3 });
  const read = async (query: string) => (await pool.query<{ name: string }>(query)).rows.map(({ name }) => name);
  expect(await read("select id as name from rings order by 1")).toEqual([
    "child",
    "decided",
    "flagged",
    "open",
    "parent",
    "recent",
  ]);
  expect(await read("select ring_id || ' ' || kind as name from ring_changes order by id")).toEqual([
    "open appeared",
    "open risk",
    "child members",
    "child split",
  ]);
  expect(await read("select id::text as name from runs order by id")).toEqual(["1", "2", "4", "7"]);
  expect(await read("select run_id::text as name from shadow_differences")).toEqual(["4"]);
  expect(await forgetFindings(service.database, before)).toEqual({ rings: 0, changes: 0, runs: 0 });
  // However old it is, the newest that was published says where the next one goes on.
  await pool.query("delete from ring_changes; delete from decisions; delete from rings");
  await forgetFindings(service.database, new Date("2030-01-01T00:00:00Z"));
  expect(await read("select id::text as name from runs")).toEqual(["7"]);
});
