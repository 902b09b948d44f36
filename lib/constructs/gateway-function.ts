import { type Duration, RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import { type PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { Environment, Variable } from "../environment.ts";
import type { Resources } from "../grants/resources.ts";
import { allow } from "../grants/statements.ts";
import type { FunctionName } from "../names.ts";
import type { FunctionCodes } from "./function-bundles.ts";

/** What all functions are made from. */
export type Shared = {
  readonly codes: FunctionCodes;
  readonly resources: Resources;
  readonly environment: Environment;
};

/** What differs from function to function. */
export type GatewayFunctionProps = {
  readonly name: FunctionName;
  readonly description: string;
  readonly memorySize: number;
  readonly timeout: Duration;
  /** The environment variables it reads. */
  readonly variables: readonly Variable[];
  /** Variables of its own. */
  readonly more?: Readonly<Record<string, string>>;
  readonly grants: (on: Resources) => readonly PolicyStatement[];
};

/** One of the product's functions, with a role that holds exactly the listed grants and its own log. */
export class GatewayFunction extends Construct {
  readonly function: LambdaFunction;
  readonly #role: Role;

  constructor(scope: Construct, id: string, shared: Shared, props: GatewayFunctionProps) {
    super(scope, id);
    // Logs hold no content; they outlive the stack because they are what explains a failed deployment or deletion.
    const logGroup = new LogGroup(this, "Log", {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.#role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      description: `${Stack.of(this).stackName}: ${props.name}`,
    });
    this.allow(allow("WriteOwnLog", ["logs:CreateLogStream", "logs:PutLogEvents"], [logGroup.logGroupArn]));
    this.allow(...props.grants(shared.resources));
    this.function = new LambdaFunction(this, "Function", {
      ...shared.codes(props.name),
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memorySize,
      timeout: props.timeout,
      environment: {
        ...Object.fromEntries(props.variables.map((name) => [name, shared.environment[name]])),
        ...props.more,
      },
      role: this.#role,
      logGroup,
    });
  }

  /** Adds to what the function may do. */
  allow(...statements: readonly PolicyStatement[]): void {
    for (const statement of statements) {
      this.#role.addToPrincipalPolicy(statement);
      this.#acknowledgePrefixes(statement);
    }
  }

  /** Only `<bucket>/<prefix>/*`, or one name under each id, is acknowledged here; any other wildcard fails the check until it is explained. */
  #acknowledgePrefixes(statement: PolicyStatement): void {
    for (const arn of statement.resources) {
      const parts: unknown = Stack.of(this).resolve(arn)?.["Fn::Join"]?.[1];
      if (!Array.isArray(parts) || parts.length !== 2 || !/^\/[a-z]+\/\*(\/[a-z]+)?$/.test(parts[1])) continue;
      Validations.of(this).acknowledge({
        id: `AwsSolutions-IAM5[Resource::<${parts[0]["Fn::GetAtt"].join(".")}>${parts[1]}]`,
        reason: "Objects are named by ids made at run time: their prefix is the narrowest resource there is.",
      });
    }
  }
}
