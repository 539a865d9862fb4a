import { useState } from "preact/hooks";
import type { VerdictPreviewBody } from "../../contract/verdict-preview.ts";
import type { Identifier as IdentifierParts } from "../../model/identifier.ts";
import { type VerdictKind, verdictKinds } from "../../model/verdict.ts";
import { pathOf } from "../api.ts";
import { formatCount, formatPlural, nameKind, verdictTitles } from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { Identifier, Ring } from "../contract-types.ts";
import { toProblem, useResource } from "../use-resource.ts";
import { Dialog } from "./dialog.tsx";
import { Loaded } from "./loaded.tsx";
import { pathOfRing } from "./paths.ts";

/** An identifier that an analyst is asked about. */
export type JudgedThing = IdentifierParts & { readonly verdict?: VerdictKind | null };

interface VerdictDialogProps {
  readonly identifier: JudgedThing;
  /** The ring in which it was met: what the verdict would untie there is shown before it is given. */
  readonly ring?: Ring | undefined;
  readonly onClosed: () => void;
  readonly onJudged: () => void;
}

/** Asks what an identifier is, shows what that would untie, and says it. */
export function VerdictDialog({ identifier, ring, onClosed, onJudged }: VerdictDialogProps) {
  const { api, announce } = useConsole();
  const [verdict, setVerdict] = useState<VerdictKind>(identifier.verdict ?? "office");
  const [fault, setFault] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const path = pathOf("identifiers", identifier.kind, identifier.value);
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
    <Dialog title={`What is this ${nameKind(identifier.kind)}?`} onClosed={onClosed}>
      <form class="decide" onSubmit={submit}>
        <p>
          <code>{identifier.value}</code>
        </p>
        <label for="verdict">It is</label>
        <select id="verdict" value={verdict} onChange={(event) => setVerdict(event.currentTarget.value as VerdictKind)}>
          {verdictKinds.map((kind) => (
            <option key={kind} value={kind}>
              {verdictTitles[kind]}
            </option>
          ))}
        </select>
        {verdict === "known_bad" ? (
          <p class="quiet">Raises the risk of whoever uses it, from the next run on.</p>
        ) : (
          ring && <Preview ring={ring} identifier={identifier} />
        )}
        <label for="verdict-reason">How do you know?</label>
        <input id="verdict-reason" name="reason" type="text" maxLength={2000} aria-invalid={fault !== undefined} />
        <label for="verdict-until">Until (perhaps)</label>
        <input id="verdict-until" name="until" type="date" />
        {fault !== undefined && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        <footer>
          {identifier.verdict && (
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
    </Dialog>
  );
}

/** What an innocent verdict would untie, before anybody gives it. */
function Preview({ ring, identifier: { kind, value } }: { readonly ring: Ring; readonly identifier: JudgedThing }) {
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
                ? "It would untie nobody from this ring."
                : `It would untie ${formatCount(untied)} of the ring's ${formatPlural(members, "account")}.`}
            </b>{" "}
            {formatPlural(users, "member")} use it
            {examined < users && `; ${formatCount(examined)} of them were looked at`}
            {untied < examined && ", the others share more than that"}.
          </p>
        )}
      </Loaded>
    </div>
  );
}
