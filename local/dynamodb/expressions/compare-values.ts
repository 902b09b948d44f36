import { compareNumbers } from "../numbers.ts";
import type { AttributeValue } from "../values.ts";

/** Orders two strings by their UTF-8 bytes, two numbers or two binaries; undefined where there is no order. */
export const compareValues = (left: AttributeValue, right: AttributeValue): number | undefined => {
  if ("S" in left && "S" in right) return Buffer.compare(Buffer.from(left.S), Buffer.from(right.S));
  if ("N" in left && "N" in right) return compareNumbers(left.N, right.N);
  if ("B" in left && "B" in right) {
    return Buffer.compare(Buffer.from(left.B, "base64"), Buffer.from(right.B, "base64"));
  }
  return undefined;
};
