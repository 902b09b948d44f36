import type { PolicySet } from "../../src/contracts/policies.ts";
import { runGoldenTests } from "../../src/lifecycle/golden-tests.ts";
import { UsageError } from "./usage-error.ts";

/** `sealgate policies test`: judges the golden tests of a policies file; a failing one is an error. */
export async function testPolicies(file: string, policySet: PolicySet): Promise<void> {
  const results = await runGoldenTests(policySet, new Date());
  for (const { name, passed, outcome } of results)
    process.stdout.write(`${passed ? "holds" : "FAILS"}: ${name}: ${outcome}\n`);
  const failed = results.filter(({ passed }) => !passed).length;
  process.stdout.write(`${file}: ${results.length - failed} of ${results.length} golden tests hold\n`);
  if (failed > 0) throw new UsageError(`${failed} golden tests fail`);
}
