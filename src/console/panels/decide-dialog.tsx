import { useState } from "preact/hooks";
import { formatPlural, formatRisk } from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { DecisionInputBody, Ring } from "../contract-types.ts";
import { toProblem } from "../use-resource.ts";
import { Dialog } from "./dialog.tsx";
import { pathOfRing } from "./paths.ts";

type Outcome = DecisionInputBody["outcome"];

interface DecideDialogProps {
  readonly ring: Ring;
  /** The `ETag` of what the analyst looks at: a decision on anything else is refused. */
  readonly version?: string | null | undefined;
  readonly outcome: Outcome;
  readonly onClosed: () => void;
  readonly onDecided: () => void;
}

const words: Readonly<Record<Outcome, { title: string; action: string; hint: string; reasons: readonly string[] }>> = {
  confirmed: {
    title: "Confirm as abuse",
    action: "Confirm",
    hint: "New members raise an alert at once from now on, and who turns up on what these accounts used is more suspect.",
    reasons: ["Scripted sign-ups on pooled cards", "Resale of access", "Distillation", "Trial abuse"],
  },
  dismissed: {
    title: "Dismiss",
    action: "Dismiss",
    hint: "It stays dismissed from run to run while at least half of it are these accounts.",
    reasons: ["An office", "A class or a university", "A household", "Users of one popular tool", "Our own tests"],
  },
  reopened: {
    title: "Take the decision back",
    action: "Reopen",
    hint: "The ring lies with those to review again. What was decided stays in its history.",
    reasons: ["Decided by mistake", "New evidence"],
  },
};

/** Asks why, and decides. */
export function DecideDialog({ ring, version, outcome, onClosed, onDecided }: DecideDialogProps) {
  const { api, announce } = useConsole();
  const [reason, setReason] = useState("");
  const [fault, setFault] = useState<string>();
  const [isAsking, setAsking] = useState(false);
  const { title, action, hint, reasons } = words[outcome];
  const path = pathOfRing(ring.id, "decisions");
  const undo = async () => {
    try {
      await api.send("POST", path, { body: { outcome: "reopened", reason: "Taken back right away" } });
      announce({ text: "Taken back: the ring is to be reviewed again." });
      onDecided();
    } catch (error) {
      announce({ text: `Not taken back: ${toProblem(error).message}` });
    }
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (reason.trim() === "") return setFault("Say why: whoever looks at this ring next will want to know.");
    setAsking(true);
    try {
      const headers: Record<string, string> = version ? { "if-match": version } : {};
      await api.send("POST", path, { body: { outcome, reason }, headers });
      onDecided();
      const text = `${words[outcome].title}: done for ${formatPlural(ring.member_count, "account")}.`;
      announce({ text, undo: outcome === "reopened" ? undefined : () => void undo() });
    } catch (error) {
      const { status, message } = toProblem(error);
      setFault(status === 412 ? `${message} Close this and look again before you decide.` : message);
      setAsking(false);
    }
  };
  return (
    <Dialog title={title} onClosed={onClosed}>
      <form class="decide" onSubmit={submit}>
        <p>
          {formatPlural(ring.member_count, "account")}, risk {formatRisk(ring.risk)}. {hint}
        </p>
        <label for="reason">Reason</label>
        <textarea
          id="reason"
          rows={3}
          maxLength={2000}
          value={reason}
          aria-invalid={fault !== undefined}
          onInput={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
          }}
        />
        <p class="suggestions">
          {reasons.map((suggested) => (
            <button key={suggested} type="button" onClick={() => setReason(suggested)}>
              {suggested}
            </button>
          ))}
        </p>
        {fault !== undefined && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        <footer>
          <button type="button" class="plain" onClick={onClosed}>
            Cancel
          </button>
          <button type="submit" class={outcome === "confirmed" ? "primary danger" : "primary"} disabled={isAsking}>
            {action}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
