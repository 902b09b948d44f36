import assert from "node:assert/strict";
import { it } from "node:test";
import { firstOf } from "../../bin/sealgate/tls/first-of.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

it("takes the beginning of an answer that never ends, and hangs up", async () => {
  let sent = 0;
  let hungUp = false;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      controller.enqueue(bytes("x".repeat(1_000)));
    },
    cancel() {
      hungUp = true;
    },
  });
  assert.equal(await firstOf(new Response(endless), 65_536), "x".repeat(65_536));
  assert.ok(sent < 100, `${sent} pieces were taken`);
  assert.equal(hungUp, true);
});

it("takes a short answer whole, and none as nothing", async () => {
  assert.equal(
    await firstOf(new Response("version: STSv1\nmode: enforce ✓\n"), 65_536),
    "version: STSv1\nmode: enforce ✓\n",
  );
  assert.equal(await firstOf(new Response(null), 65_536), "");
});
