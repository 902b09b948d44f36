import { createHash } from "node:crypto";
import type { DeclaredResource, Deployment } from "./service.ts";

type Naming = {
  /** The property that may hold a literal name. */
  readonly property: string;
  readonly longest?: number;
  readonly lowerCase?: boolean;
};

/** A stable name: the declared literal one, else stack + logical id, shortened with a hash where the limit asks for it. */
export function physicalName(declared: DeclaredResource, deployment: Deployment, naming: Naming): string {
  const given = declared.properties[naming.property];
  if (typeof given === "string") return given;
  const plain = `${deployment.stackName}-${declared.logicalId}`;
  const name = naming.lowerCase === true ? plain.toLowerCase() : plain;
  const longest = naming.longest ?? 128;
  return name.length <= longest ? name : `${name.slice(0, longest - 9)}-${stableId(name, 8)}`;
}

/** A stable identifier of lower-case letters and digits, as AWS gives to things without names. */
export function stableId(seed: string, length: number): string {
  const digest = createHash("sha256").update(seed).digest("hex");
  return BigInt(`0x${digest}`).toString(36).slice(0, length);
}
