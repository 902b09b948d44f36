import { z } from "zod";
import { isTimeZone } from "./validity.ts";

/** A time zone of the IANA database. */
export const timeZone = z.string().max(64).refine(isTimeZone, "must be a time zone such as Europe/Berlin");
