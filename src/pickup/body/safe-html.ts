import sanitize from "sanitize-html";
import { allowedAttributes, allowedTags } from "./allowed.ts";
import { dataUri } from "./data-uri.ts";
import { filterStyle } from "./filter-style.ts";

/** A mail body that can be shown, and how many images from elsewhere it would have loaded. */
export type SafeHtml = { readonly html: string; readonly blockedImages: number };

const depth = 250;
/** Elements whose content is not text for a reader. */
const droppedWhole =
  "script style textarea option noscript title template xmp iframe noembed noframes plaintext svg math".split(" ");
const link = /^(?:https?:\/\/|mailto:|tel:)[^\s]+$/i;

/**
 * Keeps what formats text and drops everything else, on a real HTML parser. Images of the mail itself come as data;
 * any other image is left out and its description shown, unless the reader asked for those from https addresses.
 */
export function safeHtml(
  html: string,
  images: ReadonlyMap<string, Buffer> = new Map(),
  remote: "left-out" | "shown" = "left-out",
): SafeHtml {
  let blockedImages = 0;
  const safe = sanitize(html, {
    allowedTags: [...allowedTags],
    allowedAttributes: { ...allowedAttributes },
    allowedSchemes: ["http", "https", "mailto", "tel"],
    allowedSchemesByTag: { img: remote === "shown" ? ["data", "https"] : ["data"] },
    allowProtocolRelative: false,
    parseStyleAttributes: false,
    nestingLimit: depth,
    disallowedTagsMode: "discard",
    nonTextTags: [...droppedWhole],
    transformTags: {
      a: (tagName, attributes) => ({ tagName, attribs: linkAttributes(attributes) }),
      img: (_, attributes) => {
        const shown = imageOf(attributes, images, remote);
        if (shown.blocked) blockedImages += 1;
        return shown.tag;
      },
      "*": (tagName, attributes) => ({ tagName, attribs: withSafeStyle(attributes) }),
    },
  });
  return { html: safe, blockedImages };
}

function withSafeStyle(attributes: sanitize.Attributes): sanitize.Attributes {
  const { style, ...rest } = attributes;
  const safe = style === undefined ? "" : filterStyle(style);
  return safe === "" ? rest : { ...rest, style: safe };
}

/** Opens elsewhere, and tells that place nothing of this one. */
function linkAttributes(attributes: sanitize.Attributes): sanitize.Attributes {
  const { href = "", title, dir, lang, style } = attributes;
  const rest = { ...(title && { title }), ...(dir && { dir }), ...(lang && { lang }), ...(style && { style }) };
  const target = href.trim();
  if (!link.test(target)) return rest;
  return { ...rest, href: target, target: "_blank", rel: "noopener noreferrer nofollow" };
}

function imageOf(
  attributes: sanitize.Attributes,
  images: ReadonlyMap<string, Buffer>,
  remote: "left-out" | "shown",
): { tag: sanitize.Tag; blocked: boolean } {
  const { src = "", alt = "", ...rest } = attributes;
  const elsewhere = remote === "shown" && /^https:\/\/[^\s"'<>]+$/i.test(src.trim());
  if (elsewhere) return { tag: { tagName: "img", attribs: { ...rest, alt, src: src.trim() } }, blocked: false };
  const uri = /^cid:/i.test(src.trim()) ? dataUri(images.get(contentId(src))) : embedded(src);
  if (uri !== null) return { tag: { tagName: "img", attribs: { ...rest, alt, src: uri } }, blocked: false };
  const text = alt.trim() === "" ? "" : `[${alt.trim()}]`;
  return { tag: { tagName: "span", attribs: {}, text }, blocked: /^\s*(?:https?:)?\/\//i.test(src) };
}

function contentId(src: string): string {
  const id = src.trim().slice("cid:".length);
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** An image that the mail carries in its own markup, if its bytes are one. */
function embedded(src: string): string | null {
  const [, base64] = /^data:image\/(?:png|jpe?g|gif|webp);base64,([a-z0-9+/=\s]+)$/i.exec(src.trim()) ?? [];
  return base64 === undefined ? null : dataUri(Buffer.from(base64, "base64"));
}
