import type { Disposition, PolicySet } from "../../src/contracts/policies.ts";
import type { Finding } from "../../src/mail/findings.ts";
import type { Where } from "../../src/policy/types.ts";

/** A condition that holds in a policy that applies to some recipient; evidence and place where it has them. */
export type Match = {
  readonly policyId: string;
  readonly condition: string;
  readonly detector?: string;
  readonly evidence: string | null;
  readonly where: Where | null;
};

/** One line of `--json`. */
export type JudgedLine = {
  readonly file: string;
  readonly verdicts: readonly { recipient: string; disposition: Disposition; policyId: string | null }[];
  readonly matches: readonly Match[];
  readonly findings: readonly Finding[];
  readonly error: string | null;
};

/** What holds for every message of one run; plain data, handed to each worker. */
export type JudgeSettings = {
  /** Null: the policies of a new installation, for the sender's domain. */
  readonly policySet: PolicySet | null;
  readonly from: string | undefined;
  readonly to: readonly string[];
  readonly at: Date;
  readonly json: boolean;
};

/** One message: a file, bytes that were read already, or a text that becomes the body of a message. */
export type JudgeSource = { readonly file: string; readonly bytes?: Uint8Array; readonly text?: string };

/** The line of a message that could not be judged. */
export function failedLine(file: string, error: string): JudgedLine {
  return { file, verdicts: [], matches: [], findings: [], error };
}
