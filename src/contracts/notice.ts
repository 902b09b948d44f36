import type { Language } from "./policies.ts";

/** A mail of ours, before it has a look: plain text throughout, never markup. */
export type Notice = {
  readonly language: Language;
  readonly subject: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** Label and value, shown as a small table. */
  readonly facts?: readonly (readonly [label: string, value: string])[];
  /** A secret to type, shown so that it can be copied. */
  readonly secret?: { readonly label: string; readonly value: string };
  /** The one thing to do. */
  readonly action?: { readonly label: string; readonly link: string };
  /** Small print. */
  readonly closing: readonly string[];
};

/** How a company's mails look beyond our words. */
export type Brand = {
  readonly portalName: string;
  /** Travels with the mail, base64: no image is ever fetched. */
  readonly logo?: { readonly type: "png" | "jpeg"; readonly data: string };
  /** `#rrggbb`, for the button. */
  readonly color?: string;
  /** The company's own sentence under mails that ask for something. */
  readonly words?: string;
};
