/** What Mail Manager allows of a traffic policy; and how many domains we enter into its list, one call each. */
export const trafficLimits = { statements: 20, conditions: 10, values: 10, listed: 1_000 } as const;

/** A condition of a traffic policy, spelled as the API spells it. */
export type TrafficCondition =
  | {
      readonly StringExpression: {
        readonly Evaluate: { readonly Attribute: "RECIPIENT" };
        readonly Operator: "NOT_EQUALS";
        readonly Values: readonly string[];
      };
    }
  | {
      readonly IpExpression: {
        readonly Evaluate: { readonly Attribute: "SENDER_IP" };
        readonly Operator: "CIDR_MATCHES" | "NOT_CIDR_MATCHES";
        readonly Values: readonly string[];
      };
    }
  | {
      readonly Ipv6Expression: {
        readonly Evaluate: { readonly Attribute: "SENDER_IPV6" };
        readonly Operator: "CIDR_MATCHES" | "NOT_CIDR_MATCHES";
        readonly Values: readonly string[];
      };
    }
  | {
      /** "Its recipient is in none of our listed domains": no string condition can say so. */
      readonly BooleanExpression: {
        readonly Evaluate: {
          readonly IsInAddressList: { readonly Attribute: "RECIPIENT"; readonly AddressLists: readonly [string] };
        };
        readonly Operator: "IS_FALSE";
      };
    }
  | {
      readonly TlsExpression: {
        readonly Evaluate: { readonly Attribute: "TLS_PROTOCOL" };
        readonly Operator: "MINIMUM_TLS_VERSION";
        readonly Value: "TLS1_2" | "TLS1_3";
      };
    };

/** All conditions of a statement must hold. Only ALLOW is used, so the order of statements does not matter. */
export type TrafficStatement = { readonly Action: "ALLOW"; readonly Conditions: readonly TrafficCondition[] };

/** A traffic policy; without statements everything is allowed. */
export type TrafficPolicy = {
  readonly DefaultAction: "ALLOW" | "DENY";
  readonly PolicyStatements: readonly TrafficStatement[];
};
