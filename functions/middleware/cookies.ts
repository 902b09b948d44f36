/** The cookies of a Cookie header; the first of a name wins. */
export function readCookies(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const pair of (header ?? "").split(";")) {
    const at = pair.indexOf("=");
    const name = pair.slice(0, at).trim();
    if (at > 0 && !Object.hasOwn(cookies, name)) cookies[name] = pair.slice(at + 1).trim();
  }
  return cookies;
}

/** A cookie of this host alone, out of reach of scripts, gone with the browser unless `maxAgeSeconds` says otherwise. */
export function hostCookie(name: `__Host-${string}`, value: string, maxAgeSeconds?: number): string {
  const age = maxAgeSeconds === undefined ? "" : `; Max-Age=${maxAgeSeconds}`;
  return `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax${age}`;
}

/** Removes a host cookie. */
export function dropCookie(name: `__Host-${string}`): string {
  return hostCookie(name, "", 0);
}
