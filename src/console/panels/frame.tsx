import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Notice, useConsole } from "../console-context.ts";
import { defaultFilters, type Route, writeRoute } from "../state.ts";
import { useKeys } from "../use-keys.ts";
import { KeysHelp } from "./keys-help.tsx";
import { Mark } from "./sign-in.tsx";

const places: readonly { readonly title: string; readonly route: Route }[] = [
  { title: "Rings", route: { page: "rings", filters: defaultFilters } },
  { title: "Runs", route: { page: "runs" } },
  { title: "Webhooks", route: { page: "webhooks" } },
  { title: "Keys", route: { page: "keys" } },
  { title: "Audit log", route: { page: "audit" } },
  { title: "System", route: { page: "system" } },
];

interface FrameProps {
  readonly notice: Notice | undefined;
  readonly onNoticeClosed: () => void;
  readonly children: ComponentChildren;
}

/** What stands around every page: where one can go, the search, and what there is to be told. */
export function Frame({ notice, onNoticeClosed, children }: FrameProps) {
  const { route, go, signOut } = useConsole();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  useKeys({
    "?": () => setHelpOpen(true),
    "/": () => search.current?.focus(),
    r: () => go({ page: "rings", filters: defaultFilters }),
  });
  useEffect(() => {
    if (search.current) search.current.value = route.page === "search" ? route.text : "";
  }, [route]);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const text = search.current?.value.trim() ?? "";
    if (text !== "") go({ page: "search", text });
  };
  return (
    <>
      <button type="button" class="skip" onClick={skip}>
        Skip to the page
      </button>
      <header class="bar">
        <a class="brand" href={writeRoute({ page: "rings", filters: defaultFilters })}>
          <Mark /> Ringfence
        </a>
        <nav aria-label="Pages">
          {places.map(({ title, route: to }) => (
            <a key={title} href={writeRoute(to)} aria-current={isAt(route, to) ? "page" : undefined}>
              {title}
            </a>
          ))}
        </nav>
        <search>
          <form onSubmit={submit}>
            <input
              ref={search}
              type="search"
              aria-label="Search for an account, address, card token, device, mailbox or fingerprint"
              placeholder="Account, address, card, fingerprint…"
              maxLength={320}
            />
          </form>
        </search>
        <div class="bar-end">
          <button type="button" class="plain" onClick={() => setHelpOpen(true)} aria-label="Keys and how to read this">
            ?
          </button>
          <button type="button" class="plain" onClick={signOut}>
            Sign out
          </button>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <div class="notice" role="status" aria-live="polite">
        {notice && (
          <p>
            <span>{notice.text}</span>
            {notice.undo && (
              <button type="button" onClick={notice.undo}>
                Undo
              </button>
            )}
            <button type="button" class="plain" aria-label="Close this notice" onClick={onNoticeClosed}>
              ×
            </button>
          </p>
        )}
      </div>
      {isHelpOpen && <KeysHelp onClosed={() => setHelpOpen(false)} />}
    </>
  );
}

/** Not a link: the address has another use here than the place on a page. */
function skip(): void {
  document.getElementById("main")?.focus();
}

function isAt(route: Route, place: Route): boolean {
  return route.page === place.page || `${route.page}s` === place.page;
}
