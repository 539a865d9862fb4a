import { useEffect, useRef, useState } from "preact/hooks";
import type { VerdictPreviewBody } from "../../contract/verdict-preview.ts";
import type { Identifier as IdentifierParts } from "../../model/identifier.ts";
import type { VerdictKind } from "../../model/verdict.ts";
import { pathOf } from "../api.ts";
import {
  formatCount,
  formatMoment,
  formatPlural,
  isMasked,
  likelyVerdict,
  nameKind,
  verdictGroups,
  verdictTitles,
} from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { Identifier, Ring } from "../contract-types.ts";
import { toProblem, useResource } from "../use-resource.ts";
import { Dialog } from "./dialog.tsx";
import { Loaded } from "./loaded.tsx";
import { pathOfRing } from "./paths.ts";

/** An identifier that an analyst is asked about. */
export type JudgedThing = IdentifierParts;

interface VerdictDialogProps {
  readonly identifier: JudgedThing;
  /** Rings whose members share it, the worst first: what the verdict would untie there is shown before it is given. */
  readonly rings: readonly Pick<Ring, "id">[];
  readonly onClosed: () => void;
  readonly onJudged: () => void;
}

/** In more rings than these nobody reads what would come of it. */
const mostPreviews = 5;

/** Asks what an identifier is, shows what that would untie, and says it. */
export function VerdictDialog(props: VerdictDialogProps) {
  const { kind, value } = props.identifier;
  return (
    <Dialog title={`What is this ${nameKind(kind)}?`} onClosed={props.onClosed}>
      <p>
        <code>{value}</code>
      </p>
      {isMasked(value) ? (
        <p>This key sees a mask of it. To say what it is takes one that may see identifiers (identifiers:read).</p>
      ) : (
        <Known {...props} />
      )}
    </Dialog>
  );
}

/** What was said of it since the newest run counts as well. */
function Known(props: VerdictDialogProps) {
  const { kind, value } = props.identifier;
  const { api } = useConsole();
  const identifier = useResource(
    (signal) => api.get<Identifier>(pathOf("identifiers", kind, value), {}, signal),
    [api, kind, value],
  );
  return (
    <Loaded of={identifier} what="what was said of it">
      {(known) => <VerdictForm {...props} known={known} />}
    </Loaded>
  );
}

function VerdictForm({
  identifier: { kind, value },
  rings,
  known,
  onClosed,
  onJudged,
}: VerdictDialogProps & { readonly known: Identifier }) {
  const { api, announce } = useConsole();
  const standing = known.verdict?.verdict ?? undefined;
  const [verdict, setVerdict] = useState<VerdictKind>(standing ?? likelyVerdict(kind));
  const [fault, setFault] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const choice = useRef<HTMLSelectElement>(null);
  useEffect(() => choice.current?.focus(), []);
  const path = pathOf("identifiers", kind, value);
  const say = async (action: () => Promise<Identifier>, done: string) => {
    setAsking(true);
    try {
      await action();
      announce({ text: `${done} The next run heeds it.` });
      onJudged();
    } catch (error) {
      setFault(toProblem(error).message);
      setAsking(false);
    }
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    const reason = String(given.get("reason") ?? "").trim();
    const until = String(given.get("until") ?? "");
    if (reason === "") return setFault("Say how you know: whoever looks at it next will want to.");
    const body = { verdict, reason, expires_at: until === "" ? null : `${until}T00:00:00Z` };
    void say(() => api.send("PUT", path, { body }), `Noted: ${verdictTitles[verdict].toLowerCase()}.`);
  };
  return (
    <form class="decide" onSubmit={submit}>
      {known.verdict && standing && (
        <p class="decision">
          <b>{verdictTitles[standing]}</b>, said {known.verdict.author} on {formatMoment(known.verdict.created_at)}: “
          {known.verdict.reason}”
        </p>
      )}
      <label for="verdict">It is</label>
      <select
        id="verdict"
        ref={choice}
        value={verdict}
        onChange={(event) => setVerdict(event.currentTarget.value as VerdictKind)}
      >
        {verdictGroups.map(({ title, verdicts }) => (
          <optgroup key={title} label={title}>
            {verdicts.map((each) => (
              <option key={each} value={each}>
                {verdictTitles[each]}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {verdict === "known_bad" ? (
        <p class="quiet">Raises the risk of whoever uses it, from the next run on.</p>
      ) : (
        rings.slice(0, mostPreviews).map((ring) => <Preview key={ring.id} ring={ring} kind={kind} value={value} />)
      )}
      <label for="verdict-reason">How do you know?</label>
      <input id="verdict-reason" name="reason" type="text" maxLength={2000} aria-invalid={fault !== undefined} />
      <label for="verdict-until">Until (or for good)</label>
      <input id="verdict-until" name="until" type="date" />
      {fault !== undefined && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      <footer>
        {standing && (
          <button
            type="button"
            class="plain"
            disabled={isAsking}
            onClick={() => void say(() => api.send("DELETE", path), "Taken back.")}
          >
            Take back what was said
          </button>
        )}
        <button type="button" class="plain" onClick={onClosed}>
          Cancel
        </button>
        <button type="submit" class="primary" disabled={isAsking}>
          Say so
        </button>
      </footer>
    </form>
  );
}

interface PreviewProps extends IdentifierParts {
  readonly ring: Pick<Ring, "id">;
}

/** What a verdict that excuses it would untie, before anybody gives it. */
function Preview({ ring, kind, value }: PreviewProps) {
  const { api } = useConsole();
  const preview = useResource(
    (signal) => api.get<VerdictPreviewBody>(pathOfRing(ring.id, "verdict_preview"), { kind, value }, signal),
    [api, ring.id, kind, value],
  );
  return (
    <div class="preview" aria-live="polite">
      <Loaded of={preview} what="what that would untie">
        {({ members, users, examined, untied }) => (
          <p>
            <b>
              {untied === 0
                ? `It would untie nobody from the ring of ${formatPlural(members, "account")}.`
                : `It would untie ${formatCount(untied)} of the ring's ${formatPlural(members, "account")}.`}
            </b>{" "}
            {formatPlural(users, "member")} {users === 1 ? "uses" : "use"} it
            {examined < users && `; ${formatCount(examined)} of them were looked at`}
            {untied < examined &&
              (untied === 0 ? ", and they share more than that" : ", the others share more than that")}
            .
          </p>
        )}
      </Loaded>
    </div>
  );
}
