import type { Signal } from "./signal.ts";
import { addressChurn } from "./signals/address-churn.ts";
import { capabilityFocus } from "./signals/capability-focus.ts";
import { contactReuse } from "./signals/contact-reuse.ts";
import { corporateDomain } from "./signals/corporate-domain.ts";
import { dailyRhythm } from "./signals/daily-rhythm.ts";
import { deviceReuse } from "./signals/device-reuse.ts";
import { dismissedBefore } from "./signals/dismissed-before.ts";
import { fullVolumeAtOnce } from "./signals/full-volume-at-once.ts";
import { generatedMailNames } from "./signals/generated-mail-names.ts";
import { knownAbuse } from "./signals/known-abuse.ts";
import { knownHub } from "./signals/known-hub.ts";
import { longStanding } from "./signals/long-standing.ts";
import { mesh } from "./signals/mesh.ts";
import { ownInfrastructure } from "./signals/own-infrastructure.ts";
import { paymentReuse } from "./signals/payment-reuse.ts";
import { privateAddresses } from "./signals/private-addresses.ts";
import { privateHomes } from "./signals/private-homes.ts";
import { promptConcentration } from "./signals/prompt-concentration.ts";
import { requestVolume } from "./signals/request-volume.ts";
import { signupBurst } from "./signals/signup-burst.ts";
import { synchronizedUse } from "./signals/synchronized-use.ts";
import { uniformVolume } from "./signals/uniform-volume.ts";
import { usedUpAtOnce } from "./signals/used-up-at-once.ts";
import { verifiedOrganization } from "./signals/verified-organization.ts";

/** In the order analysts see them. A signal that is not here does not run. */
export const allSignals: readonly Signal[] = [
  dailyRhythm,
  mesh,
  ownInfrastructure,
  privateAddresses,
  addressChurn,
  synchronizedUse,
  paymentReuse,
  contactReuse,
  generatedMailNames,
  deviceReuse,
  usedUpAtOnce,
  promptConcentration,
  signupBurst,
  requestVolume,
  fullVolumeAtOnce,
  uniformVolume,
  capabilityFocus,
  knownAbuse,
  verifiedOrganization,
  corporateDomain,
  privateHomes,
  longStanding,
  knownHub,
  dismissedBefore,
];

/**
 * All signals but those named.
 *
 * @throws {RangeError} when there is no signal of a name: a misspelt one would still be heard
 */
export function signalsWithout(names: readonly string[]): readonly Signal[] {
  const unknown = names.find((name) => !allSignals.some((signal) => signal.name === name));
  if (unknown !== undefined) throw new RangeError(`There is no signal "${unknown}"`);
  return allSignals.filter(({ name }) => !names.includes(name));
}
