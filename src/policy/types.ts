import type { Disposition, ModifierNode } from "../contracts/policies.ts";
import type { Finding, UnreadableClass } from "../mail/findings.ts";

/** An answer that may be out of reach. */
export type Truth = true | false | "unknown";

/** Where in a message a text stands; a condition names the scopes it looks into. */
export const scopes = ["subject", "body", "headers", "attachments", "names"] as const;
export type Scope = (typeof scopes)[number];

/** How sure a detector is. */
export const confidences = ["low", "medium", "high"] as const;
export type Confidence = (typeof confidences)[number];

/** Where something was found, in words an administrator can follow. */
export type Where = {
  readonly scope: Scope;
  /** Path of the part; "" for the message's own headers. */
  readonly part: string;
  readonly view: string;
  /** Where in a document, e.g. "page 3". */
  readonly place?: string;
  readonly line?: number;
  /** Name of a cell, with its sheet where there are several: "sheet2!B7". */
  readonly cell?: string;
};

/** Proof of a match that gives nothing away: at most the last four characters are shown. */
export type Evidence = { readonly redacted: string; readonly where: Where };

/** One match of a detector. `value` numbers the distinct values, so that they can be counted. */
export type DetectorMatch = Evidence & { readonly confidence: Confidence; readonly value: number };

/** All matches of one detector; `more` and, of low confidence, `moreLow` count those beyond the ones kept. */
export type DetectorFacts = {
  readonly matches: readonly DetectorMatch[];
  readonly more: number;
  readonly moreLow: number;
};

/** Answer to one content question, asked of every text in the question's scopes. */
export type Answer = {
  readonly count: number;
  readonly evidence: readonly Evidence[];
  /** Of a dictionary: its score, whether all required entries and any excluded one were found. */
  readonly score?: number;
  readonly required?: boolean;
  readonly excluded?: boolean;
  /** Set when hits or time ran out before everything was searched. */
  readonly incomplete?: true;
};

/** A content question: `id` is a hash of kind, scopes and settings. */
export type Question = {
  readonly id: string;
  readonly kind: string;
  readonly scopes: readonly Scope[];
  readonly settings: Readonly<Record<string, unknown>>;
};

/** Who sends to whom, outside the message. */
export type JudgedEnvelope = {
  /** Envelope sender; null is the null sender. */
  readonly sender: string | null;
  readonly recipients: readonly string[];
  readonly sourceIp?: string;
  readonly receivedAt?: string;
  /** Whether it came over TLS; absent where the ingress does not tell. */
  readonly tls?: boolean;
  /** Set for a notice of this gateway that comes back to it, by verified proof. */
  readonly ownNotice?: boolean;
};

/** Features of one attachment; names are content and stay out. */
export type AttachmentFacts = {
  readonly part: string;
  readonly declaredType: string;
  readonly trueType: string | null;
  readonly extensions: readonly string[];
  readonly size: number;
  /** Whether it was unpacked from another file. */
  readonly packed: boolean;
};

/** What is known of a message: JSON, without content; policies are evaluated on it now and in replay. */
export type Facts = {
  readonly version: 1;
  readonly envelope: JudgedEnvelope;
  readonly headerFrom: readonly string[];
  readonly size: number;
  readonly automatic: boolean;
  /** Lower-case names of all header fields, each once. */
  readonly headerNames: readonly string[];
  readonly importance: "high" | "normal" | "low";
  readonly sensitivity: "normal" | "personal" | "private" | "confidential";
  /** An invitation or answer to one. */
  readonly calendar: boolean;
  /** A delivery or disposition report. */
  readonly report: boolean;
  /** From a mailing list. */
  readonly list: boolean;
  readonly attachments: readonly AttachmentFacts[];
  readonly findings: readonly Finding[];
  readonly detectors: Readonly<Record<string, DetectorFacts>>;
  readonly answers: Readonly<Record<string, Answer>>;
};

/** Groups and attributes of people; groups are ids, those included in which a group of the person is nested. */
export type Directory = {
  groupsOf(address: string): readonly string[];
  attributesOf(address: string): Readonly<Record<string, string>>;
};

/** One condition in a trace. */
export type TraceLeaf = {
  readonly type: string;
  readonly sentence: string;
  readonly result: Truth;
  /** The value that was compared, where it says more than the result. */
  readonly compared?: string;
  readonly evidence?: readonly Evidence[];
};

/** A group of conditions in a trace. */
export type TraceGroup = {
  readonly group: "all" | "any" | "none";
  readonly result: Truth;
  readonly of: readonly TraceNode[];
};

export type TraceNode = TraceLeaf | TraceGroup;

/** How one policy was judged. `inactive` says why it was not asked. */
export type PolicyTrace = {
  readonly policyId: string;
  readonly name: string;
  readonly result: Truth;
  readonly auditOnly: boolean;
  readonly inactive?: "disabled" | "not-in-force";
  readonly conditions?: TraceNode;
  readonly exceptions?: TraceNode;
};

/** The whole reasoning for one recipient, up to the policy that decided. */
export type Trace = { readonly policies: readonly PolicyTrace[] };

/** What decided: a policy, the fixed last row, content that could not be read, or an answer that could not be known. */
export type Reason =
  | { readonly kind: "policy" }
  | { readonly kind: "otherwise" }
  | { readonly kind: "unreadable"; readonly classes: readonly UnreadableClass[] }
  | { readonly kind: "unknown"; readonly classes: readonly UnreadableClass[] };

/** What a policy has the gateway do beside its disposition. */
export type Addition =
  /** A copy to a further recipient. */
  | { readonly kind: "copy"; readonly address: string }
  /** To this address in place of the recipient. */
  | { readonly kind: "redirect"; readonly address: string }
  /** A mail about it, with masked evidence; without addresses, administrators means the operator. */
  | {
      readonly kind: "notify";
      readonly whom: "sender" | "administrators";
      readonly addresses: readonly string[];
      readonly text: string;
    };

/** What happens to the message for one recipient, and why. */
export type Verdict = {
  readonly recipient: string;
  readonly disposition: Disposition;
  readonly policyId: string | null;
  readonly policyName: string | null;
  readonly reason: Reason;
  readonly modifiers: readonly ModifierNode[];
  readonly additions: readonly Addition[];
  readonly encryptionProfile: string | null;
  /** Policies in audit-only mode that would have decided. */
  readonly auditedPolicyIds: readonly string[];
  /** Index into the judgement's traces. */
  readonly trace: number;
};

/** The outcome of an evaluation; recipients who were judged alike share one trace. */
export type Judgement = { readonly verdicts: readonly Verdict[]; readonly traces: readonly Trace[] };
