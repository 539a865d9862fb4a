import { type Binding, seal, unseal } from "../seal.ts";

const ofEndpoint = (owner: string): Binding => ({ purpose: "webhook secrets", owner });

/** @param keys the service's secret, that everything is keyed with, and where chance comes from */
export function sealSecret(keys: Parameters<typeof seal>[0], endpointId: string, webhookSecret: string): Buffer {
  return seal(keys, ofEndpoint(endpointId), webhookSecret);
}

/** @throws {Error} where it was sealed with another secret or for another endpoint, or was tampered with */
export function openSecret(secret: Buffer, endpointId: string, sealed: Buffer): string {
  return unseal(secret, ofEndpoint(endpointId), sealed);
}
