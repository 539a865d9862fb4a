import { Router } from "express";
import { z } from "zod";
import type { ZodOpenApiPathsObject } from "zod-openapi";
import {
  EvidencePage,
  MemberPage,
  PageQuery,
  RingBody,
  RingListQuery,
  RingPage,
  type ringSorts,
} from "../../contract/ring.ts";
import { toEvidenceBody } from "../../contract/to-evidence-body.ts";
import { toMemberBody } from "../../contract/to-member-body.ts";
import { RingChangePage } from "../../contract/ring-change.ts";
import { RingDayPage, toRingDayBody } from "../../contract/ring-timeline.ts";
import { toRingChangeBody } from "../../contract/to-ring-change-body.ts";
import { toListedRingBody, toRingBody } from "../../contract/to-ring-body.ts";
import { readAtOneMoment } from "../../db/read-at-one-moment.ts";
import type { Dependencies } from "../../dependencies.ts";
import { createMatcher } from "../../indicators/match-indicators.ts";
import type { RingChange } from "../../model/ring-change.ts";
import type { RingEvidence } from "../../model/ring-evidence.ts";
import type { RingMember } from "../../model/ring-member.ts";
import { withoutIdentifiers } from "../../rings/describe-change.ts";
import { changeNumber, listHistory } from "../../rings/history-queries.ts";
import { findEvidencePosition, listEvidence } from "../../rings/list-evidence.ts";
import { listMembers } from "../../rings/list-members.ts";
import { listDaysOfRings, listRingDays } from "../../rings/list-ring-days.ts";
import { addRecentSignups, type GrowingRing, listRings, positionOf, type RingSortKey } from "../../rings/list-rings.ts";
import { requireRing, requireVersionedRing } from "../../rings/require-ring.ts";
import { requireScope } from "../authenticate.ts";
import { CursorDay, CursorReal, CursorText, CursorTime, decodeCursor, encodeCursor } from "../cursor.ts";
import { sendVersion } from "../entity-tag.ts";
import { explainMembership } from "../../runs/explain-membership.ts";
import { parseQuery } from "../parse-request.ts";
import { problemResponses } from "../problem-responses.ts";
import { maySeeIdentifiers, revealTo } from "../reveal-identifiers.ts";
import { toPage } from "../to-page.ts";

const MemberPlace = z.strictObject({ account: CursorText });
const EvidencePlace = z.strictObject({ contribution: CursorReal, key: z.int().min(1) });
const DayPlace = z.strictObject({ day: CursorDay });
/** Of each ring; its own timeline has them all. */
const mostDaysInList = 200;
const HistoryPlace = z.strictObject({ before: z.int().min(1) });

/** A place among rings holds its sort: behind a risk of 0.5 there is nothing to find in a list sorted by size. */
const RingPlace = (sort: (typeof ringSorts)[number]) => {
  const value = sort.endsWith("_at") ? CursorTime.nullable() : z.number();
  return z.strictObject({ sort: z.literal(sort), value, id: CursorText });
};

/** What can be read of rings. */
export function ringRoutes({ database, secret, clock }: Pick<Dependencies, "database" | "secret" | "clock">): Router {
  const router = Router();
  const { db } = database;
  const revealFor = revealTo({ secret });
  const matchIndicators = createMatcher(db, secret);

  router.get("/rings", requireScope("rings:read"), async (request, response) => {
    const query = parseQuery(RingListQuery, request);
    const by = query.sort.replace("-", "") as RingSortKey;
    const listed = await listRings(db, {
      flagged: query.flagged === "any" ? undefined : query.flagged === "true",
      status: query.status,
      minimumRisk: query.min_risk,
      maximumRisk: query.max_risk,
      minimumMembers: query.min_members,
      maximumMembers: query.max_members,
      flaggedAfter: query.flagged_after,
      flaggedBefore: query.flagged_before,
      activeAfter: query.active_after,
      activeBefore: query.active_before,
      sort: { by, descending: query.sort.startsWith("-") },
      limit: query.limit + 1,
      after: decodeCursor(RingPlace(query.sort), query.cursor),
    });
    const rings = await addRecentSignups(db, listed);
    const cursorAfter = (ring: GrowingRing) => encodeCursor({ sort: query.sort, ...positionOf(ring, by) });
    const ids = rings.map(({ id }) => id);
    const days = query.include && (await listDaysOfRings(db, ids, { limit: mostDaysInList }));
    const toBody = (ring: GrowingRing) => toListedRingBody(ring, days?.get(ring.id));
    response.json(toPage(rings, query.limit, toBody, cursorAfter));
  });

  router.get("/rings/:ringId", requireScope("rings:read"), async (request, response) => {
    const ring = await requireVersionedRing(db, request.params.ringId as string);
    sendVersion(request, response, ring.version, toRingBody(ring));
  });

  router.get("/rings/:ringId/members", requireScope("rings:read"), async (request, response) => {
    const { limit, cursor } = parseQuery(PageQuery, request);
    const after = decodeCursor(MemberPlace, cursor)?.account;
    const reveal = revealFor(response);
    const { members, explain } = await readAtOneMoment(database, async (moment) => {
      const ring = await requireRing(moment, request.params.ringId as string);
      const listed = await listMembers(moment, ring.id, { limit: limit + 1, after, reveal });
      const ids = listed.map(({ accountId }) => accountId);
      return { members: listed, explain: await explainMembership(moment, ring, ids) };
    });
    const toBody = (member: RingMember) => toMemberBody(member, explain(member.accountId), reveal);
    response.json(toPage(members, limit, toBody, ({ accountId }) => encodeCursor({ account: accountId })));
  });

  router.get("/rings/:ringId/evidence", requireScope("rings:read"), async (request, response) => {
    const { limit, cursor } = parseQuery(PageQuery, request);
    const place = decodeCursor(EvidencePlace, cursor);
    const ring = await requireRing(db, request.params.ringId as string);
    const after = place && (await findEvidencePosition(db, place));
    const evidence = await listEvidence(db, ring.id, { limit: limit + 1, after });
    const reveal = revealFor(response);
    const cursorAfter = ({ contribution, key }: RingEvidence) => encodeCursor({ contribution, key });
    const matches = await matchIndicators(evidence, clock.now());
    const indicatorsOf = new Map(evidence.map(({ key }, place) => [key, matches[place] ?? []]));
    const toBody = (item: RingEvidence) => toEvidenceBody(reveal(item), indicatorsOf.get(item.key) ?? []);
    response.json(toPage(evidence, limit, toBody, cursorAfter));
  });

  router.get("/rings/:ringId/timeline", requireScope("rings:read"), async (request, response) => {
    const { limit, cursor } = parseQuery(PageQuery, request);
    const after = decodeCursor(DayPlace, cursor)?.day;
    const ring = await requireRing(db, request.params.ringId as string);
    const days = await listRingDays(db, ring.id, { limit: limit + 1, after });
    response.json(toPage(days, limit, toRingDayBody, ({ day }) => encodeCursor({ day })));
  });

  router.get("/rings/:ringId/history", requireScope("rings:read"), async (request, response) => {
    const { limit, cursor } = parseQuery(PageQuery, request);
    const before = decodeCursor(HistoryPlace, cursor)?.before;
    const ring = await requireRing(db, request.params.ringId as string);
    const changes = await listHistory(db, ring.id, { limit: limit + 1, before });
    const toBody = (change: RingChange) =>
      toRingChangeBody(maySeeIdentifiers(response) ? change : withoutIdentifiers(change));
    response.json(toPage(changes, limit, toBody, ({ id }) => encodeCursor({ before: changeNumber(id) })));
  });
  return router;
}

