/** What one answer about held mail holds: characters of text, and bytes of an attachment, which comes in parts. */
export const heldLimits = { text: 1_000_000, part: 4 * 1024 * 1024 } as const;
