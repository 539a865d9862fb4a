import type { Label } from "../../src/model/label.ts";
import { createWorld, type World } from "../../src/simulate/create-world.ts";
import type { WorldEvent } from "../../src/simulate/world-event.ts";
import { type WantedWorld, worldOptions } from "../../src/simulate/world-options.ts";

/** A world with everything that happens in it, at hand for a test. */
export interface ReadWorld {
  readonly world: World;
  readonly events: readonly WorldEvent[];
  /** Accounts of the groups of one kind, by the group's name. */
  groupsOf(kind: string): Map<string, Label[]>;
  eventsOf(members: readonly Label[]): WorldEvent[];
}

export function readWorld(options: WantedWorld): ReadWorld {
  const world = createWorld(worldOptions({ scenario: "demo", ...options }));
  const events = [...world.days()].flat();
  return {
    world,
    events,
    groupsOf(kind) {
      const groups = new Map<string, Label[]>();
      for (const label of world.labels) {
        if (label.groupKind === kind) groups.set(label.group, [...(groups.get(label.group) ?? []), label]);
      }
      return groups;
    },
    eventsOf(members) {
      const ids = new Set(members.map(({ accountId }) => accountId));
      return events.filter((event) => ids.has(event.account_id));
    },
  };
}
