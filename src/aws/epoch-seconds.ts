/** Whole seconds since 1970, as DynamoDB's TTL wants them. */
export function epochSeconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}
