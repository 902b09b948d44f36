import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readProperties } from "../core/read-properties.ts";
import { type Authorize, type Deployment, type Resource, ServiceError, type ServiceRequest } from "../core/service.ts";
import { AddressLists } from "./address-lists.ts";

const values = z.array(z.string()).min(1).max(10);
const evaluated = <const Name extends string>(...names: readonly Name[]) =>
  z.strictObject({ Attribute: z.enum(names) });
const cidr = z.enum(["CIDR_MATCHES", "NOT_CIDR_MATCHES"]);

const condition = z.union([
  z.strictObject({
    StringExpression: z.strictObject({
      Evaluate: evaluated("RECIPIENT"),
      Operator: z.enum(["EQUALS", "NOT_EQUALS", "STARTS_WITH", "ENDS_WITH", "CONTAINS"]),
      Values: values,
    }),
  }),
  z.strictObject({
    IpExpression: z.strictObject({ Evaluate: evaluated("SENDER_IP"), Operator: cidr, Values: values }),
  }),
  z.strictObject({
    Ipv6Expression: z.strictObject({ Evaluate: evaluated("SENDER_IPV6"), Operator: cidr, Values: values }),
  }),
  z.strictObject({
    BooleanExpression: z.strictObject({
      Evaluate: z.strictObject({
        IsInAddressList: z.strictObject({
          Attribute: z.literal("RECIPIENT"),
          AddressLists: z.array(z.string()).length(1),
        }),
      }),
      Operator: z.enum(["IS_TRUE", "IS_FALSE"]),
    }),
  }),
  z.strictObject({
    TlsExpression: z.strictObject({
      Evaluate: evaluated("TLS_PROTOCOL"),
      Operator: z.enum(["MINIMUM_TLS_VERSION", "IS"]),
      Value: z.enum(["TLS1_2", "TLS1_3"]),
    }),
  }),
]);

/** One condition of a traffic policy. */
export type TrafficCondition = z.output<typeof condition>;

const action = z.enum(["ALLOW", "DENY"]);
const trafficPolicy = z.strictObject({
  DefaultAction: action,
  PolicyStatements: z.array(z.strictObject({ Action: action, Conditions: z.array(condition).min(1).max(10) })).max(20),
});

/** Who may hand in what, checked for each recipient. */
export type TrafficPolicy = z.output<typeof trafficPolicy>;

const rule = z.strictObject({
  Name: z.string().optional(),
  Conditions: z
    .array(
      z.strictObject({
        BooleanExpression: z.strictObject({
          Evaluate: evaluated("TLS"),
          Operator: z.enum(["IS_TRUE", "IS_FALSE"]),
        }),
      }),
    )
    .max(10)
    .default([]),
  Actions: z
    .array(
      z.union([
        z.strictObject({
          AddHeader: z.strictObject({
            HeaderName: z.string().regex(/^[xX]-[a-zA-Z0-9-]{1,62}$/),
            HeaderValue: z.string().min(1).max(128),
          }),
        }),
        z.strictObject({
          WriteToS3: z.strictObject({
            RoleArn: z.string(),
            S3Bucket: z.string(),
            S3Prefix: z.string().max(62),
            S3SseKmsKeyId: z.string(),
            ActionFailurePolicy: z.enum(["CONTINUE", "DROP"]).optional(),
          }),
        }),
        z.strictObject({
          InvokeLambda: z.strictObject({
            RoleArn: z.string(),
            FunctionArn: z.string(),
            InvocationType: z.enum(["EVENT", "REQUEST_RESPONSE"]),
            RetryTimeMinutes: z.number().int().min(1).max(2160).optional(),
            ActionFailurePolicy: z.enum(["CONTINUE", "DROP"]).optional(),
          }),
        }),
      ]),
    )
    .min(1)
    .max(10),
});

/** A rule that is applied after the end of the data. */
export type MailRule = z.output<typeof rule>;

const ruleSet = z.strictObject({ Rules: z.array(rule).max(40) });
const ingressPoint = z.strictObject({
  Type: z.literal("OPEN"),
  TrafficPolicyId: z.string(),
  RuleSetId: z.string(),
  TlsPolicy: z.enum(["REQUIRED", "OPTIONAL"]),
});

