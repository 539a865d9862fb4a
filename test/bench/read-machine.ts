import { arch, availableParallelism, cpus, totalmem, type } from "node:os";
import type pg from "pg";
import type { MachineFacts } from "./figures.ts";

const durabilitySettings = ["fsync", "synchronous_commit", "full_page_writes"];

/** What figures depend on, and what makes them comparable. */
export async function readMachine(pool: pg.Pool, loadBefore: number): Promise<MachineFacts> {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    "select name, setting from pg_settings where name = any($1) order by name",
    [["server_version", ...durabilitySettings]],
  );
  const settings = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? "unknown",
    memoryBytes: totalmem(),
    system: `${type()} ${arch()}`,
    loadBefore,
    node: process.versions.node,
    postgres: settings.server_version ?? "unknown",
    durability: Object.fromEntries(durabilitySettings.map((name) => [name, settings[name] ?? "unknown"])),
  };
}
