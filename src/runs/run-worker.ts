import { parentPort } from "node:worker_threads";
import { withConnection } from "../db/with-connection.ts";
import { countRingsOfSample, drawNullModelSample } from "../detection/count-null-model-rings.ts";
import { detectRings } from "../detection/detect-rings.ts";
import type { DetectedRing } from "../detection/detected-ring.ts";
import type { OnProgress } from "../detection/form-communities.ts";
import type { DetectionInput } from "./detect.ts";
import { listBuffers } from "./list-buffers.ts";
import { loadWindow } from "./load-window.ts";
import { packLinks } from "./packed-links.ts";
import type { NullModelOrder, PackedRing, RunOrder, RunReply } from "./run-messages.ts";
import { RunThread } from "./run-thread.ts";

// A thread of its own, because a run keeps a core busy for seconds and requests must be answered meanwhile.

/** A sample with fewer sightings is counted sooner than a thread is started. */
const fewestForThread = 200_000;
/** Objects that are sent at once: who takes them has nothing else done meanwhile. */
const objectsPerPortion = 2000;

let rings: PackedRing[] = [];
let detected: RunReply["detected"];

parentPort?.on("message", (order: RunOrder) => {
  // What goes wrong ends the thread, with its reason.
  void obey(order);
});

async function obey({ load, detect, next, countNullModel }: RunOrder): Promise<void> {
  if (load) await sendWindow(load);
  if (detect) await findRings(detect);
  if (next) sendRings();
  if (countNullModel) send({ nullModelRings: countOf(countNullModel) });
}

async function sendWindow({ databaseUrl, ...request }: NonNullable<RunOrder["load"]>): Promise<void> {
  const onProgress = (share: number) => send({ progress: { stage: "load", share } });
  const loaded = await withConnection(databaseUrl, (client) => loadWindow(client, request, onProgress));
  send({ loaded }, listBuffers(loaded));
}

async function findRings({ sightings, accounts, windowDays, policy, precedents }: DetectionInput): Promise<void> {
  const sample = drawNullModelSample({ sightings, accounts }, policy, precedents);
  const isLarge = sample !== undefined && sample.sightings.account.length >= fewestForThread;
  const counting = isLarge ? countInThread({ sample, windowDays, policy }) : undefined;
  const onProgress: OnProgress = (stage, share) => send({ progress: { stage, share } });
  const detection = detectRings(sightings, accounts, windowDays, policy, onProgress, precedents);
  const { linkCount, communityCount } = detection;
  rings = detection.rings.map(pack);
  const counted = counting ?? (sample && countOf({ sample, windowDays, policy }));
  detected = { linkCount, communityCount, nullModelRings: await counted };
  sendRings();
}

const countOf = ({ sample, windowDays, policy }: NullModelOrder) => countRingsOfSample(sample, windowDays, policy);

/** On another core, where there is one. */
async function countInThread(order: NullModelOrder): Promise<number> {
  const thread = new RunThread();
  try {
    return await thread.countNullModel(order);
  } finally {
    thread.end();
  }
}

function pack({ links, ...ring }: DetectedRing): PackedRing {
  return { ...ring, links: packLinks(links) };
}

/** Sends some of the rings, or says that there are no more. */
function sendRings(): void {
  let objects = 0;
  let count = 0;
  for (; count < rings.length && objects < objectsPerPortion; count++) {
    objects += rings[count].identifiers.length + rings[count].signals.length + 1;
  }
  const portion = rings.splice(0, count);
  if (portion.length > 0) send({ rings: portion }, listBuffers(portion.map(({ links }) => links)));
  else send({ detected });
}

function send(reply: RunReply, buffers: ArrayBuffer[] = []): void {
  parentPort?.postMessage(reply, buffers);
}
