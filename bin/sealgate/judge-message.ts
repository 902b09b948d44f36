import type { PolicySet } from "../../src/contracts/policies.ts";
import { domainName } from "../../src/contracts/policies.ts";
import { headerAddresses, recipientsOf } from "../../src/lifecycle/addressees.ts";
import { domainOf } from "../../src/mail/addresses.ts";
import { readMessage } from "../../src/mail/read-message.ts";
import { topReceived } from "../../src/mail/received.ts";
import { receivedOverTls } from "../../src/mail/received-over-tls.ts";
import { collect } from "../../src/policy/collect.ts";
import { directoryOf } from "../../src/policy/directory-of.ts";
import { evaluate } from "../../src/policy/evaluate.ts";
import { firstPolicies } from "../../src/policy/first-policies.ts";
import { questionsOf } from "../../src/policy/questions-of.ts";
import type { Question } from "../../src/policy/types.ts";
import { explainMessage } from "./explain-message.ts";
import type { JudgedLine, JudgeSettings } from "./judged.ts";
import { matchesOf } from "./matches-of.ts";

type Prepared = { readonly policySet: PolicySet; readonly questions: readonly Question[] };

const fallbackDomain = "company.example";

/** Judges messages of one run, and says the outcome as a line of JSON or in words. */
export class MessageJudge {
  readonly #settings: JudgeSettings;
  readonly #prepared = new Map<string, Prepared>();

  constructor(settings: JudgeSettings) {
    this.#settings = settings;
  }

  async judge(file: string, raw: Buffer): Promise<string> {
    const message = await readMessage(raw);
    const sender = this.#settings.from ?? headerAddresses(message, "from")[0] ?? null;
    const { policySet, questions } = this.#preparedFor(sender);
    const at = this.#settings.at;
    const envelope = {
      sender: sender ?? `anyone@${policySet.companyDomains[0]}`,
      recipients: recipientsOf(message, this.#settings.to),
      sourceIp: topReceived(message.headers)?.sourceIp,
      receivedAt: at.toISOString(),
      ...(receivedOverTls(message.headers) && { tls: true }),
    };
    const facts = await collect(message, envelope, questions);
    const directory = directoryOf(policySet);
    const judgement = evaluate(facts, policySet, directory, at);
    if (!this.#settings.json) return explainMessage(file, judgement, facts);
    const line: JudgedLine = {
      file,
      verdicts: judgement.verdicts.map(({ recipient, disposition, policyId }) => ({
        recipient,
        disposition,
        policyId,
      })),
      matches: matchesOf(facts, policySet, directory, at),
      findings: facts.findings,
      error: null,
    };
    return `${JSON.stringify(line)}\n`;
  }

  #preparedFor(sender: string | null): Prepared {
    const { policySet: given } = this.#settings;
    const domain = given === null ? companyDomainOf(sender) : "";
    const known = this.#prepared.get(domain);
    if (known !== undefined) return known;
    const policySet = given ?? firstPolicies([domain]);
    const prepared = { policySet, questions: questionsOf(policySet) };
    this.#prepared.set(domain, prepared);
    return prepared;
  }
}

function companyDomainOf(sender: string | null): string {
  const domain = sender === null ? "" : domainOf(sender);
  return domainName.safeParse(domain).success ? domain : fallbackDomain;
}
