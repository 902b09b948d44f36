import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { settings } from "../../../src/contracts/settings.ts";
import { aBrowser, textOf } from "./a-browser.ts";
import { aPortal } from "./a-portal.ts";

const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

describe("the company's brand on the pages", () => {
  const branded = async (brand: Record<string, unknown>) => {
    const portal = await aPortal({ settings: settings.parse({ brand }) });
    return { portal, browser: aBrowser(portal) };
  };

  it("is nothing more than a name where nothing was set", async () => {
    const { browser } = await branded({});
    const reply = await browser.get("/sign-in");
    assert.equal(textOf(reply).split("<style>").length, 2);
    assert.match(reply.headers["content-security-policy"] ?? "", /img-src data:;/);
  });

  it("is a colour that the page's own policy lets in by its hash", async () => {
    const { browser } = await branded({ color: "#ffee00" });
    const reply = await browser.get("/sign-in");
    const style = textOf(reply).split("<style>")[2]?.split("</style>")[0] ?? "";
    assert.match(style, /^:root\{--accent:light-dark\(#/);
    const hash = createHash("sha256").update(style).digest("base64");
    assert.match(reply.headers["content-security-policy"] ?? "", new RegExp(`'sha256-${hash.replaceAll("+", "\\+")}'`));
    assert.doesNotMatch(reply.headers["content-security-policy"] ?? "", /unsafe-inline/);
  });

  it("is a picture from the portal itself, kept by browsers until it changes", async () => {
    const { browser } = await branded({ logo: { type: "png", data: png.toString("base64") } });
    const reply = await browser.get("/sign-in");
    const source = /<img class="logo" src="\/mpc(\/logo\/[\w-]{16})" alt=""/.exec(textOf(reply))?.[1] ?? "none";
    assert.match(reply.headers["content-security-policy"] ?? "", /img-src 'self' data:;/);
    const picture = await browser.get(source);
    assert.deepEqual([picture.status, picture.headers["content-type"]], [200, "image/png"]);
    assert.match(picture.headers["cache-control"] ?? "", /immutable/);
    assert.deepEqual(picture.body, png);
    assert.equal((await browser.get("/logo/AAAAAAAAAAAAAAAA")).status, 404);
  });

  it("is a sentence on the sign-in page, as text", async () => {
    const { browser } = await branded({ portalText: "Questions? <b>Call</b> +1 555 0100." });
    assert.match(textOf(await browser.get("/sign-in")), /Questions\? &lt;b&gt;Call&lt;\/b&gt; \+1 555 0100\./);
  });

  it("changes with the next request after an owner changed it", async () => {
    const { portal, browser } = await branded({});
    Object.assign(portal.context, { settings: settings.parse({ brand: { portalText: "New words." } }) });
    assert.match(textOf(await browser.get("/sign-in")), /New words\./);
  });
});
