import type { Detector } from "./define-detector.ts";
import { paymentCard } from "./payment-card.ts";
import { usSsn } from "./us-ssn.ts";

/** Every detector; a new one is a new file and a line here. */
export const detectors: readonly Detector[] = [paymentCard, usSsn];

/** The detector of a type, or undefined. */
export function detectorOf(type: string): Detector | undefined {
  return detectors.find((detector) => detector.type === type);
}
