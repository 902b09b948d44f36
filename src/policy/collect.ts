import { parseAddresses } from "../mail/addresses.ts";
import { isAutomatic } from "../mail/automatic.ts";
import { canonicalSender } from "../mail/canonical-sender.ts";
import { extensionOf } from "../mail/content-classes.ts";
import type { Finding } from "../mail/findings.ts";
import { headerValues } from "../mail/header-fields.ts";
import type { ReadMessage } from "../mail/message.ts";
import { normalise } from "../mail/normalise.ts";
import { DetectorTally } from "./detector-tally.ts";
import { detectors } from "./detectors/index.ts";
import { TextScan } from "./detectors/scan-text.ts";
import type { Scan } from "./questions/define-question.ts";
import { questionKindOf } from "./questions/index.ts";
import { redact } from "./redact.ts";
import { placeOf, type TextSource, textSources } from "./text-sources.ts";
import type { Answer, AttachmentFacts, Evidence, Facts, JudgedEnvelope, Question } from "./types.ts";

const MOST_EVIDENCE = 20;
const scan = new TextScan(detectors);

/** Asks every question, and every detector, of every text of a message; the answers hold no content. */
export async function collect(
  message: ReadMessage,
  envelope: JudgedEnvelope,
  questions: readonly Question[],
): Promise<Facts> {
  const findings: Finding[] = [...message.findings];
  const asked = questions.flatMap(prepare);
  const tallies = detectors.map(({ type }) => new DetectorTally(type));
  for await (const source of textSources(message, (more) => findings.push(...more))) {
    const normal = normalise(source.text);
    const found = scan.find(normal.text);
    for (const [index, tally] of tallies.entries()) tally.add(source, normal, found[index] ?? []);
    for (const question of asked) if (question.scopes.includes(source.scope)) ask(question, source, normal);
  }
  return {
    version: 1,
    envelope: {
      ...envelope,
      sender: envelope.sender === null || envelope.sender === "" ? null : canonicalSender(envelope.sender),
    },
    headerFrom: headerValues(message.headers, "from")
      .flatMap(parseAddresses)
      .map(({ address }) => address),
    size: message.raw.length,
    automatic: isAutomatic(message.headers, envelope.sender),
    attachments: attachmentFacts(message),
    findings: distinct(findings),
    detectors: Object.fromEntries(tallies.map((tally) => [tally.type, tally.facts()])),
    answers: Object.fromEntries(asked.map(({ id, answer }) => [id, answer])),
  };
}

type Asked = Question & { readonly scan: Scan; answer: { count: number; evidence: Evidence[] } & Answer };

function prepare(question: Question): Asked[] {
  const kind = questionKindOf(question.kind);
  if (kind === undefined) return [];
  return [{ ...question, scan: kind.prepare(question.settings), answer: { count: 0, evidence: [] } }];
}

function ask({ scan, answer }: Asked, source: TextSource, normal: ReturnType<typeof normalise>): void {
  for (const { start, end } of scan(normal.text)) {
    answer.count += 1;
    if (answer.evidence.length >= MOST_EVIDENCE) continue;
    answer.evidence.push({
      redacted: redact(normal.text.slice(start, end)),
      where: placeOf(source, normal.originOf(start)),
    });
  }
}

function attachmentFacts(message: ReadMessage): AttachmentFacts[] {
  return message.parts
    .filter((part) => part.kind === "message" || (part.kind === "leaf" && part.isAttachment))
    .map(({ path, declaredType, trueType, names, size }) => ({
      part: path,
      declaredType,
      trueType,
      extensions: [...new Set(names.map(extensionOf).filter((extension) => extension !== ""))],
      size,
    }));
}

function distinct(findings: readonly Finding[]): Finding[] {
  const keys = new Map(findings.map((finding) => [`${finding.kind}\n${finding.part}\n${finding.detail}`, finding]));
  return [...keys.values()].slice(0, 1_000);
}
