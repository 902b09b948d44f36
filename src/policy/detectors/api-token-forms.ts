/** How a service's token is written: its fixed beginning, and a pattern for the rest. */
type TokenForm = {
  readonly service: string;
  readonly prefix: string;
  readonly rest: string;
  readonly checksum?: boolean;
};

const hex = "[0-9a-f]";
const word = "[A-Za-z0-9]";
const url = "[A-Za-z0-9_-]";

const each = (service: string, prefixes: string, rest: string, checksum = false): TokenForm[] =>
  prefixes.split(" ").map((prefix) => ({ service, prefix, rest, checksum }));

/** Tokens of services that give them a form of their own. */
export const tokenForms: readonly TokenForm[] = [
  ...each("GitHub", "ghp_ gho_ ghu_ ghs_ ghr_", `${word}{36}`, true),
  ...each("GitHub", "github_pat_", `${word}{22}_${word}{59}`),
  ...each("GitLab", "glpat- gldt- glrt- glptt- glft- gloas- glcbt- glsoat- glimt- glagent-", `${url}{20,64}`),
  ...each("npm", "npm_", `${word}{36}`, true),
  ...each("PyPI", "pypi-", `AgE${url}{50,200}`),
  ...each("RubyGems", "rubygems_", `${hex}{48}`),
  ...each("Docker", "dckr_pat_ dckr_oat_", `${url}{27,40}`),
  ...each("Slack", "xoxb- xoxp- xoxa- xoxr- xoxs- xoxe- xoxo-", "[0-9A-Za-z-]{20,150}"),
  ...each("Slack", "xapp-", "[0-9]-[0-9A-Z]{8,14}-[0-9]{10,14}-[0-9a-f]{40,70}"),
  ...each("Slack", "hooks.slack.com/services/", `T${word}{7,12}/B${word}{7,12}/${word}{20,28}`),
  ...each("Stripe", "sk_live_ rk_live_ sk_test_ rk_test_", `${word}{16,120}`),
  ...each("Stripe", "whsec_", `${word}{24,64}`),
  ...each("Google", "AIza", `${url}{35}`),
  ...each("Google", "GOCSPX-", `${url}{28}`),
  ...each("Google", "ya29.", `${url}{30,400}`),
  ...each("SendGrid", "SG.", `${url}{22}\\.${url}{43}`),
  ...each("Mailgun", "key-", `${hex}{32}`),
  ...each("Mailchimp", "mandrill-", `${url}{22}`),
  ...each("Twilio", "SK", `${hex}{32}`),
  ...each("OpenAI", "sk-proj- sk-svcacct-", `${url}{40,200}`),
  ...each("OpenAI", "sk-", `${word}{20}T3BlbkFJ${word}{20}`),
  ...each("Anthropic", "sk-ant-", `${url}{40,200}`),
  ...each("Hugging Face", "hf_", `${word}{34,40}`),
  ...each("DigitalOcean", "dop_v1_ doo_v1_ dor_v1_", `${hex}{64}`),
  ...each("Shopify", "shpat_ shpca_ shppa_ shpss_", `${hex}{32}`),
  ...each("Square", "sq0atp- sq0csp- sq0idp-", `${url}{22,43}`),
  ...each("Meta", "EAAC EAAG EAAB", `${word}{80,250}`),
  ...each("Databricks", "dapi", `${hex}{32}(?:-[0-9])?`),
  ...each("HashiCorp", "hvs. hvb. hvr.", `${url}{24,200}`),
  ...each("Grafana", "glsa_", `${word}{32}_${hex}{8}`),
  ...each("Grafana", "glc_", `${word}{32,400}`),
  ...each("New Relic", "NRAK-", "[A-Z0-9]{27}"),
  ...each("Postman", "PMAK-", `${hex}{24}-${hex}{34}`),
  ...each("Atlassian", "ATATT3xFfGF0", "[A-Za-z0-9_=-]{50,250}"),
  ...each("Linear", "lin_api_ lin_oauth_", `${word}{40,64}`),
  ...each("Figma", "figd_", `${url}{40}`),
  ...each("Notion", "ntn_ secret_", `${word}{43,46}`),
  ...each("Sentry", "sntrys_ sntryu_", "[A-Za-z0-9+/=_]{40,300}"),
  ...each("Doppler", "dp.pt. dp.st. dp.sa.", `${word}{40,44}`),
  ...each("PlanetScale", "pscale_tkn_ pscale_pw_ pscale_oauth_", `${url}{32,64}`),
  ...each("Azure DevOps, Entra ID", "8Q~ 7Q~", "[A-Za-z0-9_~.-]{31,34}"),
  ...each("Alibaba Cloud", "LTAI", `${word}{20}`),
  ...each("Tencent Cloud", "AKID", `${word}{32}`),
];
