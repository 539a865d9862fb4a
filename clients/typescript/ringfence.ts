/**
 * Ringfence
 * 1.0.0
 * DO NOT MODIFY - This file has been generated using oazapfts.
 * See https://www.npmjs.com/package/oazapfts
 */
import * as Oazapfts from "@oazapfts/runtime";
import * as QS from "@oazapfts/runtime/query";
export const defaults: Oazapfts.Defaults<Oazapfts.CustomHeaders> = {
    headers: {},
    baseUrl: "/"
};
const oazapfts = Oazapfts.runtime(defaults);
export const servers = {
    server1: "/"
};
export type SignupEvent = {
    "type": "signup";
    /** Names the event. The same id again is a duplicate: counted, not stored twice. */
    id: string;
    account_id: string;
    /** RFC 3339 with an offset, from 1970 on, not more than five minutes ahead of the service's clock. */
    occurred_at: string;
    /** IPv4 or IPv6 without a zone. An IPv4 address mapped into IPv6 counts as IPv4. Private addresses are kept but link nobody. */
    ip?: string;
    /** Opaque token of a card or another means of payment. What looks like a card number is refused. */
    payment_instrument?: string;
    device_id?: string;
    /** Stored as a keyed hash and its domain. */
    email?: string;
    /** 7 - 15 digits, with + and punctuation as you like. Stored as a keyed hash. */
    phone?: string;
    /** An organisation that you have verified. */
    organization_id?: string;
};
export type UsageEvent = {
    "type": "usage";
    /** Names the event. The same id again is a duplicate: counted, not stored twice. */
    id: string;
    account_id: string;
    /** RFC 3339 with an offset, from 1970 on, not more than five minutes ahead of the service's clock. */
    occurred_at: string;
    /** IPv4 or IPv6 without a zone. An IPv4 address mapped into IPv6 counts as IPv4. Private addresses are kept but link nobody. */
    ip?: string;
    /** Opaque token of a card or another means of payment. What looks like a card number is refused. */
    payment_instrument?: string;
    device_id?: string;
    /** Fingerprinted in memory, then dropped: never stored, never logged. */
    prompt?: string;
    /** Your own fingerprint of the prompt, or up to eight. Those that `ringfence fingerprint` makes count as if you had sent the text. */
    prompt_fingerprint?: string | string[];
    /** Requests that the event stands for, so that you can send counts per minute. */
    requests?: number;
    input_tokens?: number;
    output_tokens?: number;
    model?: string;
    capability?: string;
};
export type Event = ({
    "type": "signup";
} & SignupEvent) | ({
    "type": "usage";
} & UsageEvent);
export type EventError = {
    /** Line of the stream, or place in the array; the first is 1. */
    line: number;
    /** The event's id, where it has a usable one. */
    id?: string;
    detail: string;
    /** JSON pointer into the event. */
    pointer: string;
};
export type IngestResult = {
    /** Events that are now stored. */
    accepted: number;
    /** Events whose id was known already. */
    duplicates: number;
    /** Events with faults. */
    rejected: number;
    /** The first 100 faults; one event may have several. */
    errors: EventError[];
};
export type Problem = {
    /** What kind of problem it is. Never changes, so programs decide by it. */
    "type": string;
    /** The status in words. */
    title: string;
    status: number;
    /** What went wrong, for people. May change. */
    detail: string;
    /** The request's id, as the log has it. */
    instance?: string;
    /** Each fault of the input. */
    errors?: {
        /** What is wrong, for people. */
        detail: string;
        /** JSON pointer (RFC 6901) into the body. */
        pointer?: string;
        /** Name of the parameter in the path or the query. */
        parameter?: string;
    }[];
};
export type Signal = {
    /** Stable name of the signal. */
    name: string;
    /** Log-odds (natural logarithm) that it adds to the risk; negative where it speaks for innocence. */
    weight: number;
    /** One sentence that a person can check. */
    summary: string;
};
export type RingDay = {
    /** In UTC. */
    day: string;
    /** Members who signed up on that day. */
    signups: number;
    requests: number;
    /** Members with a request on that day. */
    active_accounts: number;
};
export type ListedRing = {
    id: string;
    status: "open" | "confirmed" | "dismissed" | "dissolved";
    /** Probability that the ring is coordinated abuse. */
    risk: number;
    /** Whether the risk is at or above the policy's threshold. */
    flagged: boolean;
    member_count: number;
    /** Requests of all members in the window. */
    request_count: number;
    /** First event of any member in the window. */
    first_event_at: string;
    /** Last event of any member in the window. */
    last_event_at: string;
    /** `as_of` of the first run that flagged it. */
    first_flagged_at: string | null;
    signals: Signal[];
    /** Families of the identifiers that tie it together. */
    families: ("network" | "payment" | "content" | "device" | "contact")[];
    /** Members that signed up in the seven days up to the moment that the newest run looked from; only with `include=timeline`. */
    recent_signups?: number;
    /** Its days in the window of the newest run; only with `include=timeline`, and at most 200. */
    timeline?: RingDay[];
};
export type RingPage = {
    data: ListedRing[];
    /** Asks for the next page; null on the last one. */
    next_cursor: string | null;
};
export type Ring = {
    id: string;
    status: "open" | "confirmed" | "dismissed" | "dissolved";
    /** Probability that the ring is coordinated abuse. */
    risk: number;
    /** Whether the risk is at or above the policy's threshold. */
    flagged: boolean;
    member_count: number;
    /** Requests of all members in the window. */
    request_count: number;
    /** First event of any member in the window. */
    first_event_at: string;
    /** Last event of any member in the window. */
    last_event_at: string;
    /** `as_of` of the first run that flagged it. */
    first_flagged_at: string | null;
    signals: Signal[];
    /** Families of the identifiers that tie it together. */
    families: ("network" | "payment" | "content" | "device" | "contact")[];
};
export type RingMember = {
    account_id: string;
    /** `as_of` of the run that first found it in the ring. */
    joined_at: string;
    /** Bits of its strongest link inside the ring. */
    evidence_bits: number;
    request_count: number;
    /** What ties the account to its ring, in sentences with the account as their subject, the most telling of each family first. Identifiers are masked without the scope `identifiers:read`. */
    reasons: string[];
    /** What speaks against that. What speaks against the whole ring is among its signals. */
    against: string[];
    /** What the other members use more than those do who are in no ring, in bits: what the run let the account in by. Null where the policy of the newest run is not one of this program's. */
    ties: {
        /** How far what it shares with the ring says that it belongs: the sum of the families. */
        bits: number;
        /** So many a member of this ring needs. */
        needed_bits: number;
        /** Bits by family of what is shared. */
        families: {
            network: number;
            payment: number;
            content: number;
            device: number;
            contact: number;
        };
    } | null;
    /** Who it is most strongly linked with, strongest first; `/v1/accounts/{id}/links` has more. */
    partners: {
        account_id: string;
        bits: number;
    }[];
    /** The fewest identifiers without which the account would not belong to the ring: it would lack bits, or stand on one family, or have neither network nor payment nor device in common with it. Null where what it shares does not hold it by itself: it came in by sign-ups made together, or its policy is not known. */
    untied_by: {
        kind: "ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body";
        family: "network" | "payment" | "content" | "device" | "contact";
        /** As in the ring's evidence, masked like there. */
        value: string;
    }[] | null;
};
export type RingMemberPage = {
    data: RingMember[];
    /** Asks for the next page; null on the last one. */
    next_cursor: string | null;
};
export type IndicatorMatch = {
    peer_id: string;
    /** The peer's name. */
    peer: string;
    /** How sure the peer is, out of 100; null where it does not say. */
    confidence: number | null;
    valid_from: string;
    /** From then on it is forgotten. */
    valid_until: string;
};
export type RingEvidence = {
    kind: "ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body";
    family: "network" | "payment" | "content" | "device" | "contact";
    /** The identifier; a keyed hash where the kind is `email` or `phone`. Without the scope `identifiers:read` a mask such as `203.0.•••#5f1c09ab`, the same in every answer. */
    value: string;
    /** Members that use it; one alone only of what has a verdict. */
    member_count: number;
    /** Accounts in the window that use it and are not members. */
    other_count: number;
    /** What sharing it says about two members. */
    bits: number;
    /** `bits` times the members that it ties beyond the first. */
    contribution: number;
    first_seen_at: string;
    last_seen_at: string;
    /** What an analyst had said of it when the run looked. All but `known_bad` excuse it: it ties nobody, and says no bits. */
    verdict: ("office" | "university" | "household" | "company_card" | "ci" | "carrier" | "vpn" | "gateway" | "public_place" | "popular_tool" | "known_bad") | null;
    /** What peers say of it now, each what it is surest of. The ring's risk knows nothing of that. */
    indicators: IndicatorMatch[];
};
export type RingEvidencePage = {
    data: RingEvidence[];
    /** Asks for the next page; null on the last one. */
    next_cursor: string | null;
};
export type RingDayPage = {
    data: RingDay[];
    /** Asks for the next page; null on the last one. */
    next_cursor: string | null;
};
export type RingChange = {
    id: string;
    ring_id: string;
    /** `appeared`; `split`: it came off the other ring; `merged`: the other ring went into it; `succeeded`: it took over what the other ring had used, without its members; `returned`: it was gone and is back; `members`: accounts joined or left; `grown`: so many joined that it matters by the policy; `risk`; `flagged` and `released`: the risk crossed the policy's threshold; `dissolved`; `decided`. */
    kind: "appeared" | "split" | "merged" | "succeeded" | "returned" | "members" | "grown" | "risk" | "flagged" | "released" | "dissolved" | "decided";
    /** `as_of` of the run that found it, or when it was decided. */
    at: string;
    /** The run that found it; null of a decision. */
    run_id: string | null;
    /** The ring that it came from or that went into it. */
    other_ring_id: string | null;
    /** Afterwards; a dissolved ring keeps the number that it had. */
    member_count: number;
    /** Afterwards. */
    risk: number;
    /** Afterwards. */
    status: "open" | "confirmed" | "dismissed" | "dissolved";
    joined_count: number;
    left_count: number;
    /** Who joined; the first hundred by account id. */
    joined: string[];
    /** Who left; the first hundred by account id. */
    left: string[];
    /** One sentence that a person can check. */
    reason: string;
};
export type RingChangePage = {
    data: RingChange[];
    /** Asks for the next page; null on the last one. */
    next_cursor: string | null;
};
export type RingProfile = {
    ring_id: string;
    /** What the members asked for, the largest first. */
    capabilities: {
        /** Null where the provider named none. */
        capability: string | null;
        requests: number;
    }[];
    /** How many different identifiers of each kind they used, shared or not. */
    identifiers: {
        kind: "ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body";
        count: number;
    }[];
    /** For each hour of the day (UTC), on how many days of how many members there was a request in it. Null until a run has counted. */
    hours: number[] | null;
    /** The same of everybody in the run's window. */
    population_hours: number[] | null;
};
export type RingMap = {
    ring_id: string;
    /** Those that contribute most, from every family some; what says more comes first. */
    identifiers: {
        kind: "ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body";
        family: "network" | "payment" | "content" | "device" | "contact";
        /** As in the ring's evidence. */
        value: string;
        /** Members that use it. */
        member_count: number;
        /** Other accounts that use it. */
        other_count: number;
        /** What sharing it says about two members. */
        bits: number;
        verdict: ("office" | "university" | "household" | "company_card" | "ci" | "carrier" | "vpn" | "gateway" | "public_place" | "popular_tool" | "known_bad") | null;
    }[];
    /** Members that use the same of the identifiers shown; in a large ring, the same of those that say most. The largest first. */
    groups: {
        /** How many there are in it; one is an account alone. */
        accounts: number;
        request_count: number;
        /** The first of them. */
        account_ids: string[];
        /** What most of them use; what says more first among equals. All of it, unless the ring is so large and shares so much that no picture holds it: then 8 each. */
        uses: {
            /** Place among the identifiers, from 0. */
            identifier: number;
            /** How many of the group use it. */
            accounts: number;
        }[];
    }[];
    /** What is not shown. */
    rest: {
        /** Members that use none of the identifiers shown. */
        accounts: number;
        /** Identifiers that are not shown. */
        identifiers: number;
    };
};
export type VerdictPreview = {
    /** Members of the ring. */
    members: number;
    /** Members that use the identifier, or what goes with it. */
    users: number;
    /** How many of them were looked at: a thousand at most. */
    examined: number;
    /** How many of those would not belong to the ring any more. */
    untied: number;
    /** The first hundred of them. */
    account_ids: string[];
};
export type RingGraph = {
    ring_id: string;
    /** Members, those with the most evidence first. */
    nodes: {
        account_id: string;
        /** Bits of its strongest link inside the ring. */
        evidence_bits: number;
        request_count: number;
        joined_at: string;
    }[];
    /** The links that are kept between them, each once, strongest first: of each account its strongest few. */
    links: {
        /** An account that is among the nodes. */
        source: string;
        target: string;
        /** Evidence that one hand runs both. */
        bits: number;
        /** Bits by family of what is shared. */
        families: {
            network: number;
            payment: number;
            content: number;
            device: number;
            contact: number;
        };
        /** Bits that closeness in time adds. */
        timing: number;
    }[];
    /** What is not shown. */
    rest: {
        /** Members that are not among the nodes. */
        accounts: number;
        /** Their requests in the window. */
        requests: number;
        /** Links from the nodes to these members. */
        links: number;
    };
};
export type Decision = {
    id: string;
    ring_id: string;
    outcome: "confirmed" | "dismissed" | "reopened";
    reason: string;
    /** The risk that the analyst saw. */
    risk_when_decided: number;
    /** Name of the key that the decision came with. */
    decided_by: string;
    decided_at: string;
};
export type RingLineage = {
    /** What the other ring is to this one: it came off it (`split_from`), the other went into it (`took_in`), it took over what the other had used (`succeeds`); and the other way round. */
    relation: "split_from" | "took_in" | "succeeds" | "split_off" | "went_into" | "succeeded_by";
    /** The other ring. */
    ring_id: string;
    /** `as_of` of the run that found it. */
    at: string;
    reason: string;
    status: "open" | "confirmed" | "dismissed" | "dissolved";
    accounts: number;
    exchanges: number;
    first_event_at: string;
    last_event_at: string;
};
export type RunManifest = {
    /** SHA-256 of the canonical JSON (RFC 8785) of the rest but `read.newest_received_at`. */
    hash: string;
    policy_version: string;
    /** SHA-256 of the policy's canonical JSON. */
    policy_hash: string;
    code_version: string;
    /** Of whatever is drawn by chance. */
    seed: number;
    as_of: string;
    window_days: number;
    /** How far the data went. */
    read: {
        /** Time of the newest event in the window. */
        newest_event_at: string | null;
        /** When the newest event of all had come in. */
        newest_received_at: string | null;
        /** Events on the days (UTC) that the window touches. */
        events: number;
        accounts: number;
        identifiers: number;
        sightings: number;
    };
    /** What analysts had said that it heeded; null of a run before there were verdicts. */
    heeded: {
        /** Identifiers with a verdict. */
        verdicts: number;
        /** Accounts that were in a ring when it was confirmed. */
        confirmed_accounts: number;
        /** Accounts that were in a ring when it was dismissed, and in none that was confirmed. */
        dismissed_accounts: number;
        /** SHA-256 of the canonical JSON of the verdicts and of these accounts. */
        hash: string;
    } | null;
    found: {
        links: number;
        communities: number;
        rings: number;
        flagged_rings: number;
        flagged_accounts: number;
        /** SHA-256 of the canonical JSON of all rings with their members. */
        rings_hash: string;
    };
};
export type ReportMember = {
    account_id: string;
    /** `as_of` of the run that first found it in the ring. */
    joined_at: string;
    /** Bits of its strongest link inside the ring. */
    evidence_bits: number;
    request_count: number;
    /** What ties the account to its ring, in sentences with the account as their subject, the most telling of each family first. Identifiers are masked without the scope `identifiers:read`. */
    reasons: string[];
    /** What speaks against that. What speaks against the whole ring is among its signals. */
    against: string[];
};
export type RingReport = {
    ring: Ring;
    made_at: string;
    /** Name of the key that asked, or who sat at the command line. */
    made_by: string;
    program_version: string;
    /** Whether identifiers are masked, for want of the scope `identifiers:read`. */
    masked: boolean;
    /** How many accounts made how many exchanges, from when to when, aimed at what, through what. */
    operation: {
        accounts: number;
        /** Requests of all members in the run's window. */
        exchanges: number;
        first_event_at: string;
        last_event_at: string;
        /** What the members asked for, the largest first. */
        capabilities: {
            /** Null where the provider named none. */
            capability: string | null;
            requests: number;
        }[];
        /** Through how many addresses, with how many payment instruments, and so on. */
        means: {
            kind: "ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body";
            family: "network" | "payment" | "content" | "device" | "contact";
            /** How many different ones the members used in the run's window. */
            used: number;
            /** How many of these two members or more used. */
            shared: number;
        }[];
        /** For people; the figures stand beside them. */
        sentences: string[];
    };
    /** How it was found. */
    method: {
        /** For people; the figures stand beside them. */
        sentences: string[];
    };
    /** How sure it is. */
    certainty: {
        risk: number;
        /** From this risk on the run's policy flags; null where the policy is not there any more. */
        flag_threshold: number | null;
        /** What speaks for coordinated abuse, the heaviest first. */
        "for": Signal[];
        /** What speaks against it, the heaviest first. */
        against: Signal[];
        /** Members of whom something speaks against it, as `members` says. */
        members_with_objections: number;
        /** For people; the figures stand beside them. */
        sentences: string[];
    };
    /** What analysts said of it, newest first. */
    decisions: Decision[];
    /** The rings that it comes from and that came of it, newest first. */
    lineage: RingLineage[];
    run: {
        /** The newest run that found the ring. */
        id: string;
        manifest: RunManifest | null;
    };
    /** What the members share, the largest contribution first; all that the run kept. */
    evidence: RingEvidence[];
    /** By account id. */
    members: ReportMember[];
    /** To tell whether the evidence is what it was when the report was made. */
    integrity: {
        algorithm: "SHA-256";
        over: string;
        hash: string;
    };
};
export type DecisionInput = {
    /** `reopened` takes back what was said before. */
    outcome: "confirmed" | "dismissed" | "reopened";
    reason: string;
};
export type RingOutdatedProblem = {
    /** What kind of problem it is. Never changes, so programs decide by it. */
    "type": string;
    /** The status in words. */
    title: string;
    status: number;
    /** What went wrong, for people. May change. */
    detail: string;
    /** The request's id, as the log has it. */
    instance?: string;
    /** Each fault of the input. */
    errors?: {
        /** What is wrong, for people. */
        detail: string;
        /** JSON pointer (RFC 6901) into the body. */
        pointer?: string;
        /** Name of the parameter in the path or the query. */
        parameter?: string;
    }[];
    /** The ring as it is now; its version is in the answer's `ETag`. */
    ring: Ring;
};
export type DecisionPage = {
    data: Decision[];
    /** Asks for the next page; null on the last one. */
    next_cursor: string | null;
};
export type AssessmentInput = {
    /** RFC 3339 with an offset, from 1970 on, not more than five minutes ahead of the service's clock. */
    occurred_at?: string;
    /** IPv4 or IPv6 without a zone. An IPv4 address mapped into IPv6 counts as IPv4. Private addresses are kept but link nobody. */
    ip?: string;
    /** Stored as a keyed hash and its domain. */
    email?: string;
    /** 7 - 15 digits, with + and punctuation as you like. Stored as a keyed hash. */
    phone?: string;
    /** Opaque token of a card or another means of payment. What looks like a card number is refused. */
    payment_instrument?: string;
    device_id?: string;
    /** An organisation that you have verified. */
    organization_id?: string;
    /** Your own fingerprint of the prompt, or up to eight. Those that `ringfence fingerprint` makes count as if you had sent the text. */
    prompt_fingerprint?: string | string[];
};
export type Assessment = {
    /** Probability that the sign-up belongs to coordinated abuse, as far as known rings and verdicts can tell: a ring's risk times the probability that it belongs to it. 0 is no proof of innocence. */
    risk: number;
    /** Whether it would belong to any flagged ring. */
    attaches: boolean;
    /** `nothing_known`: no flagged ring uses what it uses, no verdict speaks against it, and no peer has told of it; `ties_only`: something is known, too little to belong; `likely` and `near_certain` (99 % or more): it would belong to a ring. */
    certainty: "nothing_known" | "ties_only" | "likely" | "near_certain";
    /** The rings that it would belong to, the likeliest first. */
    rings: {
        ring_id: string;
        /** The ring's own. */
        risk: number;
        /** Probability that the sign-up belongs to the ring. */
        membership: number;
        /** How far what it shares with the ring says so. */
        bits: number;
        /** So many a member of this ring needs. */
        needed_bits: number;
        /** Bits by family of what is shared. */
        families: {
            network: number;
            payment: number;
            content: number;
            device: number;
            contact: number;
        };
        /** The members that it would be linked with by what each alone shares with it, strongest first. */
        links: {
            account_id: string;
            bits: number;
            /** Bits by family of what is shared. */
            families: {
                network: number;
                payment: number;
                content: number;
                device: number;
                contact: number;
            };
            /** Bits that closeness in time adds. */
            timing: number;
        }[];
        sentence: string;
    }[];
    /** What is known of its identifiers, the most telling first. */
    evidence: {
        kind: "ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body";
        family: "network" | "payment" | "content" | "device" | "contact";
        /** The ring whose members use it; null of a verdict alone, and of what a peer says. */
        ring_id: string | null;
        /** How far sharing it says that the sign-up belongs to that ring. */
        bits: number;
        /** Members of the ring that use it. */
        member_count: number;
        /** Accounts in the run's window that use it and are in no ring. */
        other_count: number;
        verdict: ("office" | "university" | "household" | "company_card" | "ci" | "carrier" | "vpn" | "gateway" | "public_place" | "popular_tool" | "known_bad") | null;
        /** What a peer says of it; null of all else. It changes neither `risk` nor `attaches`. */
        indicator: IndicatorMatch | null;
        sentence: string;
    }[];
    /** What speaks for the sign-up, in sentences. */
    against: string[];
    /** The run whose rings it was held against; null before the first. What came in since is not known yet. */
    basis: {
        run_id: string;
        as_of: string;
        policy_version: string;
        /** Accounts in the run's window. */
        accounts: number;
    } | null;
};
export type AccountLink = {
    /** The partner. */
    account_id: string;
    /** Evidence that one hand runs both. */
    bits: number;
    /** Bits by family of what is shared. */
    families: {
        network: number;
        payment: number;
        content: number;
        device: number;
        contact: number;
    };
    /** Bits that closeness in time adds. */
    timing: number;
    /** Up to five identifiers that both use, the most telling first; masked without the scope `identifiers:read`. */
    shared: {
        kind: "ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body";
        family: "network" | "payment" | "content" | "device" | "contact";
        value: string;
    }[];
};
export type Account = {
    account_id: string;
    /** The risk of its ring; 0 where the newest run found it in none, which is no proof of innocence. */
    risk: number;
    ring_id: string | null;
    /** Null where no sign-up event was seen. */
    signed_up_at: string | null;
    /** The organisation that the provider has verified. */
    organization_id: string | null;
    /** What ties the account to its ring, in sentences with the account as their subject, the most telling of each family first. Identifiers are masked without the scope `identifiers:read`. */
    reasons: string[];
    /** What speaks against that. What speaks against the whole ring is among its signals. */
    against: string[];
    /** Its strongest links inside its ring, strongest first. */
    links: AccountLink[];
    /** What peers say now of what it was seen with last, a thousand identifiers at most. The risk knows nothing of that. */
    indicators: {
        peer_id: string;
        /** The peer's name. */
        peer: string;
        /** How sure the peer is, out of 100; null where it does not say. */
        confidence: number | null;
        valid_from: string;
        /** From then on it is forgotten. */
        valid_until: string;
        kind: "ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body";
        family: "network" | "payment" | "content" | "device" | "contact";
        /** What it was seen with; masked without the scope `identifiers:read`. */
        value: string;
    }[];
    /** All that was ever taken in of it, whatever the window. */
    activity: {
        requests: number;
        /** Days (UTC) with usage. */
        active_days: number;
        first_event_at: string;
        last_event_at: string;
    };
};
export type AccountLinkPage = {
    data: AccountLink[];
    /** Asks for the next page; null on the last one. */
    next_cursor: string | null;
};
export type Verdict = {
    id: string;
    /** Null where it takes back what was said before. */
    verdict: ("office" | "university" | "household" | "company_card" | "ci" | "carrier" | "vpn" | "gateway" | "public_place" | "popular_tool" | "known_bad") | null;
    reason: string | null;
    expires_at: string | null;
    /** Name of the key that it came with, or who sat at the command line. */
    author: string;
    /** That key's id; null from the command line. */
    key_id: string | null;
    created_at: string;
};
export type JudgedIdentifier = {
    kind: "ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body";
    family: "network" | "payment" | "content" | "device" | "contact";
    /** As it is stored: normalised, and a keyed hash where the kind is `email` or `phone`. In a list, a mask without the scope `identifiers:read`. */
    value: string;
    verdict: Verdict;
};
export type IdentifierPage = {
    data: JudgedIdentifier[];
    /** Asks for the next page; null on the last one. */
    next_cursor: string | null;
};
export type Identifier = {
    kind: "ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body";
    family: "network" | "payment" | "content" | "device" | "contact";
    /** As it is stored: normalised, and a keyed hash where the kind is `email` or `phone`. In a list, a mask without the scope `identifiers:read`. */
    value: string;
    /** Whether any event has shown it. */
    seen: boolean;
    /** What counts of it now; null where nothing does. */
    verdict: Verdict | null;
};
export type VerdictInput = {
    /** `office`, `university`, `household`, `company_card`, `ci` (a firm's build runners): these people belong together, and are honest. `carrier`, `vpn`, `gateway`, `public_place`, `popular_tool`: strangers share it. `known_bad`: who uses it is suspect. All but the last excuse: the identifier ties nobody to anybody. */
    verdict: "office" | "university" | "household" | "company_card" | "ci" | "carrier" | "vpn" | "gateway" | "public_place" | "popular_tool" | "known_bad";
    reason: string;
    /** It says nothing any more from then on. Runs look from their `as_of`. Without it, it has no end. */
    expires_at?: string | null;
};
export type VerdictPage = {
    data: Verdict[];
    /** Asks for the next page; null on the last one. */
    next_cursor: string | null;
};
export type StixObject = {
    "type": string;
    id: string;
    spec_version: "2.1";
    created?: string;
    modified?: string;
    created_by_ref?: string;
    confidence?: number;
    name?: string;
    /** Of an `indicator`: what speaks of the identifier, or of its pseudonym. */
    pattern?: string;
    pattern_type?: "stix";
    valid_from?: string;
    valid_until?: string;
    object_refs?: string[];
    [key: string]: any;
};
export type StixBundle = {
    "type": "bundle";
    id: string;
    objects: StixObject[];
};
export type Indicator = {
    /** What the peer calls it. */
    id: string;
    peer_id: string;
    kind: "ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body";
    family: "network" | "payment" | "content" | "device" | "contact";
    /** As it would be stored, masked without the scope `identifiers:read`; null of one that came under a pseudonym. */
    value: string | null;
    /** How sure the peer is, out of 100; null where it does not say. */
    confidence: number | null;
    valid_from: string;
    /** From then on it is forgotten. */
    valid_until: string;
    imported_at: string;
};
export type IndicatorPage = {
    data: Indicator[];
    /** Asks for the next page; null on the last one. */
    next_cursor: string | null;
};
export type StixBundleInput = {
    "type": "bundle";
    id: string;
    objects: {
        "type": string;
        id: string;
        [key: string]: any;
    }[];
    [key: string]: any;
};
export type IndicatorImport = {
    peer_id: string;
    /** Indicators that are new here. */
    imported: number;
    /** Newer versions of what was here. */
    updated: number;
    /** Known in this version, or in a newer one. */
    unchanged: number;
    /** Taken back by the peer, and deleted here. */
    revoked: number;
    /** What was left alone, by reason; the most frequent first. */
    ignored: {
        /** `unknown_type`: no object of STIX that is read here; `unknown_pattern`: it says more than one identifier, or something else; `unknown_pattern_type`: not `stix`; `kind_not_shared`: not among the peer's kinds; `kind_has_no_pseudonym`: what is kept of a mail address or a phone number cannot be compared; `told_by_us`: an echo; `expired`: it is over. */
        reason: "unknown_type" | "unknown_pattern" | "unknown_pattern_type" | "kind_not_shared" | "kind_has_no_pseudonym" | "told_by_us" | "expired";
        /** The type or the kind. */
        what: string | null;
        count: number;
    }[];
    /** Indicators with faults. The others are taken. */
    rejected: number;
    /** The first hundred faults, each with a pointer into the bundle. */
    errors: {
        /** What is wrong, for people. */
        detail: string;
        /** JSON pointer (RFC 6901) into the body. */
        pointer?: string;
        /** Name of the parameter in the path or the query. */
        parameter?: string;
    }[];
};
export type Peer = {
    id: string;
    name: string;
    kinds: ("ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body")[];
    /** How many of its indicators are here. */
    indicator_count: number;
    created_at: string;
};
export type PeerPage = {
    data: Peer[];
    /** Asks for the next page; null on the last one. */
    next_cursor: string | null;
};
export type PeerInput = {
    /** As evidence will name it; no two have the same. */
    name: string;
    /** Kinds whose values mean the same on both sides. Without it, those that do for everybody. Add `payment_instrument`, `device_id` and `prompt_fingerprint` only where both get them from one source: `dev_1` of two programs is not one device. */
    kinds?: ("ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body")[];
    /** The key, where the peer has made it. Without it, one is made here. */
    key?: string;
};
export type CreatedPeer = {
    id: string;
    name: string;
    kinds: ("ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body")[];
    /** How many of its indicators are here. */
    indicator_count: number;
    created_at: string;
    /** What pseudonyms are made with, on both sides. Shown this once. */
    key: string;
};
export type SearchResult = {
    /** The account of that id. */
    account: {
        account_id: string;
        ring_id: string | null;
        /** The risk of its ring; 0 without one. */
        risk: number;
    } | null;
    /** The ring of that id. */
    ring_id: string | null;
    /** Identifiers with that value, of whatever kind. */
    identifiers: {
        kind: "ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body";
        family: "network" | "payment" | "content" | "device" | "contact";
        /** As it is stored. */
        value: string;
        /** What counts of it now. */
        verdict: Verdict | null;
        /** Rings of which at least two members use it, the riskiest first. */
        rings: {
            id: string;
            status: "open" | "confirmed" | "dismissed" | "dissolved";
            risk: number;
            flagged: boolean;
            member_count: number;
            /** Members that use it. */
            user_count: number;
        }[];
    }[];
};
export type PolicySummary = {
    version: string;
    /** SHA-256 of the policy's canonical JSON (RFC 8785). */
    hash: string;
    /** Whether runs judge by it. Of all policies one is. */
    active: boolean;
    created_at: string;
    /** Who added it; `ringfence` where the program brought it along. */
    created_by: string;
};
export type PolicyList = {
    data: PolicySummary[];
};
export type Policy = {
    version: string;
    /** SHA-256 of the policy's canonical JSON (RFC 8785). */
    hash: string;
    /** Whether runs judge by it. Of all policies one is. */
    active: boolean;
    created_at: string;
    /** Who added it; `ringfence` where the program brought it along. */
    created_by: string;
    /** Every weight and threshold. */
    document: {
        [key: string]: any;
    };
};
export type PolicyChange = {
    id: string;
    action: "added" | "promoted" | "rolled-back";
    version: string;
    /** The policy that was active before; null of an addition, and of the very first. */
    before_version: string | null;
    /** Name of the key that it came with, or who sat at the command line. */
    actor: string;
    at: string;
};
export type PolicyChangePage = {
    data: PolicyChange[];
    /** Asks for the next page; null on the last one. */
    next_cursor: string | null;
};
export type RunInput = {
    /** Look at the window before this moment. The newest event's time unless given. */
    as_of?: string;
    /** Length of the window. The policy's 90 unless given. */
    window_days?: number;
    /** Try a policy out: nothing is published, and the run says whom `policy` would newly flag and whom release. Looks at what the newest published run looked at unless told otherwise. */
    shadow?: true;
    /** Of a shadow run, and only of one: a policy's version, or the policy itself. Others judge by the active policy. */
    policy?: string | {
        [key: string]: any;
    };
};
export type Run = {
    id: string;
    /** `published` of a shadow run: whom its policy judges otherwise can be read; the rings are as they were. */
    status: "running" | "published" | "failed";
    /** Whether it only tries a policy out. */
    shadow: boolean;
    /** The stage that it is in, or ended in. */
    stage: "load" | "link" | "group" | "assess" | "match" | "publish";
    /** Share of the work done. */
    progress: number;
    as_of: string;
    window_days: number;
    /** Version of the weights and thresholds. */
    policy_version: string;
    /** Version of the program. */
    code_version: string;
    started_at: string;
    finished_at: string | null;
    /** Why it failed. */
    failure: string | null;
    /** What is known so far. The last two are a shadow run's. */
    counts: {
        accounts?: number;
        identifiers?: number;
        sightings?: number;
        links?: number;
        communities?: number;
        rings?: number;
        flagged_rings?: number;
        flagged_accounts?: number;
        /** Rings flagged in a sample in which who uses what is dealt anew: 0 in a healthy run. */
        null_model_rings?: number;
        newly_flagged_accounts?: number;
        released_accounts?: number;
    };
    /** Seconds spent in each stage that has ended. */
    timings: {
        load?: number;
        link?: number;
        group?: number;
        assess?: number;
        match?: number;
        publish?: number;
    };
    /** Null until it is published. */
    manifest: RunManifest | null;
};
export type RunPage = {
    data: Run[];
    /** Asks for the next page; null on the last one. */
    next_cursor: string | null;
};
export type ShadowDifference = {
    account_id: string;
    /** `newly-flagged`: the policy flags it, and it is not flagged today; `released`: the other way round. */
    kind: "newly-flagged" | "released";
    /** The ring that accuses it: of a newly flagged account the one that the shadow run found, which may be new and then is nowhere else; of a released one the published. */
    ring_id: string;
    /** That ring's risk. */
    risk: number;
};
export type ShadowDifferencePage = {
    data: ShadowDifference[];
    /** Asks for the next page; null on the last one. */
    next_cursor: string | null;
};
export type Stats = {
    /** Exact below 100,000; an estimate from there on. */
    accounts: number;
    /** Exact below 100,000; an estimate from there on. */
    identifiers: number;
    /** Exact below 100,000; an estimate from there on. */
    sightings: number;
    rings: {
        open: number;
        confirmed: number;
        dismissed: number;
        dissolved: number;
        /** Of those that are not dissolved, whatever was decided on them. */
        flagged: number;
        /** Members of the flagged ones. */
        flagged_accounts: number;
    };
    /** How far behind the roll-up is. Nothing that was accepted is lost by it. */
    ingest: {
        /** Events stored in the minute before; counted up to a million. */
        events_last_minute: number;
        /** Stored, and not counted in accounts and sightings yet. */
        pending_events: number;
        /** When the oldest of these came in. */
        pending_since: string | null;
        /** For how long that has been; 0 without any. */
        lag_seconds: number;
    };
    /** The newest run that published rings; null before the first. */
    last_run: Run | null;
};
export type WebhookEndpoint = {
    id: string;
    url: string;
    events: ("ring.detected" | "ring.grown" | "ring.escalated" | "ring.succeeded" | "ring.dissolved" | "ring.decided" | "account.attached" | "run.failed")[];
    /** Of rings with a lower risk nothing is told. A failed run is told in any case. */
    minimum_risk: number;
    /** Hour of the day (UTC) of one message a day that holds all of that day's (`alerts.digest`). Null: each message is sent at once. */
    digest_hour: number | null;
    /** A disabled one gets nothing. */
    status: "enabled" | "disabled";
    disabled_at: string | null;
    /** Who or what disabled it, and why. */
    disabled_reason: string | null;
    /** Since when nothing could be delivered; null after a success. After three days it is disabled. */
    failing_since: string | null;
    /** Before that the receiver asked not to be called. */
    paused_until: string | null;
    created_at: string;
    /** What messages are signed with, newest first: more than one while the secret is being rotated. */
    secrets: {
        created_at: string;
        /** Null of what stays. */
        expires_at: string | null;
    }[];
};
export type WebhookEndpointPage = {
    data: WebhookEndpoint[];
    /** Asks for the next page; null on the last one. */
    next_cursor: string | null;
};
export type WebhookEndpointInput = {
    /** Where to send to: https, or http where the operator allows it. Must not lead to a private address. */
    url: string;
    /** What to be told. */
    events: ("ring.detected" | "ring.grown" | "ring.escalated" | "ring.succeeded" | "ring.dissolved" | "ring.decided" | "account.attached" | "run.failed")[];
    /** Of rings with a lower risk nothing is told. A failed run is told in any case. */
    minimum_risk?: number;
    /** Hour of the day (UTC) of one message a day that holds all of that day's (`alerts.digest`). Null: each message is sent at once. */
    digest_hour?: number | null;
};
export type CreatedWebhookEndpoint = {
    id: string;
    url: string;
    events: ("ring.detected" | "ring.grown" | "ring.escalated" | "ring.succeeded" | "ring.dissolved" | "ring.decided" | "account.attached" | "run.failed")[];
    /** Of rings with a lower risk nothing is told. A failed run is told in any case. */
    minimum_risk: number;
    /** Hour of the day (UTC) of one message a day that holds all of that day's (`alerts.digest`). Null: each message is sent at once. */
    digest_hour: number | null;
    /** A disabled one gets nothing. */
    status: "enabled" | "disabled";
    disabled_at: string | null;
    /** Who or what disabled it, and why. */
    disabled_reason: string | null;
    /** Since when nothing could be delivered; null after a success. After three days it is disabled. */
    failing_since: string | null;
    /** Before that the receiver asked not to be called. */
    paused_until: string | null;
    created_at: string;
    /** What messages are signed with, newest first: more than one while the secret is being rotated. */
    secrets: {
        created_at: string;
        /** Null of what stays. */
        expires_at: string | null;
    }[];
    /** What to verify messages with. Shown this once. */
    secret: string;
};
export type WebhookEndpointChange = {
    /** Where to send to: https, or http where the operator allows it. Must not lead to a private address. */
    url?: string;
    /** What to be told. */
    events?: ("ring.detected" | "ring.grown" | "ring.escalated" | "ring.succeeded" | "ring.dissolved" | "ring.decided" | "account.attached" | "run.failed")[];
    /** Of rings with a lower risk nothing is told. A failed run is told in any case. */
    minimum_risk?: number;
    /** Hour of the day (UTC) of one message a day that holds all of that day's (`alerts.digest`). Null: each message is sent at once. */
    digest_hour?: number | null;
    /** `disabled` ends what is pending; `enabled` begins anew. */
    status?: "enabled" | "disabled";
};
export type WebhookSecretRotation = {
    /** For so long messages are signed with the former secret as well. 0 ends that one at once. */
    overlap_hours?: number;
};
export type WebhookAttempt = {
    "number": number;
    started_at: string;
    /** Until the answer was read, or given up. */
    duration_ms: number;
    /** Null where no answer came. */
    response_status: number | null;
    /** The first kilobyte of the answer's body. */
    response_start: string | null;
    /** Why it failed; null of a success. */
    failure: string | null;
};
export type WebhookDeliveryDetail = {
    id: string;
    endpoint_id: string;
    /** What the receiver sees as `webhook-id`: the same in every attempt. */
    message_id: string;
    "type": "ring.detected" | "ring.grown" | "ring.escalated" | "ring.succeeded" | "ring.dissolved" | "ring.decided" | "account.attached" | "run.failed" | "alerts.digest" | "webhook.test";
    /** `dead`: it was tried as often as the schedule says, or its endpoint was disabled. It can be redelivered. */
    status: "pending" | "delivered" | "dead";
    attempt_count: number;
    /** Null unless it is pending. */
    next_attempt_at: string | null;
    created_at: string;
    finished_at: string | null;
    /** Oldest first; the last fifty. */
    attempts: WebhookAttempt[];
    /** The message as it is sent. */
    payload: {
        [key: string]: any;
    };
};
export type WebhookRedelivery = {
    /** Messages of this moment or later. */
    "from": string;
    /** Messages of before this moment. */
    to: string;
    /** `undelivered`: what is dead, and what came up while the endpoint was disabled. `all`: also what was delivered already. */
    only?: "undelivered" | "all";
};
export type WebhookRedelivered = {
    /** Deliveries that are pending (again). */
    redelivered: number;
};
export type WebhookDelivery = {
    id: string;
    endpoint_id: string;
    /** What the receiver sees as `webhook-id`: the same in every attempt. */
    message_id: string;
    "type": "ring.detected" | "ring.grown" | "ring.escalated" | "ring.succeeded" | "ring.dissolved" | "ring.decided" | "account.attached" | "run.failed" | "alerts.digest" | "webhook.test";
    /** `dead`: it was tried as often as the schedule says, or its endpoint was disabled. It can be redelivered. */
    status: "pending" | "delivered" | "dead";
    attempt_count: number;
    /** Null unless it is pending. */
    next_attempt_at: string | null;
    created_at: string;
    finished_at: string | null;
    /** The newest that has ended. */
    last_attempt: WebhookAttempt | null;
};
export type WebhookDeliveryPage = {
    data: WebhookDelivery[];
    /** Asks for the next page; null on the last one. */
    next_cursor: string | null;
};
export type ApiKey = {
    id: string;
    name: string;
    scopes: ("events:write" | "signups:assess" | "rings:read" | "rings:decide" | "identifiers:read" | "admin")[];
    created_at: string;
    /** From then on it does not work; null of one without an end. */
    expires_at: string | null;
    /** To within a minute; null where it never was. */
    last_used_at: string | null;
    /** Id of the key that it took over from; null of one that was made anew. */
    replaces: string | null;
    /** Null where nobody has revoked it. */
    revoked_at: string | null;
};
export type ApiKeyPage = {
    data: ApiKey[];
    /** Asks for the next page; null on the last one. */
    next_cursor: string | null;
};
export type ApiKeyInput = {
    /** Who or what will use it; decisions carry this name. */
    name: string;
    /** `events:write`: send events; `signups:assess`: ask what would be thought of a sign-up, and nothing else; `rings:read`: read; `rings:decide`: decide on rings and judge identifiers; `identifiers:read`: see addresses, cards, devices and mailboxes as they are, which are masked otherwise; `admin`: everything. */
    scopes: ("events:write" | "signups:assess" | "rings:read" | "rings:decide" | "identifiers:read" | "admin")[];
    /** From when on it does not work. Without it, it has no end. */
    expires_at?: string | null;
};
export type CreatedApiKey = {
    id: string;
    name: string;
    scopes: ("events:write" | "signups:assess" | "rings:read" | "rings:decide" | "identifiers:read" | "admin")[];
    created_at: string;
    /** From then on it does not work; null of one without an end. */
    expires_at: string | null;
    /** To within a minute; null where it never was. */
    last_used_at: string | null;
    /** Id of the key that it took over from; null of one that was made anew. */
    replaces: string | null;
    /** Null where nobody has revoked it. */
    revoked_at: string | null;
    /** The key itself. Shown this once: only its hash is kept. */
    key: string;
};
export type RotationInput = {
    /** For how long the old key goes on working, at most to its own end; 0 ends it at once. */
    overlap_hours?: number;
};
export type AuditEntry = {
    id: string;
    at: string;
    /** Name of the key that it came with, or who sat at the command line; `ringfence` is the program itself. */
    actor: string;
    /** That key's id; null without one. */
    key_id: string | null;
    action: "verdict.given" | "verdict.withdrawn" | "ring.decided" | "ring.exported" | "account.erased" | "policy.added" | "policy.promoted" | "policy.rolled_back" | "api_key.created" | "api_key.rotated" | "api_key.revoked" | "peer.created" | "peer.deleted" | "peer.indicators_imported" | "webhook_endpoint.created" | "webhook_endpoint.changed" | "webhook_endpoint.secret_rotated" | "webhook_endpoint.disabled" | "webhook_endpoint.deleted";
    /** Id of what was changed. Never an identifier's value or an account. */
    subject: string;
    /** How it was, as far as it changed; null where there was nothing. */
    before: {
        [key: string]: string | number | boolean | null;
    } | null;
    /** How it is, as far as it changed; null where there is nothing. */
    after: {
        [key: string]: string | number | boolean | null;
    } | null;
};
export type AuditPage = {
    data: AuditEntry[];
    /** Asks for the next page; null on the last one. */
    next_cursor: string | null;
};
/**
 * Send events
 */
