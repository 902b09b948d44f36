import {
  CreateReceiptRuleCommand,
  DeleteReceiptRuleCommand,
  DescribeReceiptRuleSetCommand,
  type ReceiptAction,
  ReorderReceiptRuleSetCommand,
  type SESClient,
  type ReceiptRule as SesRule,
  UpdateReceiptRuleCommand,
} from "@aws-sdk/client-ses";
import type { RuleStep } from "../tls/compile/diff-receipt-rules.ts";
import type { ReceiptRule } from "../tls/compile/receipt-rule.ts";
import type { ReceiptRules } from "../tls/ingress-ports.ts";

/** The receipt rules of one set in SES. */
export class SesReceiptRules implements ReceiptRules {
  readonly #client: SESClient;
  readonly #set: string;

  constructor(client: SESClient, set: string) {
    this.#client = client;
    this.#set = set;
  }

  async list(): Promise<readonly ReceiptRule[]> {
    const { Rules = [] } = await this.#client.send(new DescribeReceiptRuleSetCommand({ RuleSetName: this.#set }));
    return Rules.map(toRule);
  }

  async apply(step: RuleStep): Promise<void> {
    const set = { RuleSetName: this.#set };
    switch (step.do) {
      case "create": {
        const input = { ...set, Rule: toSes(step.rule), After: step.after ?? undefined };
        await this.#client.send(new CreateReceiptRuleCommand(input));
        return;
      }
      case "update":
        await this.#client.send(new UpdateReceiptRuleCommand({ ...set, Rule: toSes(step.rule) }));
        return;
      case "delete":
        await this.#client.send(new DeleteReceiptRuleCommand({ ...set, RuleName: step.name }));
        return;
      case "reorder":
        await this.#client.send(new ReorderReceiptRuleSetCommand({ ...set, RuleNames: [...step.names] }));
    }
  }
}

function toRule({ Name = "", Enabled, TlsPolicy, Recipients, ScanEnabled, Actions }: SesRule): ReceiptRule {
  return {
    name: Name,
    enabled: Enabled ?? false,
    tlsPolicy: TlsPolicy === "Require" ? "Require" : "Optional",
    recipients: Recipients ?? [],
    scanEnabled: ScanEnabled ?? false,
    actions: Actions ?? [],
  };
}

/** What a rule does is given back as SES told it. */
function toSes({ name, enabled, tlsPolicy, recipients, scanEnabled, actions }: ReceiptRule): SesRule {
  return {
    Name: name,
    Enabled: enabled,
    TlsPolicy: tlsPolicy,
    Recipients: [...recipients],
    ScanEnabled: scanEnabled,
    Actions: actions as ReceiptAction[],
  };
}
