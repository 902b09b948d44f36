import { createHash } from "node:crypto";
import type { PickupContext } from "../../src/context/pickup.ts";
import type { Logo } from "../../src/contracts/settings.ts";
import { brandStyle } from "../../web/pickup/brand-style.ts";
import type { FrameBrand } from "../../web/pickup/frame.ts";
import { stylesheetHash } from "../../web/pickup/stylesheet.ts";

/** How the company's pages look beside its name. */
export function frameBrand({ settings }: Pick<PickupContext, "settings">): FrameBrand {
  const { color, logo, portalText } = settings.brand;
  return {
    style: brandStyle(color),
    logo: logo === undefined ? null : `/logo/${logoVersion(logo)}`,
    words: portalText || null,
  };
}

/** A page's policy that lets the company's colours and picture in, where there are some. */
export function brandedPolicy(policy: string, { style, logo }: Pick<FrameBrand, "style" | "logo">): string {
  const styled = style === null ? policy : policy.replace(stylesheetHash, `${stylesheetHash} ${style.hash}`);
  return logo === null ? styled : styled.replace("img-src data:", "img-src 'self' data:");
}

/** Names a picture by what it shows, so that a browser may keep it. */
export function logoVersion({ data }: Logo): string {
  return createHash("sha256").update(data).digest("base64url").slice(0, 16);
}
