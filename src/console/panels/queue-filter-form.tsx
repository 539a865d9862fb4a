import { type QueueFilters, queueSorts } from "../state.ts";

interface QueueFilterFormProps {
  readonly filters: QueueFilters;
  readonly onChange: (filters: QueueFilters) => void;
}

/** Order and filters. Each change is in the address at once, so that the view can be sent to somebody. */
export function QueueFilterForm({ filters, onChange }: QueueFilterFormProps) {
  const change = (name: string) => (event: Event) => {
    const { value } = event.currentTarget as HTMLInputElement | HTMLSelectElement;
    onChange({ ...filters, [name]: value === "" ? undefined : value });
  };
  const { view, sort, ...narrowing } = filters;
  const isNarrowed = Object.values(narrowing).some((value) => value !== undefined);
  return (
    <form class="filters" aria-label="Order and filters" onSubmit={(event) => event.preventDefault()}>
      <label>
        Order
        <select value={sort} onChange={change("sort")}>
          {Object.entries(queueSorts).map(([name, title]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label>
        Risk from
        <select value={filters.min_risk ?? ""} onChange={change("min_risk")}>
          <option value="">any</option>
          <option value="0.5">50 %</option>
          <option value="0.9">90 %</option>
          <option value="0.99">99 %</option>
          <option value="0.999">99.9 %</option>
        </select>
      </label>
      <label>
        Accounts from
        <input type="number" min="1" value={filters.min_members ?? ""} onChange={change("min_members")} />
      </label>
      <label>
        to
        <input type="number" min="1" value={filters.max_members ?? ""} onChange={change("max_members")} />
      </label>
      <label>
        First flagged since
        <input type="date" value={filters.flagged_after ?? ""} onChange={change("flagged_after")} />
      </label>
      <label>
        Active since
        <input type="date" value={filters.active_after ?? ""} onChange={change("active_after")} />
      </label>
      {isNarrowed && (
        <button type="button" class="plain" onClick={() => onChange({ view, sort })}>
          Clear filters
        </button>
      )}
    </form>
  );
}
