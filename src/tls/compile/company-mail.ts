/** What compiling for AWS has to know of the installation. */
export type CompanyMail = {
  readonly gatewayDomain: string;
  /** Lower-case A-labels. */
  readonly companyDomains: ReadonlySet<string>;
  readonly timeZone: string;
  readonly now: Date;
  /** TLS is required for the whole gateway, whatever policies say. */
  readonly requireForAll: boolean;
};

/** A policy that cannot be kept as it is; null: all policies together. */
export type Refusal = {
  readonly policyId: string | null;
  readonly sentence: string;
  /** What one click could do about it. */
  readonly offer: "require-for-all" | null;
};

/** What makes a policy come true, said in words. */
export type Enforcement = {
  readonly policyId: string | null;
  readonly where: "receipt-rules" | "whole-gateway" | "traffic-policy" | "function";
  readonly sentence: string;
};
