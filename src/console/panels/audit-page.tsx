import type { Page } from "../api.ts";
import { formatMoment } from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { AuditEntry } from "../contract-types.ts";
import { writeRoute } from "../state.ts";
import { usePages } from "../use-resource.ts";
import { Loaded } from "./loaded.tsx";
import { MoreButton } from "./more-button.tsx";

/** Who did what. */
export function AuditPage() {
  const { api } = useConsole();
  const entries = usePages(
    (cursor, signal) => api.get<Page<AuditEntry>>("/v1/audit_log", { limit: 50, cursor }, signal),
    [api],
  );
  return (
    <>
      <header class="page-head">
        <h1>Audit log</h1>
        <p>Who did what, and when. Nothing here can be changed or deleted.</p>
      </header>
      <Loaded of={entries} what="the log">
        {(shown) => (
          <>
            {shown.length === 0 && <p>Nobody has decided, judged or changed anything yet.</p>}
            <div class="scroll">
              <table class="stack">
                <thead>
                  <tr>
                    <th scope="col">When</th>
                    <th scope="col">Who</th>
                    <th scope="col">What</th>
                    <th scope="col">Of what</th>
                    <th scope="col">Before</th>
                    <th scope="col">After</th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map(({ id, at, actor, action, subject, before, after }) => (
                    <tr key={id}>
                      <td>{formatMoment(at)}</td>
                      <td data-title="Who">{actor}</td>
                      <td data-title="What">{action}</td>
                      <td data-title="Of what">
                        {subject.startsWith("ring_") ? (
                          <a href={writeRoute({ page: "ring", id: subject })}>
                            <code>{subject}</code>
                          </a>
                        ) : (
                          <code>{subject}</code>
                        )}
                      </td>
                      <td data-title="Before">
                        <State state={before} />
                      </td>
                      <td data-title="After">
                        <State state={after} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <MoreButton of={entries}>Earlier</MoreButton>
          </>
        )}
      </Loaded>
    </>
  );
}

function State({ state }: { readonly state: AuditEntry["before"] }) {
  if (state === null) return <span class="quiet">–</span>;
  return (
    <ul class="reasons-list">
      {Object.entries(state).map(([name, value]) => (
        <li key={name}>
          <span class="quiet">{name}</span> {value === null ? "–" : String(value)}
        </li>
      ))}
    </ul>
  );
}
