/** Where the API says more of a ring: paths, because nobody here knows by what name the service is reached. */
export function linkRing(ringId: string): Record<"ring" | "members" | "evidence" | "history" | "timeline", string> {
  const ring = `/v1/rings/${encodeURIComponent(ringId)}`;
  return {
    ring,
    members: `${ring}/members`,
    evidence: `${ring}/evidence`,
    history: `${ring}/history`,
    timeline: `${ring}/timeline`,
  };
}
