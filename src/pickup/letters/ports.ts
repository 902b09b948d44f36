import type { RateLimiter } from "../../accounts/rate-limit.ts";
import type { OpeningPorts } from "../../sealing/open-message.ts";
import type { PickupPorts } from "../ports.ts";
import type { LetterStore } from "./letter.ts";

/** Where letters are kept: what is said about them, and their sealed parts. */
export type LetterPorts = { readonly letters: LetterStore; readonly letterVault: OpeningPorts };

/** What writing and sending letters needs. */
export type WritingPorts = PickupPorts &
  LetterPorts & {
    readonly limiter: RateLimiter;
    readonly companyDomains: readonly string[];
    readonly gatewayDomain: string;
  };

/** In whose name the content key of a letter is wrapped: its author, who reads the copy, and the function that sends. */
export const letterKeys = { author: "author", delivery: "delivery" } as const;
