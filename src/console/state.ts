/**
 * What the address says: which page, which ring, which filters. It stands behind the `#`, so that it can be sent to a colleague and never
 * reaches a server's log: a search may hold an account or a card.
 */
export type Route =
  | { readonly page: "rings"; readonly filters: QueueFilters }
  | { readonly page: "ring"; readonly id: string }
  | { readonly page: "run"; readonly id: string }
  | { readonly page: "search"; readonly text: string }
  | { readonly page: (typeof plainPages)[number] };

export const plainPages = ["runs", "webhooks", "keys", "audit", "system"] as const;

/** Which rings the queue shows, as `GET /v1/rings` takes it. */
export interface QueueFilters {
  readonly view: QueueView;
  readonly sort: string;
  readonly min_risk?: string | undefined;
  readonly min_members?: string | undefined;
  readonly max_members?: string | undefined;
  readonly active_after?: string | undefined;
  readonly flagged_after?: string | undefined;
}

/** The piles that rings lie on, and how the API is asked for each. */
export const queueViews = {
  review: { title: "To review", query: { flagged: "true", status: "open" } },
  confirmed: { title: "Confirmed", query: { flagged: "any", status: "confirmed" } },
  dismissed: { title: "Dismissed", query: { flagged: "any", status: "dismissed" } },
  below: { title: "Below the threshold", query: { flagged: "false", status: "open" } },
  dissolved: { title: "Gone", query: { flagged: "any", status: "dissolved" } },
} as const;
export type QueueView = keyof typeof queueViews;

export const queueSorts: Readonly<Record<string, string>> = {
  "-risk": "Risk",
  "-member_count": "Accounts",
  "-request_count": "Requests",
  "-recent_signups": "Growth: sign-ups of the last week",
  "-first_flagged_at": "Newest first",
  first_flagged_at: "Oldest first",
  "-last_event_at": "Last active",
};

const filterNames = ["min_risk", "min_members", "max_members", "active_after", "flagged_after"] as const;

export const defaultFilters: QueueFilters = { view: "review", sort: "-risk" };

/** @param hash of the address, with its `#` */
export function readRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#?\/?/, "").split("?", 2);
  const parameters = new URLSearchParams(query);
  const [page = "", name = ""] = path.split("/");
  if (page === "rings" && name !== "") return { page: "ring", id: decode(name) };
  if (page === "runs" && name !== "") return { page: "run", id: decode(name) };
  if (page === "search" && parameters.get("q")) return { page: "search", text: parameters.get("q") ?? "" };
  const plain = plainPages.find((known) => known === page);
  if (plain) return { page: plain };
  return { page: "rings", filters: readFilters(parameters) };
}

/** The address of a route, from its `#` on. */
export function writeRoute(route: Route): string {
  if (route.page === "ring" || route.page === "run") return `#/${route.page}s/${encodeURIComponent(route.id)}`;
  if (route.page === "search") return `#/search?${new URLSearchParams({ q: route.text })}`;
  if (route.page !== "rings") return `#/${route.page}`;
  const { filters } = route;
  const shown = new URLSearchParams();
  if (filters.view !== defaultFilters.view) shown.set("view", filters.view);
  if (filters.sort !== defaultFilters.sort) shown.set("sort", filters.sort);
  for (const name of filterNames) if (filters[name] !== undefined) shown.set(name, filters[name]);
  return shown.size === 0 ? "#/rings" : `#/rings?${shown}`;
}

/** The query of `GET /v1/rings` for these filters. A day is meant from its midnight (UTC) on. */
export function toRingQuery(filters: QueueFilters): Record<string, string> {
  const { view, sort } = filters;
  const query: Record<string, string> = { ...queueViews[view].query, sort };
  for (const name of filterNames) {
    const value = filters[name];
    if (value !== undefined) query[name] = name.endsWith("_after") ? `${value}T00:00:00Z` : value;
  }
  return query;
}

/** The key in an address such as the demo prints, `#key=rf_…`; undefined without one. */
export function readKey(hash: string): string | undefined {
  return /^#key=([\x21-\x7e]{1,256})$/.exec(hash)?.[1];
}

/** Where j and k lead to in a list; stays inside. */
export function moveSelection(selected: number, step: number, count: number): number {
  return Math.max(0, Math.min(count - 1, selected + step));
}

function readFilters(parameters: URLSearchParams): QueueFilters {
  const view = parameters.get("view") ?? "";
  const sort = parameters.get("sort") ?? "";
  const filters: Record<string, string> = {
    view: Object.hasOwn(queueViews, view) ? view : defaultFilters.view,
    sort: Object.hasOwn(queueSorts, sort) ? sort : defaultFilters.sort,
  };
  for (const name of filterNames) {
    const value = parameters.get(name);
    if (value !== null && value !== "") filters[name] = value;
  }
  return filters as unknown as QueueFilters;
}

/** An address that a person has cut off may end in half of a `%20`. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
