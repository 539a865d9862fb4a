import { useEffect, useRef, useState } from "preact/hooks";
import type { RingMapBody } from "../../contract/ring-map.ts";
import { families, type Family } from "../../model/identifier.ts";
import { familyLooks, formatBits, formatCount, nameKind, shorten } from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { Ring } from "../contract-types.ts";
import { type GraphView, showGraph } from "../graph-view.ts";
import { hubsOf, identifierNode, type NodeName } from "../map-picture.ts";
import { useKeys } from "../use-keys.ts";
import { useResource } from "../use-resource.ts";
import { FamilyMark } from "./families.tsx";
import { Loaded } from "./loaded.tsx";
import { NodeFacts } from "./node-facts.tsx";
import { pathOfRing } from "./paths.ts";
import type { JudgedThing } from "./verdict-dialog.tsx";

interface RingGraphProps {
  readonly ring: Ring;
  /** Asks what an identifier is. */
  readonly onJudge: (identifier: JudgedThing) => void;
}

/** Who shares what, as a picture, with a list of its hubs beside it. */
export function RingGraph({ ring, onJudge }: RingGraphProps) {
  const { api } = useConsole();
  const map = useResource(
    (signal) => api.get<RingMapBody>(pathOfRing(ring.id, "map"), { limit: mostNodes }, signal),
    [api, ring.id],
  );
  return (
    <section aria-labelledby="graph">
      <h2 id="graph">Who shares what</h2>
      <Loaded of={map} what="the picture">
        {(loaded) =>
          loaded.identifiers.length === 0 ? (
            <p>
              There is nothing to draw: {ring.status === "dissolved" ? "it dissolved." : "they share nothing any more."}
            </p>
          ) : (
            <Picture map={loaded} onJudge={onJudge} />
          )
        }
      </Loaded>
    </section>
  );
}

/** More nobody can tell apart; the API takes accounts together to keep to it. */
const mostNodes = 600;
const hubCount = 12;

function Picture({ map, onJudge }: { readonly map: RingMapBody; readonly onJudge: (identifier: JudgedThing) => void }) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<GraphView | undefined>(undefined);
  const [hidden, setHidden] = useState<ReadonlySet<Family>>(new Set());
  const [leastBits, setLeastBits] = useState(0);
  const [hovered, setHovered] = useState<NodeName>();
  const [focused, setFocused] = useState<NodeName>();
  const [isSettled, setSettled] = useState(false);
  useEffect(() => {
    if (!place.current) return;
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const shown = showGraph(place.current, {
      map,
      isStill,
      onHover: setHovered,
      onClick: setFocused,
      onSettled: () => setSettled(true),
    });
    view.current = shown;
    return () => shown.destroy();
  }, [map]);
  useEffect(() => view.current?.filter({ hidden, leastBits }), [hidden, leastBits]);
  useEffect(() => view.current?.focus(focused), [focused]);
  useKeys({ Escape: focused && (() => setFocused(undefined)) }, true);
  const present = families.filter((family) => map.identifiers.some((each) => each.family === family));
  const toggle = (family: Family) => {
    const changed = new Set(hidden);
    if (!changed.delete(family)) changed.add(family);
    setHidden(changed);
  };
  const mostBits = Math.ceil(Math.max(...map.identifiers.map(({ bits }) => bits)));
  return (
    <>
      <div class="graph-filters">
        <fieldset>
          <legend>Show</legend>
          {present.map((family) => (
            <label key={family}>
              <input type="checkbox" checked={!hidden.has(family)} onChange={() => toggle(family)} />
              <FamilyMark family={family} /> {familyLooks[family].title}
            </label>
          ))}
        </fieldset>
        <label class="bits">
          <span>{leastBits === 0 ? "Everything they share" : `Only what says ${leastBits} bits or more`}</span>
          <input
            type="range"
            min="0"
            max={mostBits}
            value={leastBits}
            onInput={(event) => setLeastBits(Number(event.currentTarget.value))}
          />
        </label>
      </div>
      <div class="graph-frame">
        <div class="graph-stage">
          <div
            class="graph"
            ref={place}
            data-settled={isSettled}
            role="img"
            aria-label={`${describeMap(map)} The list beside it and the tables below say the same.`}
          />
          <div class="graph-zoom">
            <button type="button" aria-label="Zoom in" onClick={() => view.current?.zoom("in")}>
              +
            </button>
            <button type="button" aria-label="Zoom out" onClick={() => view.current?.zoom("out")}>
              −
            </button>
            <button type="button" aria-label="Show the whole picture" onClick={() => view.current?.zoom("whole")}>
              ⤢
            </button>
          </div>
        </div>
        <aside class="graph-side" aria-label="Hubs, and what is in focus">
          {hovered || focused ? (
            <NodeFacts
              map={map}
              node={(hovered ?? focused) as NodeName}
              onJudge={onJudge}
              onLetGo={focused && !hovered ? () => setFocused(undefined) : undefined}
            />
          ) : (
            <p class="quiet">
              {describeMap(map)} Point at a dot to see what it is, click it to see what it is tied to, or choose a hub:
              something that many of them share.
            </p>
          )}
          <h3>Hubs</h3>
          <ol class="hubs">
            {hubsOf(map, hubCount).map((hub) => {
              const { family, kind, value, member_count, bits } = map.identifiers[
                hub
              ] as RingMapBody["identifiers"][number];
              const node = identifierNode(hub);
              return (
                <li key={node}>
                  <button
                    type="button"
                    class="hub"
                    aria-pressed={focused === node}
                    onClick={() => setFocused(focused === node ? undefined : node)}
                  >
                    <FamilyMark family={family} />
                    <span>
                      <code>{shorten(value, 26)}</code>
                      <span class="quiet block">
                        {nameKind(kind)}, {formatCount(member_count)} members, {formatBits(bits)}
                      </span>
                    </span>
                  </button>
                </li>
              );
            })}
          </ol>
        </aside>
      </div>
    </>
  );
}

function describeMap({ identifiers, groups, rest }: RingMapBody): string {
  const accounts = groups.reduce((sum, group) => sum + group.accounts, 0);
  const are = groups.length < accounts ? ` in ${formatCount(groups.length)} groups that share the same,` : "";
  const left = rest.identifiers > 0 ? ` ${formatCount(rest.identifiers)} identifiers that say less are left out.` : "";
  return `${formatCount(accounts)} accounts (grey),${are} and the ${formatCount(identifiers.length)} identifiers that tie them most.${left}`;
}
