import { useState } from "preact/hooks";
import { describeRing, formatDate } from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { DecisionInputBody, Ring, RingProfile } from "../contract-types.ts";
import { defaultFilters, writeRoute } from "../state.ts";
import { useKeys } from "../use-keys.ts";
import { useResource } from "../use-resource.ts";
import { DecideDialog } from "./decide-dialog.tsx";
import { Evidence } from "./evidence.tsx";
import { Exports } from "./exports.tsx";
import { Families } from "./families.tsx";
import { History } from "./history.tsx";
import { Loaded } from "./loaded.tsx";
import { Members } from "./members.tsx";
import { NewestDecision } from "./newest-decision.tsx";
import { pathOfRing } from "./paths.ts";
import { Rhythm } from "./rhythm.tsx";
import { RingGraph } from "./ring-graph.tsx";
import { Risk } from "./risk.tsx";
import { SignalBars } from "./signal-bars.tsx";
import { Status } from "./status.tsx";
import { Timeline } from "./timeline.tsx";
import { type JudgedThing, VerdictDialog } from "./verdict-dialog.tsx";

interface LoadedRing {
  readonly ring: Ring;
  readonly version: string | null;
  readonly profile: RingProfile;
}

/** One ring: what it is, why it is suspect, what its accounts share, what they did when, who they are - and the decision. */
export function RingPage({ id }: { readonly id: string }) {
  const { api } = useConsole();
  const loading = useResource<LoadedRing>(
    async (signal) => {
      const [{ body: ring, version }, profile] = await Promise.all([
        api.getVersioned<Ring>(pathOfRing(id), {}, signal),
        api.get<RingProfile>(pathOfRing(id, "profile"), {}, signal),
      ]);
      return { ring, version, profile };
    },
    [api, id],
  );
  return (
    <>
      <p class="way-back">
        <a href={writeRoute({ page: "rings", filters: defaultFilters })}>← All rings</a>
      </p>
      <Loaded of={loading} what="the ring">
        {(loaded) => <LoadedRingPage {...loaded} onChanged={loading.reload} />}
      </Loaded>
    </>
  );
}

function LoadedRingPage({ ring, version, profile, onChanged }: LoadedRing & { readonly onChanged: () => void }) {
  const { go } = useConsole();
  const [outcome, setOutcome] = useState<DecisionInputBody["outcome"]>();
  const [judged, setJudged] = useState<JudgedThing>();
  const mayDecide = ring.status !== "dissolved";
  const decide = (wanted: DecisionInputBody["outcome"]) => (mayDecide ? () => setOutcome(wanted) : undefined);
  const isDecided = ring.status === "confirmed" || ring.status === "dismissed";
  useKeys({
    c: ring.status === "confirmed" ? undefined : decide("confirmed"),
    d: ring.status === "dismissed" ? undefined : decide("dismissed"),
    u: isDecided ? decide("reopened") : undefined,
    Escape: () => go({ page: "rings", filters: defaultFilters }),
  });
  const sentence = describeRing({
    memberCount: ring.member_count,
    requestCount: ring.request_count,
    firstEventAt: ring.first_event_at,
    capabilities: profile.capabilities,
    identifiers: profile.identifiers,
  });
  return (
    <>
      <header class="ring-head">
        <div>
          <h1>{sentence}</h1>
          <p class="facts">
            <Status status={ring.status} /> <Families families={ring.families} />
            <span class="quiet">
              {ring.first_flagged_at === null ? "Never flagged" : `First flagged ${formatDate(ring.first_flagged_at)}`}{" "}
              · <code>{ring.id}</code>
            </span>
          </p>
          {isDecided && <NewestDecision ring={ring} />}
        </div>
        <div class="actions">
          {mayDecide && ring.status !== "confirmed" && (
            <button type="button" class="primary danger" onClick={decide("confirmed")}>
              Confirm as abuse <kbd>c</kbd>
            </button>
          )}
          {mayDecide && ring.status !== "dismissed" && (
            <button type="button" onClick={decide("dismissed")}>
              Dismiss <kbd>d</kbd>
            </button>
          )}
          {isDecided && (
            <button type="button" onClick={decide("reopened")}>
              Take back <kbd>u</kbd>
            </button>
          )}
          <Exports ring={ring} />
        </div>
      </header>
      <section aria-labelledby="why">
        <h2 id="why">What speaks for abuse, and what against</h2>
        <div class="why">
          <div>
            <Risk risk={ring.risk} isFlagged={ring.flagged} />
            <p class="quiet">
              Probability that this is coordinated abuse. {ring.flagged ? "Flagged." : "Too low to be flagged."} The
              bars beside it add up to it.
            </p>
          </div>
          <SignalBars signals={ring.signals} />
        </div>
      </section>
      <RingGraph ring={ring} onJudge={setJudged} />
      <div class="columns">
        <Timeline ring={ring} />
        <Rhythm profile={profile} />
      </div>
      <Evidence ring={ring} onJudge={setJudged} />
      <Members ring={ring} />
      <History ring={ring} />
      {judged && (
        <VerdictDialog
          identifier={judged}
          rings={[ring]}
          onClosed={() => setJudged(undefined)}
          onJudged={() => setJudged(undefined)}
        />
      )}
      {outcome && (
        <DecideDialog
          ring={ring}
          version={version}
          outcome={outcome}
          onClosed={() => setOutcome(undefined)}
          onDecided={() => {
            setOutcome(undefined);
            onChanged();
          }}
        />
      )}
    </>
  );
}
