import { parentPort, workerData } from "node:worker_threads";
import { countNullModelRings } from "../detection/count-null-model-rings.ts";
import { detectRings } from "../detection/detect-rings.ts";
import type { OnProgress } from "../detection/form-communities.ts";
import type { DetectionMessage } from "./detect-in-worker.ts";
import type { DetectionInput } from "./detect.ts";

// Runs in a thread of its own, because detection keeps a core busy for seconds and requests must be answered meanwhile.
const { sightings, accounts, windowDays, policy, precedents } = workerData as DetectionInput;
const send = (message: DetectionMessage) => parentPort?.postMessage(message);

const onProgress: OnProgress = (stage, share) => send({ progress: { stage, share } });

const detection = detectRings(sightings, accounts, windowDays, policy, onProgress, precedents);
const nullModelRings = countNullModelRings({ sightings, accounts }, windowDays, policy, precedents);
send({ detection: { ...detection, nullModelRings } });
