import { z } from "zod";
import { type Authorize, ServiceError, type ServiceRequest, type ServiceResponse } from "../core/service.ts";
import { answerQuery, type QueryValue, readQuery } from "./query-protocol.ts";
import { type ReceiptRuleSet, type ReceiptRules, receiptRule } from "./receipt-rules.ts";

type Input = Record<string, QueryValue>;
type Operation = (rules: ReceiptRules, input: Input) => unknown;

const described = (set: ReceiptRuleSet | undefined) =>
  set && { Metadata: { Name: set.name, CreatedTimestamp: set.createdAt }, Rules: set.rules };

function text(input: Input, name: string): string {
  const value = input[name];
  if (typeof value === "string") return value;
  throw new ServiceError("ValidationError", `1 validation error detected: Value at '${name}' must not be null`);
}

const optionalText = (input: Input, name: string) => (typeof input[name] === "string" ? input[name] : undefined);

function list(input: Input, name: string): string[] {
  const parsed = z.array(z.string()).safeParse(input[name]);
  if (parsed.success) return parsed.data;
  throw new ServiceError("ValidationError", `1 validation error detected: Value at '${name}' must be a list`);
}

function rule(input: Input) {
  const given = typeof input.Rule === "object" ? Object.entries(input.Rule) : [];
  // The query protocol writes an empty list as an empty text.
  const parsed = receiptRule.safeParse(Object.fromEntries(given.filter(([, value]) => value !== "")));
  if (parsed.success) return parsed.data;
  throw new ServiceError("ValidationError", `the local SES cannot take this rule: ${z.prettifyError(parsed.error)}`);
}

const operations: Readonly<Record<string, Operation>> = {
  DescribeActiveReceiptRuleSet: (rules) => described(rules.active()) ?? {},
  DescribeReceiptRuleSet: (rules, input) => described(rules.get(text(input, "RuleSetName"))),
  SetActiveReceiptRuleSet: (rules, input) => rules.activate(optionalText(input, "RuleSetName")) ?? {},
  CreateReceiptRule: (rules, input) =>
    rules.create(text(input, "RuleSetName"), rule(input), optionalText(input, "After")) ?? {},
  UpdateReceiptRule: (rules, input) => rules.update(text(input, "RuleSetName"), rule(input)) ?? {},
  ReorderReceiptRuleSet: (rules, input) => rules.reorder(text(input, "RuleSetName"), list(input, "RuleNames")) ?? {},
  DeleteReceiptRule: (rules, input) => rules.remove(text(input, "RuleSetName"), text(input, "RuleName")) ?? {},
};

/** Answers a call of SES's first API: receipt rules only, an other operation is refused by name. */
export function answerReceiptRuleCall(
  rules: ReceiptRules,
  authorize: Authorize,
  request: ServiceRequest,
): ServiceResponse {
  const input = readQuery(request.body.toString());
  const action = text(input, "Action");
  const operation = operations[action];
  if (operation === undefined)
    throw new ServiceError("InvalidAction", `the local SES does not know the operation ${action}`);
  authorize({ caller: request.caller, action: `ses:${action}`, resource: "*" });
  return answerQuery(action, operation(rules, input), request.requestId);
}
