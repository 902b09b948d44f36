import type { ICruiseOptions, IForbiddenRuleType } from "dependency-cruiser";

// Who may import whom: docs/architecture.md, "Layers". What no rule forbids is allowed.
const judged = "^src/(policy|tls|sealing|pickup|sender|accounts|tracking|notifications|gateway|lifecycle)/";

/** What no import may do. */
export const forbidden: readonly IForbiddenRuleType[] = [
  { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
  { name: "nothing-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
  {
    name: "no-orphans",
    comment: "A module that nothing reaches is dead.",
    severity: "error",
    from: { orphan: true, pathNot: "\\.(d\\.ts|json|cjs)$|^web/admin/vite\\.config\\.ts$|^test/|^bin/" },
    to: {},
  },
  {
    name: "aws-clients-only-in-adapters",
    severity: "error",
    from: { path: "^src/", pathNot: "^src/(aws|context)/" },
    to: { path: "node_modules/(@aws-sdk|@aws-crypto|@smithy)/" },
  },
  {
    name: "product-knows-no-platform",
    severity: "error",
    from: { path: "^src/" },
    to: {
      path: "node_modules/(aws-cdk-lib|constructs|@middy|@types/aws-lambda)/|^(functions|lib|local|bin|web/admin|web/pickup)/",
    },
  },
  {
    name: "mail-stands-alone",
    severity: "error",
    from: { path: "^src/mail/" },
    to: { path: "^(src|web)/", pathNot: "^src/(mail|errors)" },
  },
  {
    name: "contracts-stand-alone",
    severity: "error",
    from: { path: "^src/(contracts|errors|clock|log|config)" },
    to: { path: "^(src|web|functions|lib|local)/", pathNot: "^src/(contracts|errors|clock|log|config)" },
  },
  {
    name: "domains-use-ports",
    comment: "The domain knows its adapters only as ports.",
    severity: "error",
    from: { path: judged },
    to: { path: "^src/(aws|context|config)" },
  },
  {
    name: "functions-stand-apart",
    severity: "error",
    from: { path: "^functions/([^/]+)/" },
    to: { path: "^functions/", pathNot: "^functions/($1|middleware)/" },
  },
  {
    name: "functions-know-no-deployment",
    severity: "error",
    from: { path: "^functions/" },
    to: { path: "^(lib|local|bin|test|web/admin)/|node_modules/(aws-cdk-lib|constructs)/" },
  },
  {
    name: "lib-holds-constructs-only",
    severity: "error",
    from: { path: "^(lib/|bin/sealgate-app)" },
    to: { path: "^(src|functions|local|web|test)/", dependencyTypesNot: ["type-only"] },
  },
  {
    name: "local-reads-the-template-only",
    severity: "error",
    from: { path: "^local/" },
    to: { path: "^(src|functions|lib|web|test)/", pathNot: "^src/errors" },
  },
  {
    name: "local-is-for-bin-and-tests",
    severity: "error",
    from: { pathNot: "^(local|test|bench|bin)/" },
    to: { path: "^local/" },
  },
  {
    name: "console-shares-contracts-only",
    severity: "error",
    from: { path: "^web/admin/" },
    to: { path: "^(src|functions|lib|local|web/pickup)/", pathNot: "^src/contracts/" },
  },
  {
    name: "templates-share-contracts-only",
    severity: "error",
    from: { path: "^web/(pickup|mail|catalogs)/" },
    to: { path: "^(src|functions|lib|local|web/admin)/", pathNot: "^src/contracts/" },
  },
];

/** How imports are found: TypeScript sources, types included, through package exports. */
export const options: ICruiseOptions = {
  doNotFollow: { path: "node_modules" },
  exclude: { path: "^(cdk\\.out|web/admin/dist|\\.build|\\.sealgate)/" },
  tsPreCompilationDeps: true,
  tsConfig: { fileName: "tsconfig.json" },
  enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "types", "default"] },
};
