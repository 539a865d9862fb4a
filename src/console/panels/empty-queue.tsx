import type { Stats } from "../contract-types.ts";
import { defaultFilters, type QueueFilters, type QueueView } from "../state.ts";
import type { Loading } from "../use-resource.ts";
import { FirstSteps } from "./first-steps.tsx";
import { Loaded } from "./loaded.tsx";

interface EmptyQueueProps {
  readonly filters: QueueFilters;
  readonly stats: Loading<Stats>;
  readonly onRunStarted: () => void;
  readonly onCleared: (filters: QueueFilters) => void;
}

/** Why there is nothing here, and what to do next. */
export function EmptyQueue({ filters, stats, onRunStarted, onCleared }: EmptyQueueProps) {
  const { view, sort, ...narrowing } = filters;
  const isNarrowed = Object.values(narrowing).some((value) => value !== undefined);
  return (
    <div class="empty">
      <Loaded of={stats} what="the figures">
        {(figures) => {
          if (!figures.last_run) return <FirstSteps stats={figures} onRunStarted={onRunStarted} />;
          if (!isNarrowed) return <NothingHere view={view} />;
          return (
            <>
              <p>No ring here passes these filters.</p>
              <button type="button" onClick={() => onCleared({ ...defaultFilters, view, sort })}>
                Clear filters
              </button>
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

function NothingHere({ view }: { readonly view: QueueView }) {
  const { title, text } = nothings[view];
  return (
    <>
      <h2>{title}</h2>
      <p>{text}</p>
    </>
  );
}

const nothings: Readonly<Record<QueueView, { readonly title: string; readonly text: string }>> = {
  review: {
    title: "Nothing to review",
    text: "The newest run flagged no ring on which nothing was decided. Those that were decided lie under the other tabs.",
  },
  confirmed: {
    title: "No ring was confirmed",
    text: "A ring lies here once somebody has confirmed it as abuse. From then on new members of it raise an alert at once.",
  },
  dismissed: {
    title: "No ring was dismissed",
    text: "A ring lies here once somebody has said that it is harmless. It stays here from run to run.",
  },
  below: {
    title: "Nothing below the threshold",
    text: "Groups of accounts that share something and are not suspect enough to be flagged would lie here: offices, classes, families.",
  },
  dissolved: {
    title: "No ring is gone",
    text: "A ring lies here once no run finds its accounts together any more.",
  },
};
