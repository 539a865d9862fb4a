import { useState } from "preact/hooks";
import { type Page, pathOf } from "../api.ts";
import { formatMoment } from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { WebhookDelivery, WebhookDeliveryDetail } from "../contract-types.ts";
import { usePoll } from "../use-poll.ts";
import { toProblem, usePages, useResource } from "../use-resource.ts";
import { Loaded } from "./loaded.tsx";
import { MoreButton } from "./more-button.tsx";

const pollMilliseconds = 1500;

/** Every message, what became of it, and a way to send it again. */
export function Deliveries({ round }: { readonly round: number }) {
  const { api, announce } = useConsole();
  const [status, setStatus] = useState("");
  const deliveries = usePages(
    (cursor, signal) => api.get<Page<WebhookDelivery>>("/v1/webhook_deliveries", { limit: 25, status, cursor }, signal),
    [api, status, round],
  );
  const isPending =
    deliveries.resource.state === "ready" && deliveries.resource.value.some((each) => each.status === "pending");
  usePoll(deliveries.reload, pollMilliseconds, isPending);
  const redeliver = async (id: string) => {
    try {
      await api.send("POST", pathOf("webhook_deliveries", id, "redeliver"), { body: {} });
      announce({ text: "It is on its way again." });
      deliveries.reload();
    } catch (error) {
      announce({ text: `Not sent again: ${toProblem(error).message}` });
    }
  };
  return (
    <section aria-labelledby="deliveries">
      <h2 id="deliveries">Deliveries</h2>
      <form class="filters" aria-label="Which deliveries" onSubmit={(event) => event.preventDefault()}>
        <label>
          Show
          <select value={status} onChange={(event) => setStatus(event.currentTarget.value)}>
            <option value="">all</option>
            <option value="pending">pending</option>
            <option value="delivered">delivered</option>
            <option value="dead">dead: given up</option>
          </select>
        </label>
      </form>
      <Loaded of={deliveries} what="the deliveries">
        {(shown) => (
          <>
            {shown.length === 0 && <p>None here. A trial, or the next run that changes a ring, makes some.</p>}
            <div class="scroll">
              <table class="stack">
                <thead>
                  <tr>
                    <th scope="col">Message</th>
                    <th scope="col">State</th>
                    <th scope="col" class="number">
                      Attempts
                    </th>
                    <th scope="col">Last answer</th>
                    <th scope="col">
                      <span class="hidden">Send again</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((delivery) => (
                    <DeliveryRow key={delivery.id} delivery={delivery} onAgain={() => void redeliver(delivery.id)} />
                  ))}
                </tbody>
              </table>
            </div>
            <MoreButton of={deliveries}>Earlier</MoreButton>
          </>
        )}
      </Loaded>
    </section>
  );
}

function DeliveryRow({ delivery, onAgain }: { readonly delivery: WebhookDelivery; readonly onAgain: () => void }) {
  const { id, type, status, attempt_count, next_attempt_at, created_at, last_attempt } = delivery;
  const [isOpen, setOpen] = useState(false);
  return (
    <tr>
      <th scope="row">
        <code>{type}</code>
        <span class="quiet block">{formatMoment(created_at)}</span>
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary class="quiet">Attempts and message</summary>
          {isOpen && <DeliveryDetail id={id} />}
        </details>
      </th>
      <td>
        <span class={`status ${status}`}>{status}</span>
        {next_attempt_at !== null && <span class="quiet block">next {formatMoment(next_attempt_at)}</span>}
      </td>
      <td class="number" data-title="Attempts">
        {attempt_count}
      </td>
      <td data-title="Last answer">
        {last_attempt === null ? (
          <span class="quiet">none yet</span>
        ) : (
          <>
            {last_attempt.response_status ?? "no answer"} <span class="quiet">after {last_attempt.duration_ms} ms</span>
            {last_attempt.failure !== null && <span class="fault block">{last_attempt.failure}</span>}
          </>
        )}
      </td>
      <td class="row-actions">
        {status !== "pending" && (
          <button type="button" class="small" onClick={onAgain}>
            Send again
          </button>
        )}
      </td>
    </tr>
  );
}

function DeliveryDetail({ id }: { readonly id: string }) {
  const { api } = useConsole();
  const detail = useResource(
    (signal) => api.get<WebhookDeliveryDetail>(pathOf("webhook_deliveries", id), {}, signal),
    [api, id],
  );
  return (
    <Loaded of={detail} what="the message">
      {({ attempts, payload }) => (
        <>
          <ol class="attempts">
            {attempts.map(({ number, started_at, response_status, duration_ms, failure, response_start }) => (
              <li key={number}>
                {formatMoment(started_at)}: {response_status ?? "no answer"} after {duration_ms} ms
                {failure !== null && <span class="fault"> {failure}</span>}
                {response_start !== null && response_start !== "" && <code class="block">{response_start}</code>}
              </li>
            ))}
          </ol>
          <pre>{JSON.stringify(payload, null, 2)}</pre>
        </>
      )}
    </Loaded>
  );
}
