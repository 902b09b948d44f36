import { BlockList, isIP } from "node:net";
import { z } from "zod";
import { listed } from "../address-match.ts";
import { defineCondition } from "./define-condition.ts";

const network = z
  .string()
  .max(64)
  .refine((text) => parse(text) !== null, "must be an IP address or a network such as 192.0.2.0/24");

/** Matches the address from which the message was submitted. */
export const sourceIp = defineCondition({
  type: "source-ip",
  label: "Source address is in",
  settings: z.strictObject({ networks: z.array(network).min(1).max(1_000) }),
  matches: ({ facts }, { networks }) => {
    const address = facts.envelope.sourceIp;
    if (address === undefined || isIP(address) === 0) return { result: "unknown", compared: "not known" };
    return { result: listOf(networks).check(address, isIP(address) === 6 ? "ipv6" : "ipv4"), compared: address };
  },
  sentence: ({ networks }) => `the message comes from ${listed(networks)}`,
});

const lists = new WeakMap<readonly string[], BlockList>();

function listOf(networks: readonly string[]): BlockList {
  const known = lists.get(networks);
  if (known !== undefined) return known;
  const list = new BlockList();
  for (const text of networks) {
    const parsed = parse(text);
    if (parsed !== null) list.addSubnet(parsed.base, parsed.bits, parsed.family);
  }
  lists.set(networks, list);
  return list;
}

function parse(text: string): { base: string; bits: number; family: "ipv4" | "ipv6" } | null {
  const [base = "", given, ...rest] = text.split("/");
  const version = isIP(base);
  const most = version === 6 ? 128 : 32;
  const bits = given === undefined ? most : /^\d{1,3}$/.test(given) ? Number(given) : -1;
  if (version === 0 || rest.length > 0 || bits < 0 || bits > most) return null;
  return { base, bits, family: version === 6 ? "ipv6" : "ipv4" };
}
