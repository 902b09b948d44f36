import {
  DescribeActiveReceiptRuleSetCommand,
  type SESClient,
  SetActiveReceiptRuleSetCommand,
} from "@aws-sdk/client-ses";
import type { ReceiptRuleSets } from "../gateway/active-rule-set.ts";

/** Receipt rule sets in SES (they exist only in its first API). */
export class SesReceiptRuleSets implements ReceiptRuleSets {
  readonly #client: SESClient;

  constructor(client: SESClient) {
    this.#client = client;
  }

  async active(): Promise<string | null> {
    const { Metadata } = await this.#client.send(new DescribeActiveReceiptRuleSetCommand({}));
    return Metadata?.Name ?? null;
  }

  async activate(name: string | null): Promise<void> {
    await this.#client.send(new SetActiveReceiptRuleSetCommand(name === null ? {} : { RuleSetName: name }));
  }
}