const security = [{ key: ["rings:read"] }];
const tags = ["rings"];
export const RingPath = z.object({
  id: z.string().meta({ description: "The ring's id.", example: "ring_4f1d2c9a07b3e856" }),
});
const IfNoneMatchHeader = z.object({
  "If-None-Match": z
    .string()
    .optional()
    .meta({ description: "The `ETag` of an earlier answer: while it holds, the answer is 304 and has no body." }),
});
export const EntityTagHeader = z.object({
  ETag: z.string().meta({ description: "The ring's version: another whenever anything of it changes." }),
});

export const ringPaths: ZodOpenApiPathsObject = {
  "/v1/rings": {
    get: {
      operationId: "listRings",
      summary: "List rings",
      description:
        "The rings as the newest finished run left them; the flagged ones, riskiest first, unless asked otherwise.",
      tags,
      security,
      requestParams: { query: RingListQuery },
      responses: {
        200: { description: "A page of rings.", content: { "application/json": { schema: RingPage } } },
        ...problemResponses(422, 503),
      },
    },
  },
  "/v1/rings/{id}": {
    get: {
      operationId: "getRing",
      summary: "Get a ring",
      description:
        "A ring keeps its id from run to run while at least half of its members stay together, also when it was gone in between.",
      tags,
      security,
      requestParams: { path: RingPath, header: IfNoneMatchHeader },
      responses: {
        200: {
          description: "The ring.",
          headers: EntityTagHeader,
          content: { "application/json": { schema: RingBody } },
        },
        304: { description: "The ring is as it was.", headers: EntityTagHeader },
        ...problemResponses(400, 404, 503),
      },
    },
  },
  "/v1/rings/{id}/members": {
    get: {
      operationId: "listRingMembers",
      summary: "List a ring's members",
      description:
        "In the order of their account ids, each with what ties it to the ring and what would untie it. A dissolved ring has none.",
      tags,
      security,
      requestParams: { path: RingPath, query: PageQuery },
      responses: {
        200: { description: "A page of members.", content: { "application/json": { schema: MemberPage } } },
        ...problemResponses(404, 422, 503),
      },
    },
  },
  "/v1/rings/{id}/evidence": {
    get: {
      operationId: "listRingEvidence",
      summary: "List what a ring's members share",
      description: "Identifiers, the largest contribution first.",
      tags,
      security,
      requestParams: { path: RingPath, query: PageQuery },
      responses: {
        200: { description: "A page of identifiers.", content: { "application/json": { schema: EvidencePage } } },
        ...problemResponses(404, 422, 503),
      },
    },
  },
  "/v1/rings/{id}/timeline": {
    get: {
      operationId: "getRingTimeline",
      summary: "List what a ring's members did day by day",
      description:
        "Sign-ups and requests in the window of the newest run, the first day first. Days on which nothing happened are left out.",
      tags,
      security,
      requestParams: { path: RingPath, query: PageQuery },
      responses: {
        200: { description: "A page of days.", content: { "application/json": { schema: RingDayPage } } },
        ...problemResponses(404, 422, 503),
      },
    },
  },
  "/v1/rings/{id}/history": {
    get: {
      operationId: "listRingHistory",
      summary: "List what happened to a ring",
      description: [
        "Every change of members, risk, status and decision, and where the ring comes from, newest first. That another ring split off",
        "or took over what this one used, or that this one went into another, is part of it; it stands under that ring's id.",
      ].join(" "),
      tags,
      security,
      requestParams: { path: RingPath, query: PageQuery },
      responses: {
        200: { description: "A page of changes.", content: { "application/json": { schema: RingChangePage } } },
        ...problemResponses(404, 422, 503),
      },
    },
  },
};
