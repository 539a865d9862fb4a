import type { Route } from "../state.ts";
import { AuditPage } from "./audit-page.tsx";
import { KeysPage } from "./keys-page.tsx";
import { QueuePage } from "./queue-page.tsx";
import { RingPage } from "./ring-page.tsx";
import { RunPage } from "./run-page.tsx";
import { RunsPage } from "./runs-page.tsx";
import { SearchPage } from "./search-page.tsx";
import { SystemPage } from "./system-page.tsx";
import { WebhooksPage } from "./webhooks-page.tsx";

/** The page that an address names. A ring's page is made anew for each ring: nothing of one is left on another. */
export function PageOf({ route }: { readonly route: Route }) {
  switch (route.page) {
    case "rings":
      return <QueuePage filters={route.filters} />;
    case "ring":
      return <RingPage key={route.id} id={route.id} />;
    case "search":
      return <SearchPage key={route.text} text={route.text} />;
    case "run":
      return <RunPage key={route.id} id={route.id} />;
    case "runs":
      return <RunsPage />;
    case "webhooks":
      return <WebhooksPage />;
    case "keys":
      return <KeysPage />;
    case "audit":
      return <AuditPage />;
    case "system":
      return <SystemPage />;
  }
}
