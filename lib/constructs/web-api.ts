import { Duration, RemovalPolicy, Stack, Validations } from "aws-cdk-lib";
import {
  AccessLogFormat,
  EndpointType,
  LambdaIntegration,
  LogGroupLogDestination,
  ResponseTransferMode,
  RestApi,
} from "aws-cdk-lib/aws-apigateway";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct, type IDependable } from "constructs";
import type { GatewayFunction } from "./gateway-function.ts";

/** What differs between the two APIs. */
export type WebApiProps = {
  readonly name: string;
  readonly stage: string;
  readonly streaming: boolean;
  readonly rateLimit: number;
  /** What must exist before API Gateway can write logs. */
  readonly logging: IDependable | undefined;
};

/** No `path`: it would hold tokens. */
const accessLog = {
  requestId: "$context.requestId",
  time: "$context.requestTimeEpoch",
  method: "$context.httpMethod",
  resourcePath: "$context.resourcePath",
  status: "$context.status",
  responseLength: "$context.responseLength",
  latency: "$context.responseLatency",
  sourceIp: "$context.identity.sourceIp",
};

/** A regional REST API with one stage of a fixed name that hands every request to one function. */
export class WebApi extends Construct {
  /** `https://…/<stage>`, from the API's id alone: the function that serves the API may hold it without a cycle. */
  readonly url: string;
  readonly #api: RestApi;
  readonly #streaming: boolean;

  constructor(scope: Construct, id: string, props: WebApiProps) {
    super(scope, id);
    const stack = Stack.of(this);
    const log = new LogGroup(this, "AccessLog", {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.#streaming = props.streaming;
    this.#api = new RestApi(this, "Api", {
      restApiName: `${stack.stackName} ${props.name}`,
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: false,
      // In stream mode this is about requests alone: what browsers upload must arrive byte for byte.
      binaryMediaTypes: props.streaming ? ["multipart/form-data", "application/octet-stream"] : ["*/*"],
      deployOptions: {
        stageName: props.stage,
        throttlingRateLimit: props.rateLimit,
        throttlingBurstLimit: props.rateLimit * 2,
        accessLogDestination: new LogGroupLogDestination(log),
        accessLogFormat: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    });
    if (props.logging) this.#api.deploymentStage.node.addDependency(props.logging);
    this.url = `https://${this.#api.restApiId}.execute-api.${stack.region}.${stack.urlSuffix}/${props.stage}`;
    this.#acknowledge();
  }

  /** Sends every method and path to this function. */
  serve(target: GatewayFunction): void {
    const integration = new LambdaIntegration(target.function, {
      allowTestInvoke: false,
      ...(this.#streaming
        ? { responseTransferMode: ResponseTransferMode.STREAM, timeout: Duration.minutes(5) }
        : { timeout: Duration.seconds(29) }),
    });
    this.#api.root.addMethod("ANY", integration);
    this.#api.root.addResource("{proxy+}").addMethod("ANY", integration);
  }

  #acknowledge(): void {
    Validations.of(this.#api).acknowledge(
      { id: "AwsSolutions-APIG2", reason: "The function's router checks every request against its route's schema." },
      {
        id: "AwsSolutions-APIG3",
        reason: "A web application firewall is the operator's choice and cost; limits per account and source are ours.",
      },
      { id: "AwsSolutions-APIG4", reason: "Sign-in is the product's own: sessions are checked by the function." },
      { id: "AwsSolutions-COG4", reason: "Sign-in is the product's own: recipients have no Cognito account." },
      { id: "AwsSolutions-APIG6", reason: "Execution logs would hold request paths, and with them tokens." },
    );
  }
}
