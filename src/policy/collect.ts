import { parseAddresses } from "../mail/addresses.ts";
import { isAutomatic } from "../mail/automatic.ts";
import { canonicalSender } from "../mail/canonical-sender.ts";
import type { Finding } from "../mail/findings.ts";
import { headerValues } from "../mail/header-fields.ts";
import type { ReadMessage } from "../mail/message.ts";
import { normalise } from "../mail/normalise.ts";
import { DetectorTally } from "./detector-tally.ts";
import type { Candidate } from "./detectors/define-detector.ts";
import { detectors } from "./detectors/index.ts";
import { TextScan } from "./detectors/scan-text.ts";
import { Interrogation } from "./interrogation.ts";
import { attachmentsOf, featuresOf } from "./message-features.ts";
import { SearchBudget, type Stopwatch, threadTime } from "./patterns/search-budget.ts";
import { type TextSource, textSources } from "./text-sources.ts";
import type { Facts, JudgedEnvelope, Question } from "./types.ts";

const scan = new TextScan(detectors);

/** Is shown every text that is judged, as it is read; it must neither throw nor take time. */
export type TextWitness = { take(source: TextSource): void };

/** Asks every question, and every detector, of every text of a message; the answers hold no content. */
export async function collect(
  message: ReadMessage,
  envelope: JudgedEnvelope,
  questions: readonly Question[],
  { stopwatch = threadTime, witness }: { readonly stopwatch?: Stopwatch; readonly witness?: TextWitness } = {},
): Promise<Facts> {
  const findings: Finding[] = [...message.findings];
  const interrogation = new Interrogation(message, questions, new SearchBudget(stopwatch));
  const tallies = detectors.map(({ type }) => new DetectorTally(type));
  for await (const source of textSources(message, (more) => findings.push(...more))) {
    const normal = normalise(source.text);
    const found = scan.find(normal.text);
    for (let index = 0; index < found.length; index += 1) {
      const candidates = found[index] as readonly Candidate[];
      if (candidates.length > 0) tallies[index]?.add(source, normal, candidates);
    }
    interrogation.ask(source, normal);
    witness?.take(source);
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
    ...featuresOf(message),
    attachments: attachmentsOf(message),
    findings: distinct(findings),
    detectors: Object.fromEntries(tallies.map((tally) => [tally.type, tally.facts()])),
    answers: interrogation.answers(),
  };
}

const MOST_FINDINGS = 1_000;

/** Each once; of too many, the first of every kind is kept whatever else is: some kinds close the message. */
function distinct(findings: readonly Finding[]): Finding[] {
  const keys = new Map(findings.map((finding) => [`${finding.kind}\n${finding.part}\n${finding.detail}`, finding]));
  const all = [...keys.values()];
  if (all.length <= MOST_FINDINGS) return all;
  const firsts = new Set(new Map(all.toReversed().map((finding) => [finding.kind, finding])).values());
  return [...firsts, ...all.filter((finding) => !firsts.has(finding))].slice(0, MOST_FINDINGS);
}
