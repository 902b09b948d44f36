import { brandingAnswer, brandingRequest, brandPreviewRequest } from "../../../src/contracts/admin-api/branding.ts";
import { brand } from "../../../src/contracts/settings.ts";
import { SealgateError } from "../../../src/errors.ts";
import { drawPreview } from "../brand-preview.ts";
import { jsonAnswer } from "../json-answer.ts";
import { route } from "../principal.ts";

const previewPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; form-action 'none'; sandbox";

/** How portal and mails look now. */
export const readBranding = route({
  method: "GET",
  path: "/api/branding",
  roles: ["owner", "policy-admin", "auditor"],
  answer: brandingAnswer,
  handle: async ({ context }) => {
    const { version, settings } = await context.settings.current();
    return jsonAnswer(brandingAnswer, { version, brand: settings.brand, deployedName: context.portalName });
  },
});

/** Saves a look; pages and mails wear it within seconds. */
export const changeBranding = route({
  method: "PUT",
  path: "/api/branding",
  roles: ["owner"],
  request: brandingRequest,
  answer: brandingAnswer,
  audit: "branding.change",
  handle: async ({ input, principal, context }) => {
    const before = await context.settings.current();
    const settings = { ...before.settings, brand: input.brand };
    const at = context.clock.now();
    const saved = await context.settings.save({ basedOn: input.basedOn, settings, by: principal.subjectId, at });
    if (saved === null) throw new SealgateError("conflict", 409, "somebody else saved settings meanwhile");
    const answer = { version: saved.version, brand: saved.settings.brand, deployedName: context.portalName };
    const recorded = {
      object: `settings ${saved.version}`,
      before: withoutPicture(before.settings.brand),
      after: withoutPicture(input.brand),
    };
    return { ...jsonAnswer(brandingAnswer, answer), recorded };
  },
});

/** A page or mail in a look that was not saved, for the frame beside the form. Nothing is stored. */
export const previewBranding = route({
  method: "POST",
  path: "/api/branding/preview",
  roles: ["owner", "policy-admin"],
  request: brandPreviewRequest.loose(),
  handle: async ({ input, context }) => {
    const parsed = brand.safeParse(parseJson(input.brand));
    if (!parsed.success) throw new SealgateError("bad-request", 400, "this look cannot be used");
    return {
      status: 200,
      headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": previewPolicy },
      body: String(await drawPreview(input.what, parsed.data, context)),
    };
  },
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A picture is no value that a reader of the audit log compares. */
function withoutPicture({ logo, ...look }: { readonly logo?: unknown }) {
  return { ...look, logo: logo === undefined ? "none" : "a picture" };
}
