import type { Route } from "../state.ts";
import { QueuePage } from "./queue-page.tsx";
import { RingPage } from "./ring-page.tsx";

/** The page that an address names. A ring's page is made anew for each ring: nothing of one is left on another. */
export function PageOf({ route }: { readonly route: Route }) {
  switch (route.page) {
    case "rings":
      return <QueuePage filters={route.filters} />;
    case "ring":
      return <RingPage key={route.id} id={route.id} />;
    default:
      return <p>Not there yet.</p>;
  }
}