/** The endpoint of the stack with what is attached to it. */
export type Endpoint = {
  readonly tlsPolicy: "REQUIRED" | "OPTIONAL";
  readonly rules: readonly MailRule[];
  readonly ruleSetArn: string;
  /** As it is now. */
  traffic(): TrafficPolicy;
  /** Who stands in an address list now, by its ARN. */
  members(listArn: string): readonly string[];
};

const update = z.object({ TrafficPolicyId: z.string() }).extend(trafficPolicy.partial().shape);

/** Mail Manager: what the template declares, and its traffic policy as calls change it, kept on disk. */
export class MailManager {
  readonly #file: string;
  readonly #policies = new Map<string, TrafficPolicy>();
  readonly #resources: readonly Resource[];
  readonly #deployment: Deployment;
  readonly #lists: AddressLists;

  constructor(folder: string, resources: readonly Resource[], deployment: Deployment) {
    this.#file = join(folder, "traffic-policies.json");
    this.#resources = resources;
    this.#deployment = deployment;
    this.#lists = new AddressLists(folder, resources, deployment);
    for (const one of this.#declared("TrafficPolicy")) this.#policies.set(one.ref, readProperties(trafficPolicy, one));
    const changed: [string, TrafficPolicy][] = existsSync(this.#file)
      ? JSON.parse(readFileSync(this.#file, "utf8"))
      : [];
    for (const [id, policy] of changed) if (this.#policies.has(id)) this.#policies.set(id, policy);
  }

  /** The stack's endpoint, if it has one. */
  endpoint(): Endpoint | undefined {
    const [point] = this.#declared("IngressPoint");
    if (point === undefined) return undefined;
    const { TlsPolicy, TrafficPolicyId, RuleSetId } = readProperties(ingressPoint, point);
    const rules = this.#declared("RuleSet").find(({ ref }) => ref === RuleSetId);
    return {
      tlsPolicy: TlsPolicy,
      rules: rules === undefined ? [] : readProperties(ruleSet, rules).Rules,
      ruleSetArn: this.#arn("mailmanager-rule-set", RuleSetId),
      traffic: () => this.#find(TrafficPolicyId),
      members: (listArn) => this.#lists.membersOf(listArn),
    };
  }

  /** Answers a call of Mail Manager's API. */
  answer(operation: string, request: ServiceRequest, authorize: Authorize): object {
    if (this.#lists.knows(operation)) return this.#lists.answer(operation, request, authorize);
    const given = JSON.parse(request.body.toString() || "{}") as { TrafficPolicyId?: string };
    const id = String(given.TrafficPolicyId);
    const resource = this.#arn("mailmanager-traffic-policy", id);
    authorize({ caller: request.caller, action: `ses:${operation}`, resource });
    if (operation === "GetTrafficPolicy") return { TrafficPolicyId: id, ...this.#find(id) };
    if (operation !== "UpdateTrafficPolicy")
      throw new ServiceError("UnknownOperationException", `the local Mail Manager does not know ${operation}`);
    const parsed = update.safeParse(given);
    if (!parsed.success) throw new ServiceError("ValidationException", z.prettifyError(parsed.error));
    const { TrafficPolicyId: _, ...change } = parsed.data;
    this.#policies.set(id, { ...this.#find(id), ...change });
    writeFileSync(this.#file, JSON.stringify([...this.#policies]), { flush: true });
    return {};
  }

  #declared(type: string): readonly Resource[] {
    return this.#resources.filter((one) => one.type === `AWS::SES::MailManager${type}`);
  }

  #find(id: string): TrafficPolicy {
    const found = this.#policies.get(id);
    if (found === undefined) throw new ServiceError("ResourceNotFoundException", `Traffic policy ${id} does not exist`);
    return found;
  }

  #arn(resource: string, id: string): string {
    return `arn:aws:ses:${this.#deployment.region}:${this.#deployment.accountId}:${resource}/${id}`;
  }
}
