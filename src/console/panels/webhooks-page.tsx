import { useState } from "preact/hooks";
import { webhookEvents } from "../../model/webhook-event.ts";
import { type Page, pathOf } from "../api.ts";
import { formatMoment, formatRisk } from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { CreatedWebhookEndpoint, WebhookEndpoint } from "../contract-types.ts";
import { useAct } from "../use-act.ts";
import { usePages } from "../use-resource.ts";
import { Deliveries } from "./deliveries.tsx";
import { Loaded } from "./loaded.tsx";
import { SecretOnce } from "./secret-once.tsx";

/** Who is told of what, and what became of each message. */
export function WebhooksPage() {
  const { api } = useConsole();
  const [made, setMade] = useState<CreatedWebhookEndpoint>();
  const [round, setRound] = useState(0);
  const endpoints = usePages(
    (cursor, signal) => api.get<Page<WebhookEndpoint>>("/v1/webhook_endpoints", { limit: 100, cursor }, signal),
    [api],
  );
  const tryTo = useAct();
  const act = async (action: () => Promise<unknown>, text: string): Promise<boolean> => {
    const done = await tryTo(action, text);
    if (!done) return false;
    const { answer } = done;
    if (typeof answer === "object" && answer !== null && "secret" in answer) setMade(answer as CreatedWebhookEndpoint);
    endpoints.reload();
    setRound((before) => before + 1);
    return true;
  };
  const add = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const given = new FormData(form);
    const body = {
      url: String(given.get("url") ?? ""),
      events: given.getAll("event").map(String),
      minimum_risk: Number(given.get("risk") ?? 0),
    };
    void act(() => api.send("POST", "/v1/webhook_endpoints", { body }), "The endpoint is there.").then(
      (isDone) => isDone && form.reset(),
    );
  };
  return (
    <>
      <header class="page-head">
        <h1>Webhooks</h1>
        <p>Who is told when a ring appears, grows, worsens or comes back.</p>
      </header>
      <form class="card fields" aria-label="Add an endpoint" onSubmit={add}>
        <label class="wide">
          Address
          <input name="url" type="url" placeholder="https://alerts.example.com/ringfence" maxLength={2000} required />
        </label>
        <label>
          Rings at a risk from
          <select name="risk">
            <option value="0">any</option>
            <option value="0.9">90 %</option>
            <option value="0.99">99 %</option>
          </select>
        </label>
        <fieldset class="wide">
          <legend>Tell it of</legend>
          {webhookEvents.map((name) => (
            <label key={name}>
              <input type="checkbox" name="event" value={name} defaultChecked />
              <code>{name}</code>
            </label>
          ))}
        </fieldset>
        <button type="submit" class="primary">
          Add an endpoint
        </button>
      </form>
      <Loaded of={endpoints} what="the endpoints">
        {(shown) =>
          shown.length === 0 ? (
            <div class="empty">
              <p>Nobody is told of anything yet. Add the address of whoever shall be, above.</p>
            </div>
          ) : (
            <>
              <div class="scroll">
                <table class="stack">
                  <thead>
                    <tr>
                      <th scope="col">Endpoint</th>
                      <th scope="col">Is told of</th>
                      <th scope="col">State</th>
                      <th scope="col">
                        <span class="hidden">What to do with it</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {shown.map((endpoint) => (
                      <EndpointRow key={endpoint.id} endpoint={endpoint} act={act} />
                    ))}
                  </tbody>
                </table>
              </div>
              <Deliveries round={round} />
            </>
          )
        }
      </Loaded>
      {made && (
        <SecretOnce
          title="The secret to verify with"
          secret={made.secret}
          hint="Copy it now: it cannot be shown again. With it the receiver verifies that a message is from here, by Standard Webhooks."
          onClosed={() => setMade(undefined)}
        />
      )}
    </>
  );
}

interface EndpointRowProps {
  readonly endpoint: WebhookEndpoint;
  readonly act: (action: () => Promise<unknown>, text: string) => Promise<boolean>;
}

function EndpointRow({ endpoint, act }: EndpointRowProps) {
  const { api } = useConsole();
  const { id, url, events, minimum_risk, status, disabled_reason, failing_since } = endpoint;
  const [isSure, setSure] = useState(false);
  const path = (...rest: string[]) => pathOf("webhook_endpoints", id, ...rest);
  const turned = status === "enabled" ? "disabled" : "enabled";
  return (
    <tr>
      <th scope="row">
        <code>{url}</code>
        <code class="quiet block">{id}</code>
      </th>
      <td data-title="Is told of">
        {events.length === webhookEvents.length ? "everything" : events.join(", ")}
        {minimum_risk > 0 && <span class="quiet block">from {formatRisk(minimum_risk)} on</span>}
      </td>
      <td>
        <span class={`status ${status === "enabled" ? "published" : "revoked"}`}>{status}</span>
        {disabled_reason !== null && <span class="quiet block">{disabled_reason}</span>}
        {failing_since !== null && <span class="fault block">fails since {formatMoment(failing_since)}</span>}
      </td>
      <td class="row-actions">
        <button
          type="button"
          class="small"
          onClick={() => void act(() => api.send("POST", path("test"), { body: {} }), "A trial is on its way.")}
        >
          Test
        </button>
        <button
          type="button"
          class="small"
          onClick={() =>
            void act(
              () => api.send("POST", path("rotate_secret"), { body: {} }),
              "There is a new secret; the old one holds for another day.",
            )
          }
        >
          New secret
        </button>
        <button
          type="button"
          class="small"
          onClick={() =>
            void act(() => api.send("PATCH", path(), { body: { status: turned } }), `The endpoint is ${turned}.`)
          }
        >
          {status === "enabled" ? "Disable" : "Enable"}
        </button>
        {isSure ? (
          <button
            type="button"
            class="small danger"
            onClick={() => void act(() => api.send("DELETE", path()), "The endpoint is gone.")}
          >
            Remove for good
          </button>
        ) : (
          <button type="button" class="small" onClick={() => setSure(true)}>
            Remove
          </button>
        )}
      </td>
    </tr>
  );
}