export function sendEvents(body: Event | Event[], opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: IngestResult;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/events", oazapfts.json({
        ...opts,
        method: "POST",
        body
    }));
}
/**
 * List rings
 */
export function listRings({ flagged, status, minRisk, maxRisk, minMembers, maxMembers, flaggedAfter, flaggedBefore, activeAfter, activeBefore, sort, include, limit, cursor }: {
    flagged?: "true" | "false" | "any";
    status?: "open" | "confirmed" | "dismissed" | "dissolved";
    minRisk?: number;
    maxRisk?: number;
    minMembers?: number;
    maxMembers?: number;
    flaggedAfter?: string;
    flaggedBefore?: string;
    activeAfter?: string;
    activeBefore?: string;
    sort?: "-risk" | "risk" | "-member_count" | "member_count" | "-request_count" | "request_count" | "-recent_signups" | "recent_signups" | "-first_flagged_at" | "first_flagged_at" | "-last_event_at" | "last_event_at";
    include?: "timeline";
    limit?: number;
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: RingPage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/rings${QS.query(QS.explode({
        flagged,
        status,
        min_risk: minRisk,
        max_risk: maxRisk,
        min_members: minMembers,
        max_members: maxMembers,
        flagged_after: flaggedAfter,
        flagged_before: flaggedBefore,
        active_after: activeAfter,
        active_before: activeBefore,
        sort,
        include,
        limit,
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * Get a ring
 */
export function getRing(id: string, { ifNoneMatch }: {
    ifNoneMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Ring;
    } | {
        status: 304;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/rings/${encodeURIComponent(id)}`, {
        ...opts,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-None-Match": ifNoneMatch
        })
    });
}
/**
 * List a ring's members
 */
export function listRingMembers(id: string, { limit, cursor }: {
    limit?: number;
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: RingMemberPage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/rings/${encodeURIComponent(id)}/members${QS.query(QS.explode({
        limit,
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * List what a ring's members share
 */
export function listRingEvidence(id: string, { limit, cursor }: {
    limit?: number;
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: RingEvidencePage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/rings/${encodeURIComponent(id)}/evidence${QS.query(QS.explode({
        limit,
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * List what a ring's members did day by day
 */
export function getRingTimeline(id: string, { limit, cursor }: {
    limit?: number;
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: RingDayPage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/rings/${encodeURIComponent(id)}/timeline${QS.query(QS.explode({
        limit,
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * List what happened to a ring
 */
export function listRingHistory(id: string, { limit, cursor }: {
    limit?: number;
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: RingChangePage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/rings/${encodeURIComponent(id)}/history${QS.query(QS.explode({
        limit,
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * Get what a ring looks like from afar
 */
export function getRingProfile(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: RingProfile;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/rings/${encodeURIComponent(id)}/profile`, {
        ...opts
    });
}
/**
 * Get who shares what in a ring
 */
export function getRingMap(id: string, { limit }: {
    limit?: number;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: RingMap;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/rings/${encodeURIComponent(id)}/map${QS.query(QS.explode({
        limit
    }))}`, {
        ...opts
    });
}
/**
 * Get whom an innocent verdict on an identifier would untie
 */
export function previewVerdict(id: string, kind: "ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body", value: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: VerdictPreview;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/rings/${encodeURIComponent(id)}/verdict_preview${QS.query(QS.explode({
        kind,
        value
    }))}`, {
        ...opts
    });
}
/**
 * Get a ring's graph
 */
export function getRingGraph(id: string, { limit }: {
    limit?: number;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: RingGraph;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 406;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/rings/${encodeURIComponent(id)}/graph${QS.query(QS.explode({
        limit
    }))}`, {
        ...opts
    });
}
/**
 * Get the report on a ring
 */
export function getRingReport(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: RingReport;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 406;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/rings/${encodeURIComponent(id)}/report`, {
        ...opts
    });
}
/**
 * Decide on a ring
 */
export function decideRing(id: string, decisionInput: DecisionInput, { ifMatch }: {
    ifMatch?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: Ring;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 412;
        data: RingOutdatedProblem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/rings/${encodeURIComponent(id)}/decisions`, oazapfts.json({
        ...opts,
        method: "POST",
        body: decisionInput,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "If-Match": ifMatch
        })
    }));
}
/**
 * List the decisions on a ring
 */
export function listDecisions(id: string, { limit, cursor }: {
    limit?: number;
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: DecisionPage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/rings/${encodeURIComponent(id)}/decisions${QS.query(QS.explode({
        limit,
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * Assess a sign-up before it exists
 */
export function assessSignup(assessmentInput: AssessmentInput, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Assessment;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/assessments", oazapfts.json({
        ...opts,
        method: "POST",
        body: assessmentInput
    }));
}
/**
 * Get an account
 */
export function getAccount(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Account;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/accounts/${encodeURIComponent(id)}`, {
        ...opts
    });
}
/**
 * Erase an account
 */
export function eraseAccount(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/accounts/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    });
}
/**
 * List an account's links
 */
export function listAccountLinks(id: string, { limit, cursor }: {
    limit?: number;
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: AccountLinkPage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/accounts/${encodeURIComponent(id)}/links${QS.query(QS.explode({
        limit,
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * List the identifiers with a verdict
 */
export function listVerdicts({ verdict, kind, limit, cursor }: {
    verdict?: "office" | "university" | "household" | "company_card" | "ci" | "carrier" | "vpn" | "gateway" | "public_place" | "popular_tool" | "known_bad";
    kind?: "ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body";
    limit?: number;
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: IdentifierPage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/identifiers${QS.query(QS.explode({
        verdict,
        kind,
        limit,
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * Get an identifier
 */
export function getIdentifier(kind: "ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body", value: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Identifier;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/identifiers/${encodeURIComponent(kind)}/${encodeURIComponent(value)}`, {
        ...opts
    });
}
/**
 * Say what an identifier is
 */
export function giveVerdict(kind: "ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body", value: string, verdictInput: VerdictInput, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Identifier;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/identifiers/${encodeURIComponent(kind)}/${encodeURIComponent(value)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body: verdictInput
    }));
}
/**
 * Take back what was said of an identifier
 */
export function withdrawVerdict(kind: "ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body", value: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Identifier;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/identifiers/${encodeURIComponent(kind)}/${encodeURIComponent(value)}`, {
        ...opts,
        method: "DELETE"
    });
}
/**
 * List everything that was ever said of an identifier
 */
export function listIdentifierVerdicts(kind: "ip" | "ip_prefix" | "payment_instrument" | "device_id" | "email" | "email_domain" | "phone" | "prompt_fingerprint" | "prompt_opening" | "prompt_closing" | "prompt_body", value: string, { limit, cursor }: {
    limit?: number;
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: VerdictPage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/identifiers/${encodeURIComponent(kind)}/${encodeURIComponent(value)}/verdicts${QS.query(QS.explode({
        limit,
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * Export what a ring uses, for other providers
 */
export function exportIndicators(id: string, { peer, identifiers }: {
    peer?: string;
    identifiers?: "pseudonymous" | "plain";
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: StixBundle;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/rings/${encodeURIComponent(id)}/indicators${QS.query(QS.explode({
        peer,
        identifiers
    }))}`, {
        ...opts
    });
}
/**
 * List what peers say
 */
export function listIndicators({ peer, limit, cursor }: {
    peer?: string;
    limit?: number;
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: IndicatorPage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/indicators${QS.query(QS.explode({
        peer,
        limit,
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * Import what a peer says
 */
export function importIndicators(peer: string, stixBundleInput: StixBundleInput, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: IndicatorImport;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/indicators${QS.query(QS.explode({
        peer
    }))}`, oazapfts.json({
        ...opts,
        method: "POST",
        body: stixBundleInput
    }));
}
/**
 * List peers
 */
export function listPeers({ limit, cursor }: {
    limit?: number;
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: PeerPage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/peers${QS.query(QS.explode({
        limit,
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * Add a peer
 */
export function createPeer(peerInput: PeerInput, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: CreatedPeer;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/peers", oazapfts.json({
        ...opts,
        method: "POST",
        body: peerInput
    }));
}
/**
 * Delete a peer
 */
export function deletePeer(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/peers/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    });
}
/**
 * Look something up by its name
 */
export function search(q: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: SearchResult;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/search${QS.query(QS.explode({
        q
    }))}`, {
        ...opts
    });
}
/**
 * List policies
 */
export function listPolicies(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: PolicyList;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/policies", {
        ...opts
    });
}
/**
 * Add a policy
 */
export function addPolicy(body: {
    /** Its name. What it stands for never changes: another constant is another version. */
    version: string;
    /** That a run looks at. A quarter: longer than rings live, shorter than addresses last. */
    windowDays: number;
    /** A ring is flagged when its risk reaches it. */
    flagThreshold: number;
    /** Log-odds that a community tied by two families is coordinated abuse before any signal is heard: most are households and offices. */
    priorLogOdds: number;
    smallCommunity: {
        /** Communities with fewer are judged more carefully: 69 % of a deployed system's false accusations lay there. */
        below: number;
        /** Added to theirs. */
        logOdds: number;
    };
    /** The strongest ones that are kept as evidence. More nobody reads, and each is a row. */
    linksKeptPerMember: number;
    /** The most telling ones that are kept as evidence of a ring. */
    identifiersKeptPerRing: number;
    evidence: {
        matchProbability: {
            /** m: the chance that two accounts of one ring share one of the kind ip. One half until confirmed rings teach better. */
            ip: number;
            /** m: the chance that two accounts of one ring share one of the kind ip_prefix. One half until confirmed rings teach better. */
            ip_prefix: number;
            /** m: the chance that two accounts of one ring share one of the kind payment_instrument. One half until confirmed rings teach better. */
            payment_instrument: number;
            /** m: the chance that two accounts of one ring share one of the kind device_id. One half until confirmed rings teach better. */
            device_id: number;
            /** m: the chance that two accounts of one ring share one of the kind email. One half until confirmed rings teach better. */
            email: number;
            /** m: the chance that two accounts of one ring share one of the kind email_domain. One half until confirmed rings teach better. */
            email_domain: number;
            /** m: the chance that two accounts of one ring share one of the kind phone. One half until confirmed rings teach better. */
            phone: number;
            /** m: the chance that two accounts of one ring share one of the kind prompt_fingerprint. One half until confirmed rings teach better. */
            prompt_fingerprint: number;
            /** m: the chance that two accounts of one ring share one of the kind prompt_opening. One half until confirmed rings teach better. */
            prompt_opening: number;
            /** m: the chance that two accounts of one ring share one of the kind prompt_closing. One half until confirmed rings teach better. */
            prompt_closing: number;
            /** m: the chance that two accounts of one ring share one of the kind prompt_body. One half until confirmed rings teach better. */
            prompt_body: number;
        };
        /** Above log2(population), from which a link is strong. At 2 an account expects a quarter of a link by pure coincidence. */
        marginBits: number;
        cores: {
            /** Above log2(population): the links that a core of this sort is made of. */
            marginBits: number;
            /** Links of it that each account needs, in small and in large communities. The weaker the links, the more it takes. */
            depth: never[];
            /** Whether only those links count in which content says enough to be a family. */
            onContent: boolean;
        }[];
        /** w of the sorted neighbourhood: each account is paired with so many next ones on each identifier, so that hubs cost no square. */
        neighbours: number;
        /** What counts of a family's second, third ... identifier: inside of a family evidence is correlated. */
        repeatedEvidence: number;
        /** After so many the chance that an address is still in the same hands has halved; home and mobile addresses are leased for days to weeks. */
        addressHalfLifeDays: number;
        /** Louvain's resolution over twice the weight of the whole graph, so that rings do not change because strangers signed up. */
        resolutionPerWeight: number;
        /** Smaller communities are not looked at: households lie below. */
        smallestCommunity: number;
        /** That a link needs outside its strongest family: no ring stands on one family. */
        secondFamilyBits: number;
        /** That each account of a community needs inside it: one link is a coincidence. */
        linksPerMember: number;
        /** Of the accounts that use a hub, those that a second family has to tie to others of it for all of these to belong together. Where who uses what is shuffled, it is a quarter at most. */
        hubShare: number;
        common: {
            /** Of a community, that an address has to be used by to be what the community is. */
            hub: number;
            /** ... that a prompt has to be sent by to hold families to the rest, where that is `smallestJoinedCore` accounts or more: a ring that renews its templates sends none from half of its accounts. */
            content: number;
            /** ... that has to be in a prefix for it to hold anybody: an address each in one subnet. */
            prefix: number;
            /** In a prefix, that hold groups on a card each together where hardly anybody else is there: rented servers, no homes. */
            ownSubnet: number;
            /** Of the accounts in such a prefix, that may be others. */
            strangers: number;
            /** That an address has to say of membership to hold families to the rest: a carrier's says about 4. */
            addressBits: number;
        };
        /** Different addresses, cards, devices that join a part to a community where no link on two families does. A university has four addresses. */
        joints: number;
        /** Of a community's members, that have to belong to a larger one as well for the two to be one ring: of the parts of one ring nearly all do, of a pool that takes over from a banned one some. */
        joinedShare: number;
        affinity: {
            familyBits: {
                /** From which what an account has in common with a community counts in the family network. Two families have to. */
                network: number;
                /** From which what an account has in common with a community counts in the family payment. Two families have to. */
                payment: number;
                /** From which what an account has in common with a community counts in the family content. Two families have to. */
                content: number;
                /** From which what an account has in common with a community counts in the family device. Two families have to. */
                device: number;
                /** From which what an account has in common with a community counts in the family contact. Two families have to. */
                contact: number;
            };
            /** That all families together need above log2(others / members), at which membership is as likely as not; at 4 it is 16 times likelier. */
            marginBits: number;
        };
        /** Sign-ups this close count as made together. */
        togetherMinutes: number;
        /** ... where at most so many others signed up in between: on a launch day strangers sign up together. */
        togetherOthers: number;
        /** Sign-ups on one device this close, of accounts that are over as soon, are a group, however few. People need about a minute for a form. */
        burstMinutes: number;
        /** Cores of so many may be joined by links on one family. A household behind a ring's proxy is smaller. */
        smallestJoinedCore: number;
        /** Of Louvain's random walk over the accounts. */
        seed: number;
    };
    calibration: {
        /** The log-odds are taken so often, so that of what is called 90 % risky nine in ten are rings. */
        slope: number;
        /** Added to them. Both are measured on made-up worlds; */
        offset: number;
    };
    /** By which a suspicion counts where a heavier one has the same subject: two views of one pool are not two pools. */
    repeatedSuspicion: number;
    /** Each run has detection done once more on one account in so many, who uses what dealt anew: it should flag nothing. 0 leaves that out. Of one in four it takes a sixth of a run's time. */
    nullModelOneIn: number;
    /** Signals that are not heard, to try out what each is worth. */
    disabledSignals: string[];
    signals: {
        dailyRhythm: {
            /** Entropy of the hours of activity, at most log2 24 = 4.585: rings round the clock reach 4.53 - 4.58, offices and classes 3.7 - 4.15. */
            round: never[];
            /** Of activity round the clock. */
            roundWeight: number;
            /** The same entropy where it is that of people. */
            human: never[];
            /** Of human hours. Speaks against a ring. Weak, because a careful ring keeps them as well. */
            humanWeight: number;
            /** Fewer weigh in proportion: a few hours have no rhythm. */
            hoursForFullWeight: number;
        };
        ownInfrastructure: {
            /** Mean share of a member's addresses that are its own: rings 0.00 - 0.19, offices and classes 0.11 - 0.44. */
            range: never[];
            /** Of having no addresses of one's own. */
            weight: number;
            /** In smaller groups one home decides. */
            smallest: number;
        };
        privateAddresses: {
            /** Members at two or more addresses that are the group's own. */
            range: never[];
            /** How many such addresses in different networks: an office has one or two, a pool dozens. */
            places: never[];
            /** Of a pool of addresses of the group's own. */
            weight: number;
            /** That an address needs to be the group's. */
            sharers: number;
            /** Outsiders to members that such an address may have. */
            outsiders: number;
        };
        addressChurn: {
            /** Active members who change networks more often than nine in ten of all accounts. */
            range: never[];
            /** Of moving through proxies. Low, because travellers do it too. */
            weight: number;
            /** On which a member must have been active: fewer show no change. */
            activeDays: number;
        };
        synchronizedUse: {
            /** Members who met others of the group in two networks within days: rings behind proxies 0.1 - 1, honest groups of made-up worlds 0.00. */
            range: never[];
            /** Of meeting here and there. */
            weight: number;
            /** Within which the two meetings lie. */
            days: number;
            /** In a smaller group any network is most of it. */
            smallest: number;
            /** Of the members, that a network may be used by: one that most use is where they belong together. */
            mostShare: number;
            /** Outsiders to members that such a network may have. */
            outsiders: number;
        };
        mesh: {
            /** Links that hold without the biggest hubs: pools 0.32 - 0.98, offices and classes 0.00 - 0.34, a university 0.52. */
            range: never[];
            /** Of a mesh rather than a star. */
            weight: number;
            /** That are taken away, the most shared ones. */
            hubs: number;
            /** Below log2(population), that a link must keep to hold: a coincidence reaches about that. */
            bitsBelow: number;
            /** In a smaller group the hubs are everything. */
            smallest: number;
            /** A sample so large that the share is exact to a few percent, whatever the community's size. */
            linksLookedAt: number;
        };
        paymentReuse: {
            /** Members on cards that others of the group use as well. */
            range: never[];
            /** How many such cards: a company has one or two, a ring a pool. */
            instruments: never[];
            /** Of a pool of cards that go round. */
            weight: number;
            /** That a card needs to count as going round; a couple shares one. */
            sharers: number;
        };
        contactReuse: {
            /** Members on a mailbox or phone that others of the group use as well. */
            range: never[];
            /** Of mailboxes and phones that go round. */
            weight: number;
            /** That a mailbox or phone needs to count as going round. */
            sharers: number;
        };
        generatedMailNames: {
            /** Mail addresses whose names look drawn by a program, beyond what is usual among all accounts. */
            range: never[];
            /** Of such names: of groups of people hardly any has them in common. */
            weight: number;
            /** With a mail address, for the share to say something. */
            smallest: number;
        };
        deviceReuse: {
            /** Members without a device but those that go round: at an office most have one of their own. */
            range: never[];
            /** How many such devices: a library has a few, a farm many. */
            devices: never[];
            /** Of devices that go round. */
            weight: number;
            /** That a device needs to count as going round; a family is smaller. */
            sharers: number;
        };
        usedUpAtOnce: {
            /** Members that one device signed up and used in one go, and that were never heard of again. */
            range: never[];
            /** Of accounts that were used up at once: all 1,294 such accounts among a shop's sign-ups were fraud. */
            weight: number;
            /** For each account but the first, from the first sign-up to the last use: people need a minute for a form. */
            secondsEach: number;
            /** Before the end of the window that it was: until then they may still come back. */
            days: number;
        };
        promptConcentration: {
            /** Requests in templates that hardly any stranger sends. */
            range: never[];
            /** Of such templates. They never accuse alone: a class has its exercise, too. */
            weight: number;
            /** Outsiders' use of a template to members', up to which it is the group's. */
            outsiders: number;
            /** That send a template. */
            sharers: number;
        };
        signupBurst: {
            /** Members whose sign-ups lie close together. */
            range: never[];
            /** Of a burst. Low, because a class does it in minutes. */
            weight: number;
            /** In which the burst lies. */
            minutes: number;
            /** That make a burst. */
            smallest: number;
        };
        requestVolume: {
            /** Active members busier than nine in ten of all accounts. */
            range: never[];
            /** Of volume. Low, because a careful ring is low as well and builds are high. */
            weight: number;
        };
        fullVolumeAtOnce: {
            /** New members who made more requests in their first days than nine in ten of all new accounts. */
            range: never[];
            /** Of being at full volume at once. People try a thing before they rely on it. */
            weight: number;
            /** That count as an account's first. */
            days: number;
            /** That must be new for the share to say something. */
            smallest: number;
        };
        capabilityFocus: {
            /** Divergence of what the members mostly ask for from what everybody does. */
            range: never[];
            /** Of wanting the same few things. Low, because a team is focused as well. */
            weight: number;
            /** Of whom it must be known what they mostly ask for. */
            smallest: number;
        };
        uniformVolume: {
            /** Standard deviation of the logarithm of requests per active day: people differ, scripts do not. */
            range: never[];
            /** Of being as busy as each other. */
            weight: number;
            /** On which a member must have been active. */
            activeDays: number;
            /** Fewer have no deviation to speak of. */
            smallest: number;
        };
        verifiedOrganization: {
            /** Members, of those whose sign-up was seen, in organisations that the provider has verified. */
            range: never[];
            /** Of such organisations. Speaks against a ring. Outweighs any two suspicions. */
            weight: number;
            /** That an organisation must have in the group: one account may be stolen. */
            colleagues: number;
        };
        corporateDomain: {
            /** Mail addresses on a domain that few outsiders use. */
            range: never[];
            /** Of companies' domains. Speaks against a ring. A ring can buy one, and gains nothing by it within days. */
            weight: number;
            /** Outsiders to members on a domain, up to which it is a company's: colleagues work elsewhere, too. */
            outsiders: number;
            /** Within which no more than half of a domain's sign-ups may lie, unless they are few or some of the members are old. */
            days: number;
            /** On a domain, up to which they may have come at once: a young firm and its build runners. So few are worth no false accusation. */
            firm: number;
            /** Members that were customers before the window, from which on they count as old. */
            longStanding: number;
        };
        privateHomes: {
            /** Members with an address of their own for days. */
            range: never[];
            /** Of homes. Speaks against a ring. */
            weight: number;
            /** For which such an address must have been used. */
            days: number;
        };
        longStanding: {
            /** Members that were customers before the window. */
            range: never[];
            /** Of old customers. Speaks against a ring. */
            weight: number;
        };
        knownAbuse: {
            /** Members on what is known to be bad, or new ones on what confirmed rings used. */
            range: never[];
            /** Of such things. Moderate: cards are stolen from honest people, and a community is not convicted by its acquaintances alone. */
            weight: number;
            /** Different cards, devices, mailboxes of confirmed rings that the group uses: one card may be a family's that was stolen. */
            things: number;
            /** With addresses of confirmed rings that a member comes from: a home behind a ring's proxy has one. */
            networks: number;
            /** What others use more than so many times as much as the ring and the group does not count: a carrier's address, a library's desk. */
            outsiders: number;
        };
        knownHub: {
            /** Members seen with what an analyst called an office, a university, a household, a firm's card or build runners. */
            range: never[];
            /** Of such a verdict. Speaks against a ring. As much as homes: what it is said of ties nobody any more besides. */
            weight: number;
        };
        dismissedBefore: {
            /** Members that were in a ring when an analyst dismissed it. From half on: what was said of twelve does not excuse a thousand. */
            range: never[];
            /** Of such members. Speaks against a ring. As much as homes: the analyst looked at less than is known now. */
            weight: number;
        };
    };
    lineage: {
        /** A ring keeps its id while this share of its members is together: most of them. */
        keptShare: number;
        /** A decision holds while the accounts it was made on are this share of the ring: what was said of twelve neither accuses nor excuses a thousand. */
        decidedShare: number;
        kin: {
            /** Of the smaller of two rings, from which on it is noted that members went from one to the other. */
            share: number;
            /** ... and not for fewer than these: a few change sides every day. */
            smallest: number;
        };
        /** A ring has grown when it has so many more members than when that was last noted. Smaller growth alerts nobody. */
        grownShare: number;
        /** Smallest change of the risk that is noted. Smaller ones are noise of the day. */
        riskStep: number;
        /** After its last event, for which a ring that is gone is known again and can be succeeded. */
        rememberedDays: number;
        succession: {
            /** Of a new ring's accounts that must use something of an older ring's: one who moved into an old home brings nobody along. */
            accountShare: number;
            /** What others use more than so many times as much as the two rings does not count: a library's line, a tool's template. */
            outsiders: number;
            /** Above log2(population), that all of it together must say. As for a link. */
            marginBits: number;
        };
    };
    alerts: {
        /** A webhook tells when a ring's risk crosses one of these, or the flag threshold, upwards. */
        riskLevels: number[];
        /** How far below a level the risk must have been before crossing it is told again: one that wavers is told of once. */
        rearm: number;
        dismissed: {
            /** More members than when it was dismissed: only then a dismissed ring is told of again ... */
            grownShare: number;
            /** ... or where its risk crosses a level, and lies so far above the one that the analyst saw. */
            riskStep: number;
        };
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: Policy;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/policies", oazapfts.json({
        ...opts,
        method: "POST",
        body
    }));
}
/**
 * Go back to the policy before
 */
export function rollBackPolicy(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Policy;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/policies/rollback", {
        ...opts,
        method: "POST"
    });
}
/**
 * Get a policy
 */
export function getPolicy(version: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Policy;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/policies/${encodeURIComponent(version)}`, {
        ...opts
    });
}
/**
 * Promote a policy
 */
export function promotePolicy(version: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Policy;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/policies/${encodeURIComponent(version)}/promote`, {
        ...opts,
        method: "POST"
    });
}
/**
 * List what was done with the policies
 */
export function listPolicyChanges({ limit, cursor }: {
    limit?: number;
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: PolicyChangePage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/policy_changes${QS.query(QS.explode({
        limit,
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * Start a run
 */
export function startRun(runInput?: RunInput, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: Run;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/runs", oazapfts.json({
        ...opts,
        method: "POST",
        body: runInput
    }));
}
/**
 * List runs
 */
export function listRuns({ limit, cursor }: {
    limit?: number;
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: RunPage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/runs${QS.query(QS.explode({
        limit,
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * Get a run
 */
export function getRun(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Run;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/runs/${encodeURIComponent(id)}`, {
        ...opts
    });
}
/**
 * List what a shadow run would change
 */
export function listRunDifferences(id: string, { kind, limit, cursor }: {
    kind?: "newly-flagged" | "released";
    limit?: number;
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: ShadowDifferencePage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/runs/${encodeURIComponent(id)}/differences${QS.query(QS.explode({
        kind,
        limit,
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * Get the whole in a few figures
 */
export function getStats(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Stats;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/stats", {
        ...opts
    });
}
/**
 * List webhook endpoints
 */
export function listWebhookEndpoints({ limit, cursor }: {
    limit?: number;
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: WebhookEndpointPage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/webhook_endpoints${QS.query(QS.explode({
        limit,
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * Add a webhook endpoint
 */
export function createWebhookEndpoint(webhookEndpointInput: WebhookEndpointInput, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: CreatedWebhookEndpoint;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/webhook_endpoints", oazapfts.json({
        ...opts,
        method: "POST",
        body: webhookEndpointInput
    }));
}
/**
 * Get a webhook endpoint
 */
export function getWebhookEndpoint(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: WebhookEndpoint;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/webhook_endpoints/${encodeURIComponent(id)}`, {
        ...opts
    });
}
/**
 * Change a webhook endpoint
 */
export function changeWebhookEndpoint(id: string, webhookEndpointChange: WebhookEndpointChange, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: WebhookEndpoint;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/webhook_endpoints/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PATCH",
        body: webhookEndpointChange
    }));
}
/**
 * Delete a webhook endpoint
 */
export function deleteWebhookEndpoint(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/webhook_endpoints/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    });
}
/**
 * Give a webhook endpoint a new secret
 */
export function rotateWebhookSecret(id: string, webhookSecretRotation?: WebhookSecretRotation, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: CreatedWebhookEndpoint;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/webhook_endpoints/${encodeURIComponent(id)}/rotate_secret`, oazapfts.json({
        ...opts,
        method: "POST",
        body: webhookSecretRotation
    }));
}
/**
 * Try a webhook endpoint
 */
export function testWebhookEndpoint(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: WebhookDeliveryDetail;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/webhook_endpoints/${encodeURIComponent(id)}/test`, {
        ...opts,
        method: "POST"
    });
}
/**
 * Send the messages of a time once more
 */
export function redeliverToWebhookEndpoint(id: string, webhookRedelivery: WebhookRedelivery, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: WebhookRedelivered;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/webhook_endpoints/${encodeURIComponent(id)}/redeliver`, oazapfts.json({
        ...opts,
        method: "POST",
        body: webhookRedelivery
    }));
}
/**
 * List deliveries
 */
export function listWebhookDeliveries({ status, endpointId, $type, createdAfter, createdBefore, limit, cursor }: {
    status?: "pending" | "delivered" | "dead";
    endpointId?: string;
    $type?: "ring.detected" | "ring.grown" | "ring.escalated" | "ring.succeeded" | "ring.dissolved" | "ring.decided" | "account.attached" | "run.failed" | "alerts.digest" | "webhook.test";
    createdAfter?: string;
    createdBefore?: string;
    limit?: number;
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: WebhookDeliveryPage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/webhook_deliveries${QS.query(QS.explode({
        status,
        endpoint_id: endpointId,
        "type": $type,
        created_after: createdAfter,
        created_before: createdBefore,
        limit,
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * Get a delivery
 */
export function getWebhookDelivery(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: WebhookDeliveryDetail;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/webhook_deliveries/${encodeURIComponent(id)}`, {
        ...opts
    });
}
/**
 * Send a message once more
 */
export function redeliverWebhook(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: WebhookDeliveryDetail;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/webhook_deliveries/${encodeURIComponent(id)}/redeliver`, {
        ...opts,
        method: "POST"
    });
}
/**
 * List keys
 */
export function listApiKeys({ limit, cursor }: {
    limit?: number;
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: ApiKeyPage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/api_keys${QS.query(QS.explode({
        limit,
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * Make a key
 */
export function createApiKey(apiKeyInput: ApiKeyInput, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: CreatedApiKey;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/api_keys", oazapfts.json({
        ...opts,
        method: "POST",
        body: apiKeyInput
    }));
}
/**
 * Revoke a key
 */
export function revokeApiKey(id: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: ApiKey;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/api_keys/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE"
    });
}
/**
 * Rotate a key
 */
export function rotateApiKey(id: string, rotationInput?: RotationInput, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: CreatedApiKey;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/api_keys/${encodeURIComponent(id)}/rotate`, oazapfts.json({
        ...opts,
        method: "POST",
        body: rotationInput
    }));
}
/**
 * List who did what
 */
export function listAuditLog({ limit, cursor }: {
    limit?: number;
    cursor?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: AuditPage;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 408;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
        data: Problem;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>(`/v1/audit_log${QS.query(QS.explode({
        limit,
        cursor
    }))}`, {
        ...opts
    });
}
