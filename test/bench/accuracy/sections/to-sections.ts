import { formatCount } from "../../../../src/cli/format-values.ts";
import type { Figures, WorldFigures } from "../figures.ts";
import { ablationSection } from "./ablation-section.ts";
import { decidedSection } from "./decided-section.ts";
import { promptsSection } from "./prompts-section.ts";
import { replaySection } from "./replay-section.ts";
import { scenarioSections } from "./scenario-sections.ts";
import { columnsOf, type Section } from "./section.ts";
import { signupsSection } from "./signups-section.ts";
import { trustSections } from "./trust-sections.ts";

/** Everything that is printed and written, in order. All but the last section is the same whenever and wherever it is measured. */
export function toSections({ worlds, decided, replays, signups, prompts, machine }: Figures): Section[] {
  const scenarios = [...new Set(worlds.map(({ scenario }) => scenario))];
  return [
    ...scenarios.flatMap((scenario) =>
      scenarioSections(
        scenario,
        worlds.filter((world) => world.scenario === scenario),
      ),
    ),
    ...(worlds.length === 0 ? [] : [...trustSections(worlds), ablationSection(worlds, signups)]),
    ...(decided.length === 0 ? [] : [decidedSection(decided)]),
    ...(replays.length === 0 ? [] : [replaySection(replays)]),
    ...(signups === undefined ? [] : [signupsSection(signups)]),
    ...(prompts === undefined ? [] : [promptsSection(prompts)]),
    costSection(worlds, machine),
  ];
}

function costSection(worlds: readonly WorldFigures[], machine: string): Section {
  const scenarios = [...new Set(worlds.map(({ scenario }) => scenario))];
  return {
    title: "Time and memory",
    columns: columnsOf("worlds", "accounts", "events", "sightings", "seconds", "peak memory"),
    rows: scenarios.map((scenario) => {
      const ofScenario = worlds.filter((world) => world.scenario === scenario);
      const mean = (count: (world: WorldFigures) => number) =>
        ofScenario.reduce((sum, world) => sum + count(world), 0) / ofScenario.length;
      const peak = Math.max(...ofScenario.map(({ peakBytes }) => peakBytes));
      return [
        scenario,
        ...[mean(({ accounts }) => accounts), mean(({ events }) => events), mean(({ sightings }) => sightings)].map(
          (count) => formatCount(Math.round(count)),
        ),
        mean(({ ringfence }) => ringfence.seconds).toFixed(1),
        `${formatCount(Math.round(peak / 1e6))} MB`,
      ];
    }),
    notes: [
      "Means over the worlds; seconds of finding and judging the rings, without reading the events. Memory is the most that making a world, reading it and all methods took together.",
      machine,
    ],
  };
}
