import type { Brand } from "../../src/contracts/notice.ts";
import type { PortalBrand } from "../../src/contracts/settings.ts";
import { noticeDocument } from "../../src/notifications/compose-notice.ts";
import { mailTextsOf } from "../../src/notifications/mail-texts.ts";
import { newMessageNotice } from "../../src/notifications/new-message-notice.ts";
import { senderNotice } from "../../src/notifications/sender-notice.ts";
import { brandStyle } from "../../web/pickup/brand-style.ts";
import { pageTexts } from "../../web/pickup/page-texts.ts";
import { signInPage } from "../../web/pickup/sign-in-page.ts";

type Around = { readonly portalName: string; readonly portalUrl: string; readonly companyDomains: readonly string[] };

/** A sample page or mail in the given look. */
export function drawPreview(
  what: "portal" | "recipient-mail" | "sender-mail",
  brand: PortalBrand,
  { portalName: deployedName, portalUrl, companyDomains }: Around,
): string | Promise<string> {
  const portalName = brand.portalName ?? deployedName;
  if (what === "portal") return String(portal(brand, portalName)).replaceAll(" autofocus", "");
  const words = what === "recipient-mail" ? brand.recipientText : brand.senderText;
  const look: Brand = {
    portalName,
    ...(brand.logo && { logo: brand.logo }),
    ...(brand.color && { color: brand.color }),
    ...(words && { words }),
  };
  const document = noticeDocument(sample(what, { portalName, portalUrl, domain: companyDomains[0] ?? "" }), look);
  // In a mail the picture is a part beside the text.
  return brand.logo ? document.replaceAll(/src="cid:[^"]*"/g, `src="${dataUri(brand.logo)}"`) : document;
}

function portal(brand: PortalBrand, portalName: string) {
  const frame = {
    texts: pageTexts("en"),
    portalName,
    brand: {
      style: brandStyle(brand.color),
      logo: brand.logo ? dataUri(brand.logo) : null,
      words: brand.portalText || null,
    },
    base: "",
    formToken: "",
    account: null,
  };
  return signInPage(frame, {});
}

function sample(what: "recipient-mail" | "sender-mail", { portalName, portalUrl, domain }: Sample) {
  const texts = mailTextsOf("en");
  const subject = "Your contract for signature";
  const moments = { sentAt: "2026-11-20T09:10:00.000Z", expiresAt: "2026-12-20T09:10:00.000Z" };
  const shared = { portalName, subject, ...moments, reference: "K7MD-93XQ", link: `${portalUrl}/m/sample` };
  if (what === "sender-mail") {
    const reasons = [texts.text("why.policy", { policy: "Payment card numbers" })];
    return senderNotice(texts, { ...shared, recipients: ["bob@partner.example"], reasons });
  }
  return newMessageNotice({ texts, timeZone: "UTC", phrase: "" }, { ...shared, from: `anna.berger@${domain}` });
}

type Sample = { readonly portalName: string; readonly portalUrl: string; readonly domain: string };

function dataUri({ type, data }: NonNullable<PortalBrand["logo"]>): string {
  return `data:image/${type};base64,${data}`;
}
