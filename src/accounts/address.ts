const form = /^[^\s@<>(),;:"\\[\]]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;

/** A typed mail address as accounts are keyed by it: trimmed and lower case; null when it cannot be one. */
export function normalAddress(typed: string): string | null {
  const address = typed.trim().toLowerCase();
  return form.test(address) ? address : null;
}
