import { Gauge, type Registry } from "prom-client";
import type { Figures } from "./read-figures.ts";

/** The gauges of what stands in the database. While that is away they are left out: an old figure would pass for a new one. */
export class StoredGauges {
  readonly #registry: Registry;
  readonly #gauges = new Map<string, Gauge>();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  set(figures: Figures | undefined): void {
    for (const name of this.#gauges.keys()) this.#registry.removeSingleMetric(name);
    this.#gauges.clear();
    if (figures) this.#add(figures);
  }

  #add(figures: Figures): void {
    this.#put("ringfence_ingest_pending_events", "Events that are stored and not rolled up yet", figures.pendingEvents);
    this.#put("ringfence_ingest_lag_seconds", "For how long the oldest pending event has waited", figures.lagSeconds);
    for (const status of ["open", "confirmed", "dismissed", "dissolved"]) {
      this.#put("ringfence_rings", "Rings by status", figures.ringsByStatus[status] ?? 0, { status });
    }
    this.#put("ringfence_flagged_rings", "Rings at or above the policy's threshold", figures.flaggedRings);
    this.#put("ringfence_flagged_accounts", "Members of the flagged rings", figures.flaggedAccounts);
    for (const status of ["running", "published", "failed"]) {
      this.#put("ringfence_runs", "Runs that are on record, by status", figures.runsByStatus[status] ?? 0, { status });
    }
    this.#addNewestRun(figures.newestRun);
    for (const status of ["pending", "delivered", "dead"]) {
      const count = figures.deliveriesByStatus[status] ?? 0;
      this.#put("ringfence_webhook_deliveries", "Alerts on record, by what became of them", count, { status });
    }
    this.#put(
      "ringfence_webhook_lag_seconds",
      "For how long the alert that is due longest has been due",
      figures.deliveryLagSeconds,
    );
    this.#put(
      "ringfence_webhook_endpoints_disabled",
      "Receivers that are not called any more",
      figures.disabledEndpoints,
    );
    for (const { queue, state, count } of figures.jobs) {
      this.#put("ringfence_jobs", "Jobs in the queue: waiting, waiting to be tried again, under way", count, {
        queue,
        state,
      });
    }
  }

  #addNewestRun(run: Figures["newestRun"]): void {
    if (!run) return;
    this.#put(
      "ringfence_run_finished_timestamp_seconds",
      "When the newest run ended that published rings",
      run.finishedAtSeconds,
    );
    for (const [stage, seconds] of Object.entries(run.timings)) {
      this.#put("ringfence_run_stage_duration_seconds", "Time of the newest run by stage", seconds, { stage });
    }
    this.#put(
      "ringfence_run_null_model_rings",
      "Rings that chance alone would have made in the newest run; 0 in a healthy one",
      run.nullModelRings,
    );
  }

  #put(name: string, help: string, value: number, labels: Record<string, string> = {}): void {
    let gauge = this.#gauges.get(name);
    if (!gauge) {
      gauge = new Gauge({ name, help, labelNames: Object.keys(labels), registers: [this.#registry] });
      this.#gauges.set(name, gauge);
    }
    gauge.set(labels, value);
  }
}
