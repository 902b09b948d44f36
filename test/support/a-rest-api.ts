import type { TemplateInput } from "../../local/core/template.ts";

type Resources = TemplateInput["Resources"];

/** A REST API as the CDK writes it: every method and path of one stage goes to one function. */
export function aRestApi(
  id: string,
  functionId: string,
  options: { stage: string; streaming?: boolean; binary?: boolean; timeout?: number },
): Resources {
  const arn = { "Fn::GetAtt": [functionId, "Arn"] };
  const [version, kind] = options.streaming
    ? ["2021-11-15", "response-streaming-invocations"]
    : ["2015-03-31", "invocations"];
  const Uri = { "Fn::Join": ["", [`arn:aws:apigateway:us-east-1:lambda:path/${version}/functions/`, arn, `/${kind}`]] };
  const integration = {
    Type: "AWS_PROXY",
    IntegrationHttpMethod: "POST",
    Uri,
    ...(options.streaming ? { ResponseTransferMode: "STREAM" } : {}),
    ...(options.timeout === undefined ? {} : { TimeoutInMillis: options.timeout }),
  };
  const any = (ResourceId: unknown) => ({
    Type: "AWS::ApiGateway::Method",
    Properties: {
      RestApiId: { Ref: id },
      ResourceId,
      HttpMethod: "ANY",
      AuthorizationType: "NONE",
      Integration: integration,
    },
  });
  const source = (path: string) => ({
    "Fn::Join": [
      "",
      ["arn:aws:execute-api:us-east-1:", { Ref: "AWS::AccountId" }, ":", { Ref: id }, `/${options.stage}${path}`],
    ],
  });
  const permission = (path: string) => ({
    Type: "AWS::Lambda::Permission",
    Properties: {
      Action: "lambda:InvokeFunction",
      FunctionName: arn,
      Principal: "apigateway.amazonaws.com",
      SourceArn: source(path),
    },
  });
  return {
    [id]: {
      Type: "AWS::ApiGateway::RestApi",
      Properties: { Name: id, ...(options.binary ? { BinaryMediaTypes: ["*/*"] } : {}) },
    },
    [`${id}Proxy`]: {
      Type: "AWS::ApiGateway::Resource",
      Properties: { RestApiId: { Ref: id }, ParentId: { "Fn::GetAtt": [id, "RootResourceId"] }, PathPart: "{proxy+}" },
    },
    [`${id}RootAny`]: any({ "Fn::GetAtt": [id, "RootResourceId"] }),
    [`${id}ProxyAny`]: any({ Ref: `${id}Proxy` }),
    [`${id}Stage`]: {
      Type: "AWS::ApiGateway::Stage",
      Properties: { RestApiId: { Ref: id }, StageName: options.stage },
    },
    [`${id}RootPermission`]: permission("/*/"),
    [`${id}ProxyPermission`]: permission("/*/*"),
  };
}
