import { z } from "zod";
import { brand } from "../settings.ts";

/** How the portal and our mails look now, and on which version of the settings a change must rest. */
export const brandingAnswer = z.strictObject({
  version: z.number().int(),
  brand,
  /** The name where the brand has none. */
  deployedName: z.string(),
});
export type BrandingAnswer = z.output<typeof brandingAnswer>;

/** A changed look. */
export const brandingRequest = z.strictObject({ basedOn: z.number().int().min(0), brand });

/** A look that was not saved, and where it is to be seen. */
export const brandPreviewRequest = z.object({
  what: z.enum(["portal", "recipient-mail", "sender-mail"]),
  /** JSON of a brand; comes from a form, so that the answer can be shown in a frame. */
  brand: z.string().max(80_000),
});
