import { z } from "zod";

/** A stable name of a policy, dictionary or group: it outlives renaming. */
export const stableId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "must be 1 to 64 lower-case letters, digits and hyphens");

/** A domain name in lower case, A-label form. */
export const domainName = z
  .string()
  .max(253)
  .regex(
    /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    "must be a domain name in lower case",
  );

/** An email address as it is written. */
export const emailAddress = z
  .string()
  .min(3)
  .max(320)
  .regex(/^[^\s@<>,;]+@[^\s@<>,;]+$|^"[^"\r\n]+"@[^\s@<>,;]+$/, "must be an email address");
