import { readdirSync, readFileSync } from "node:fs";
import type { PeakMemory } from "./figures.ts";

const pauseMilliseconds = 250;

export interface MemoryWatch {
  /** The peaks since the service started. */
  read(): PeakMemory;
  stop(): void;
}

/**
 * Watches the memory of a process and of all below it together; on Linux, elsewhere it knows nothing.
 *
 * What each has for itself, added up, and what they share, which is Postgres' buffers, once.
 */
export function watchMemoryTogether(processId: number): { read(): number | undefined; stop(): void } {
  let peak: number | undefined;
  const look = () => {
    const bytes = addUp([processId, ...descendantsOf(processId)].map(readStatus));
    if (bytes > 0) peak = Math.max(peak ?? 0, bytes);
  };
  const timer = setInterval(look, pauseMilliseconds);
  return {
    read() {
      look();
      return peak;
    },
    stop: () => clearInterval(timer),
  };
}

/** In bytes. */
function addUp(statuses: readonly string[]): number {
  const own = statuses.reduce((sum, status) => sum + (bytesIn(status, "RssAnon") ?? 0), 0);
  return own + Math.max(0, ...statuses.map((status) => bytesIn(status, "RssShmem") ?? 0));
}

/**
 * Watches the memory of a process and of the Postgres below it; on Linux, elsewhere it knows nothing.
 *
 * The kernel keeps the peak of one process. That of many at once it does not keep, so they are looked at four times a second:
 * what each has for itself, added up, and what they share, which is the buffers, once.
 */
export function watchMemory(processId: number): MemoryWatch {
  let postgres: number | undefined;
  const look = () => {
    const statuses = descendantsOf(processId).map(readStatus);
    if (statuses.length === 0) return;
    postgres = Math.max(postgres ?? 0, addUp(statuses));
  };
  const timer = setInterval(look, pauseMilliseconds);
  return {
    read() {
      look();
      return { service: bytesIn(readStatus(processId), "VmHWM"), postgres };
    },
    stop: () => clearInterval(timer),
  };
}

function descendantsOf(processId: number): number[] {
  const children = new Map<number, number[]>();
  for (const id of allProcesses()) {
    const parent = Number(/^PPid:\s+(\d+)/m.exec(readStatus(id))?.[1] ?? 0);
    children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  const below = (id: number): number[] => (children.get(id) ?? []).flatMap((child) => [child, ...below(child)]);
  return below(processId);
}

function allProcesses(): number[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

/** Empty for a process that is gone. */
function readStatus(processId: number): string {
  try {
    return readFileSync(`/proc/${processId}/status`, "utf8");
  } catch {
    return "";
  }
}

function bytesIn(status: string, name: string): number | undefined {
  const kibibytes = new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}
