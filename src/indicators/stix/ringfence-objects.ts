// What STIX 2.1 has no words for, defined once for every installation: a card's token, a device, a prompt's fingerprint, a pseudonym.

/** Type of the observable for them. */
export const observableType = "ringfence-identifier";

const madeAt = "2026-11-21T00:00:00.000Z";
const identityId = "identity--6f0a4c52-58a7-4c0e-9a3d-6d0f2b7c9e11";

/** What an object of ours must say of itself, so that others know which of its words are not STIX's. */
export const extensionId = "extension-definition--2b9c5c1e-7d43-4f0a-8a6e-0c1d9f3e5a77";
export const extensionOfObservable = { [extensionId]: { extension_type: "new-sco" as const } };

/** Who defined it, and what. Part of every bundle that uses it. */
export const definingObjects = [
  {
    type: "identity",
    spec_version: "2.1",
    id: identityId,
    created: madeAt,
    modified: madeAt,
    name: "Ringfence",
    identity_class: "system",
  },
  {
    type: "extension-definition",
    spec_version: "2.1",
    id: extensionId,
    created_by_ref: identityId,
    created: madeAt,
    modified: madeAt,
    name: "Identifiers that accounts share",
    description: "An identifier that STIX has no observable for, by its value or by a pseudonym.",
    schema:
      "An object of the type ringfence-identifier has the property kind (ip, ip_prefix, payment_instrument, device_id, email_domain, prompt_fingerprint, prompt_opening, prompt_closing or prompt_body) and one of two others: value, the identifier itself, or pseudonym, the HMAC-SHA-256 in lower-case hexadecimal of kind, a colon and the value, under a key that sender and receiver share. Its id is made of both properties.",
    version: "1.0.0",
    extension_types: ["new-sco"],
  },
] as const;

/** For the receiver and those whom it must tell to act on it, as STIX 2.1 defines this marking for everybody. */
export const amberMarking = {
  type: "marking-definition",
  spec_version: "2.1",
  id: "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82",
  created: "2017-01-20T00:00:00.000Z",
  definition_type: "tlp",
  name: "TLP:AMBER",
  definition: { tlp: "amber" },
} as const;
