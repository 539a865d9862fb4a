import { styleText } from "node:util";
import type { IngestBody } from "../contract/event.ts";
import type { RingBody } from "../contract/ring.ts";
import type { RunBody } from "../contract/run.ts";
import type { FoundRing } from "../demo/find-rings.ts";
import type { Comparison } from "../evaluation/compare-with-labels.ts";
import { describeComparison } from "../evaluation/describe-comparison.ts";
import type { Label } from "../model/label.ts";
import type { CliContext } from "./cli-context.ts";
import { formatScores } from "./format-scores.ts";
import { formatTable } from "./format-table.ts";
import { formatCount, formatDecimal, formatPlural, formatRisk } from "./format-values.ts";
import { SteppedProgress } from "./stepped-progress.ts";
import { wrapWords } from "./wrap-words.ts";

/** Rings beyond these are counted, not shown: the demo should fit a screen or two. */
const shownRings = 16;
const shownSentences = 2;

/** What the demo says, step by step. Colours and bars for a terminal only. */
export class DemoReport {
  readonly #context: CliContext;
  readonly #progress: SteppedProgress;
  #stepStartedAt = 0;

  constructor(context: CliContext) {
    this.#context = context;
    this.#progress = new SteppedProgress(context);
  }

  begin(step: string, total?: number): void {
    this.#stepStartedAt = this.#context.clock.now().getTime();
    if (total !== undefined) this.#progress.begin(step, total);
  }

  reach(done: number, note: string): void {
    this.#progress.reach(done, note);
  }

  sent(days: number, events: number): void {
    this.reach(days, `${formatCount(events)} events, ${formatPlural(days, "day")}`);
  }

  end(): void {
    this.#progress.end();
  }

  serviceStarted(url: string, folder: string): void {
    this.#done(`The service is up on ${url}, its data in ${folder}`);
  }

  worldMade(labels: readonly Label[]): void {
    const fakes = labels.filter(({ isFake }) => isFake);
    const rings = new Set(fakes.map(({ group }) => group)).size;
    this.#done(
      `A world of ${formatCount(labels.length)} accounts is made up; ${formatCount(fakes.length)} are fake, in ${formatPlural(rings, "ring")}`,
    );
  }

  eventsSent({ accepted, rejected }: IngestBody): void {
    const refused = rejected > 0 ? `, ${formatCount(rejected)} rejected` : "";
    const rate = formatCount(Math.round(accepted / Math.max(0.001, this.#seconds())));
    this.#done(`${formatPlural(accepted, "event")} taken in over HTTP, ${rate} a second${refused}`);
  }

  runPublished({ counts }: RunBody): void {
    const { accounts = 0, links = 0, flagged_rings: rings = 0, flagged_accounts: members = 0 } = counts;
    this.#done(
      `${formatCount(accounts)} accounts looked at, ${formatPlural(links, "link")}, ${formatPlural(rings, "ring")} flagged with ${formatPlural(members, "account")}`,
    );
  }

  rings(rings: readonly RingBody[]): void {
    const rows = rings
      .slice(0, shownRings)
      .map((ring) => [
        formatCount(ring.member_count),
        formatCount(ring.request_count),
        formatRisk(ring.risk),
        strongestReasons(ring).join("; "),
      ]);
    const columns = [
      { title: "accounts", align: "right" },
      { title: "requests", align: "right" },
      { title: "risk", align: "right" },
      { title: "because", maxWidth: 68, wrap: true },
    ] as const;
    this.#heading("The rings");
    this.#print(formatTable(columns, rows));
    if (rings.length > shownRings) this.#print(`… and ${formatPlural(rings.length - shownRings, "more ring")}\n`);
  }

  comparison(comparison: Comparison): void {
    this.#heading("How right that is, by labels that the service has never seen");
    this.#print(formatScores([["accounts", comparison.accounts]]));
    for (const line of ["", ...describeComparison(comparison)]) this.#print(`${wrapWords(line)}\n`);
  }

  invitation(service: {
    url: string;
    adminKey: string;
    dataDir: string;
    labelsFile: string;
    rings: readonly FoundRing[];
  }): void {
    const { url, adminKey, dataDir, labelsFile, rings } = service;
    const ringId = rings[0]?.ring.id;
    this.#heading(`The service stays up on ${url} until Ctrl-C. Look at the rings in a browser:`);
    // The key stands where no browser sends it to anybody.
    this.#print(`  ${url}/#key=${adminKey}\n`);
    this.#heading("Or in another terminal:");
    const lines = [
      `export KEY=${adminKey} RINGFENCE_DATA_DIR=${dataDir}`,
      `curl -H "Authorization: Bearer $KEY" ${url}/v1/rings`,
      ...(ringId === undefined
        ? []
        : [
            `curl -H "Authorization: Bearer $KEY" ${url}/v1/rings/${ringId}/evidence`,
            `npm run --silent ringfence -- ring ${ringId}`,
          ]),
      `npm run --silent ringfence -- evaluate ${labelsFile}`,
    ];
    this.#print(`${lines.map((line) => `  ${line}`).join("\n")}\n`);
  }

  #seconds(): number {
    return (this.#context.clock.now().getTime() - this.#stepStartedAt) / 1000;
  }

  #done(sentence: string): void {
    this.#progress.end();
    this.#print(
      `${this.#styled("green", "✓")} ${sentence} ${this.#styled("dim", `(${formatDecimal(this.#seconds())} s)`)}\n`,
    );
  }

  #heading(text: string): void {
    this.#print(`\n${this.#styled("bold", text)}\n\n`);
  }

  #print(text: string): void {
    this.#context.stdout.write(text);
  }

  #styled(style: "green" | "dim" | "bold", text: string): string {
    const isPlain = this.#context.stdout.isTTY !== true || (this.#context.env.NO_COLOR ?? "") !== "";
    return isPlain ? text : styleText(style, text);
  }
}

/** The sentences that weigh most against it. */
function strongestReasons({ signals }: RingBody): string[] {
  return signals
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight)
    .slice(0, shownSentences)
    .map(({ summary }) => summary);
}
