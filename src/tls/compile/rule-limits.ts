/** What SES allows of receipt rules; one of the 200 rules of a set is the gateway's own. */
export const ruleLimits = { recipientsPerRule: 500, rules: 200, tlsRules: 199, nameLength: 64 } as const;
