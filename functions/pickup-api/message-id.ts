import { z } from "zod";

/** What may stand for a message in a path; whether there is one, and whose, is asked elsewhere. */
export const messageIdForm = z.string().regex(/^[\w.-]{1,200}$/);
