import type { Label } from "../../../src/model/label.ts";
import { timeWindow } from "../../../src/runs/time-window.ts";
import { createWorld } from "../../../src/simulate/create-world.ts";
import type { WorldOptions } from "../../../src/simulate/world-options.ts";
import { EventTables, type Window } from "./event-tables.ts";
import { takeInEvents } from "./take-in-events.ts";

const dayMilliseconds = 86_400_000;

/** A world as a run at its end would see it, with the truth beside it. */
export interface SeenWorld extends Window {
  readonly labels: readonly Label[];
  readonly events: number;
}

/** Makes a world and reads it without a database. The same options always give the same columns. */
export function readWorld(options: WorldOptions, windowDays: number): SeenWorld {
  const world = createWorld(options);
  const tables = new EventTables();
  let events = 0;
  for (const day of world.days()) {
    takeInEvents(tables, day);
    events += day.length;
  }
  const end = new Date(options.startsAt + options.days * dayMilliseconds);
  return { ...tables.read(timeWindow(end, windowDays)), labels: world.labels, events };
}
