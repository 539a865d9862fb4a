import type pg from "pg";
import { identifierKinds } from "../model/identifier.ts";

const { ip, ip_prefix, payment_instrument, device_id, email, phone } = identifierKinds;
/** Who uses the same template or has a mailbox at the same domain is no candidate for that alone. */
const tellingKinds = [ip, ip_prefix, payment_instrument, device_id, email, phone].map(({ code }) => code);

/**
 * Notes the accounts of a roll-up that were seen with something which ties a confirmed ring, and are in no ring: somebody has to look at them
 * at once. In the roll-up's transaction, so that none is forgotten. Where no ring is confirmed it costs one look.
 */
export async function noteCandidates(client: pg.ClientBase): Promise<void> {
  const { rowCount } = await client.query("select from rings where status = 'confirmed' limit 1");
  if (rowCount === 0) return;
  await client.query(
    `insert into attachment_candidates (account_key, ring_id)
     select distinct account_key, evidence.ring_id
     from rings
     join ring_identifiers evidence on evidence.ring_id = rings.id and evidence.bits > 0
     join rolled_identifiers using (identifier_key)
     join rolled_sightings using (value, kind)
     where rings.status = 'confirmed' and kind = any ($1::smallint[])
       and not exists (select from ring_members where ring_members.account_key = rolled_sightings.account_key)
     order by 1, 2
     on conflict do nothing`,
    [tellingKinds],
  );
}
