import ar from "../../web/catalogs/ar/policy-notice.json" with { type: "json" };
import { createCatalog } from "../../web/catalogs/catalog.ts";
import de from "../../web/catalogs/de/policy-notice.json" with { type: "json" };
import en from "../../web/catalogs/en/policy-notice.json" with { type: "json" };
import es from "../../web/catalogs/es/policy-notice.json" with { type: "json" };
import fr from "../../web/catalogs/fr/policy-notice.json" with { type: "json" };
import ja from "../../web/catalogs/ja/policy-notice.json" with { type: "json" };
import ptBR from "../../web/catalogs/pt-BR/policy-notice.json" with { type: "json" };
import type { Notice } from "../contracts/notice.ts";
import type { Disposition, Language } from "../contracts/policies.ts";
import { listed } from "./listed.ts";
import { mailTextsOf, moment, shownSubject } from "./mail-texts.ts";

const catalogs = { en, de, fr, es, "pt-BR": ptBR, ja, ar } as const satisfies Record<
  Language,
  Record<keyof typeof en, string>
>;

/** "A policy applied to a message", with masked evidence, to its sender or to an administrator. */
export function policyNotice(
  language: Language,
  told: {
    readonly portalName: string;
    readonly subject: string | null;
    readonly sentAt: string;
    readonly reference: string;
    /** Named to administrators only. */
    readonly sender: string | null;
    readonly recipients: readonly string[];
    readonly policyName: string;
    readonly disposition: Disposition;
    readonly evidence: readonly string[];
    readonly text: string;
  },
): Notice {
  const texts = mailTextsOf(language);
  const own = createCatalog(language, catalogs[language]);
  const subject = shownSubject(texts, told.subject);
  const facts: [string, string][] = [
    [texts.text("fact.subject"), subject],
    [texts.text("fact.sent"), moment(texts, told.sentAt)],
    [texts.text("fact.recipients", { count: told.recipients.length }), listed(texts, told.recipients)],
    [own.text("policy"), told.policyName],
    [own.text("action"), own.text(told.disposition)],
    [own.text("found"), told.evidence.join("; ")],
    [texts.text("fact.reference"), told.reference],
  ];
  return {
    language,
    subject: own.text("subject", { subject }),
    title: own.text("title"),
    paragraphs: [
      own.text(told.sender === null ? "intro" : "intro-administrator", { sender: told.sender ?? "" }),
      told.text,
    ].filter((paragraph) => paragraph !== ""),
    facts: facts.filter(([, value]) => value !== ""),
    closing: [texts.text("footer", { portalName: told.portalName })],
  };
}
