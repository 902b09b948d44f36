import { z } from "zod";
import { roles } from "./role-names.ts";

/** One of the roles. */
export const role = z.enum(roles);
