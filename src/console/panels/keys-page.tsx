import { useState } from "preact/hooks";
import { type Scope, scopes } from "../../model/api-key.ts";
import { type Page, pathOf } from "../api.ts";
import { formatMoment } from "../appearance.ts";
import { useConsole } from "../console-context.ts";
import type { ApiKey, CreatedApiKey } from "../contract-types.ts";
import { useAct } from "../use-act.ts";
import { usePages } from "../use-resource.ts";
import { Loaded } from "./loaded.tsx";
import { SecretOnce } from "./secret-once.tsx";

const scopeTitles: Readonly<Record<Scope, string>> = {
  "events:write": "send events",
  "signups:assess": "assess sign-ups",
  "rings:read": "read rings",
  "rings:decide": "decide and judge",
  "identifiers:read": "see identifiers unmasked",
  admin: "everything",
};

/** Who may call the service. */
export function KeysPage() {
  const { api } = useConsole();
  const [made, setMade] = useState<CreatedApiKey>();
  const keys = usePages(
    (cursor, signal) => api.get<Page<ApiKey>>("/v1/api_keys", { limit: 100, cursor }, signal),
    [api],
  );
  const tryTo = useAct();
  const act = async (action: () => Promise<CreatedApiKey | ApiKey>, text: string): Promise<boolean> => {
    const done = await tryTo(action, text);
    if (!done) return false;
    if ("key" in done.answer) setMade(done.answer);
    keys.reload();
    return true;
  };
  const make = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const given = new FormData(form);
    const until = String(given.get("until") ?? "");
    const body = {
      name: String(given.get("name") ?? ""),
      scopes: given.getAll("scope").map(String),
      expires_at: until === "" ? null : `${until}T00:00:00Z`,
    };
    void act(() => api.send<CreatedApiKey>("POST", "/v1/api_keys", { body }), "The key is made.").then(
      (isDone) => isDone && form.reset(),
    );
  };
  return (
    <>
      <header class="page-head">
        <h1>Keys</h1>
        <p>Who may call the service, and for what. Only their hashes are kept.</p>
      </header>
      <form class="card fields" aria-label="Make a key" onSubmit={make}>
        <label>
          For whom or what
          <input name="name" type="text" maxLength={100} required />
        </label>
        <fieldset class="wide">
          <legend>May</legend>
          {scopes.map((scope) => (
            <label key={scope}>
              <input type="checkbox" name="scope" value={scope} defaultChecked={scope === "rings:read"} />
              {scopeTitles[scope]}
            </label>
          ))}
        </fieldset>
        <label>
          Until (or for good)
          <input name="until" type="date" />
        </label>
        <button type="submit" class="primary">
          Make a key
        </button>
      </form>
      <Loaded of={keys} what="the keys">
        {(shown) => (
          <div class="scroll">
            <table class="stack">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">May</th>
                  <th scope="col">Made</th>
                  <th scope="col">Last used</th>
                  <th scope="col">State</th>
                  <th scope="col">
                    <span class="hidden">What to do with it</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {shown.map((key) => (
                  <KeyRow
                    key={key.id}
                    apiKey={key}
                    onRotate={() =>
                      void act(
                        () => api.send<CreatedApiKey>("POST", pathOf("api_keys", key.id, "rotate"), { body: {} }),
                        "The key has a successor; the old one works for another day.",
                      )
                    }
                    onRevoke={() =>
                      void act(
                        () => api.send<ApiKey>("DELETE", pathOf("api_keys", key.id)),
                        "The key does not work any more.",
                      )
                    }
                  />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Loaded>
      {made && (
        <SecretOnce
          title={`The key of ${made.name}`}
          secret={made.key}
          hint="Copy it now: it cannot be shown again."
          onClosed={() => setMade(undefined)}
        />
      )}
    </>
  );
}

interface KeyRowProps {
  readonly apiKey: ApiKey;
  readonly onRotate: () => void;
  readonly onRevoke: () => void;
}

function KeyRow({ apiKey, onRotate, onRevoke }: KeyRowProps) {
  const { id, name, scopes: may, created_at, last_used_at, expires_at, revoked_at } = apiKey;
  const [isSure, setSure] = useState(false);
  return (
    <tr>
      <th scope="row">
        {name}
        <code class="quiet block">{id}</code>
      </th>
      <td>{may.includes("admin") ? scopeTitles.admin : may.map((scope) => scopeTitles[scope]).join(", ")}</td>
      <td data-title="Made">{formatMoment(created_at)}</td>
      <td data-title="Last used">
        {last_used_at === null ? <span class="quiet">never</span> : formatMoment(last_used_at)}
      </td>
      <td>
        {revoked_at === null ? "works" : <span class="status revoked">revoked</span>}
        {expires_at !== null && revoked_at === null && (
          <span class="quiet block">until {formatMoment(expires_at)}</span>
        )}
      </td>
      <td class="row-actions">
        {revoked_at === null && (
          <>
            <button type="button" class="small" onClick={onRotate}>
              Rotate<span class="hidden"> {name}</span>
            </button>
            {isSure ? (
              <button type="button" class="small danger" onClick={onRevoke}>
                Revoke for good
              </button>
            ) : (
              <button type="button" class="small" onClick={() => setSure(true)}>
                Revoke<span class="hidden"> {name}</span>
              </button>
            )}
          </>
        )}
      </td>
    </tr>
  );
}
