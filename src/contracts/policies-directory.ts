import { z } from "zod";
import { domainName, emailAddress, stableId } from "./policies-names.ts";

/** A group of people: addresses, whole domains, and other groups. */
export const group = z.strictObject({
  id: stableId,
  name: z.string().min(1).max(200),
  addresses: z.array(emailAddress).max(100_000).default([]),
  domains: z.array(domainName).max(10_000).default([]),
  groups: z.array(stableId).max(1_000).default([]),
});
export type Group = z.infer<typeof group>;

/** What is known of people: attributes by address. */
export const attributes = z.record(z.string().max(320), z.record(z.string().min(1).max(64), z.string().max(1_000)));
export type Attributes = z.infer<typeof attributes>;
