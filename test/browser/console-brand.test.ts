import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { crc32, deflateSync } from "node:zlib";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { type ASealgate, aSealgate, eventually } from "../support/a-sealgate.ts";
import { launchChromium, noBrowser } from "./chromium.ts";
import { broken } from "./console-tab.ts";
import { type SignedIn, theFirstOwner } from "./sign-in-first.ts";

const tooLarge = "Choose a PNG or JPEG picture of at most 48 KB.";

describe("a company's picture, from the owner's file to portal and mail", { skip: noBrowser }, () => {
  let sealgate: ASealgate;
  let browser: Browser;
  let owner: SignedIn;
  before(async () => {
    [sealgate, browser] = await Promise.all([aSealgate(), launchChromium()]);
    owner = await theFirstOwner(sealgate, browser);
    await owner.page.goto(`${owner.base}branding`);
  });
  after(async () => {
    await browser?.close();
    await sealgate?.close();
  });

  const preview = () => owner.page.frameLocator("iframe[title=Preview]");
  const choose = (name: string, mimeType: string, buffer: Buffer) =>
    owner.page.locator("input[type=file]").setInputFiles({ name, mimeType, buffer });
  /** The width that a picture was decoded to; 0 while there is none. */
  const widthOf = async (place: Page | FrameLocator, which = 'img[src^="data:image/png"]') => {
    const picture = place.locator(which).first();
    if ((await picture.count()) === 0) return 0;
    return picture.evaluate((found) => Number((found as unknown as { naturalWidth: number }).naturalWidth));
  };

  /** Waits until the preview shows a picture of this width; it is drawn anew meanwhile. */
  const previews = (width: number) =>
    eventually(`a picture of ${width} pixels`, async () => (await widthOf(preview()).catch(() => -1)) === width);

  it("is refused in words where it is no PNG or JPEG, or too large, whatever its name says", async () => {
    await preview().getByRole("heading", { name: "Sign in" }).waitFor();
    const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    for (const [name, type, bytes] of [
      ["logo.svg", "image/svg+xml", script],
      ["logo.png", "image/png", script],
      ["logo.png", "image/png", Buffer.from("GIF89a\u0001\u0000\u0001\u0000")],
      ["logo.png", "image/png", Buffer.alloc(0)],
      ["huge.png", "image/png", Buffer.concat([aPicture(200, 60), Buffer.alloc(48 * 1024)])],
    ] as const) {
      await choose(name, type, bytes);
      await owner.page.getByText(tooLarge).waitFor();
      await previews(0);
      await owner.page.getByRole("button", { name: "Remove the picture" }).click();
      await owner.page.getByText(tooLarge).waitFor({ state: "detached" });
    }
    assert.deepEqual(await broken(owner.page), []);
  });

  it("shows in the preview of the portal and of a mail before it is saved, and goes again", async () => {
    await choose("logo.png", "image/png", aPicture(200, 60));
    await previews(200);
    await owner.page.getByRole("button", { name: "Mail to a recipient" }).click();
    await preview()
      .getByText(/anna\.berger@/)
      .first()
      .waitFor();
    await previews(200);
    await owner.page.getByRole("button", { name: "Remove the picture" }).click();
    await previews(0);
    await choose("logo.png", "image/png", aPicture(180, 50));
    await previews(180);
    assert.deepEqual(await broken(owner.page), []);
  });

  it("is worn by the real portal and travels inside the real mails once it is saved", async () => {
    await owner.page.getByRole("button", { name: "Save" }).click();
    await owner.page.getByText("Saved. New pages and mails wear it within seconds.").waitFor();
    const { page } = owner;
    const portal = await page.context().newPage();
    const complaints: string[] = [];
    portal.on("console", (line) => (line.type() === "error" ? complaints.push(line.text()) : undefined));
    const worn = await eventually("the picture on the portal", async () => {
      await portal.goto(`http://mpc.localhost:${sealgate.cloud.webPort}/mpc/`);
      return widthOf(portal, "img.logo");
    });
    assert.equal(worn, 180);
    assert.deepEqual(complaints, []);
    await sealgate.send(
      "From: <anna@company.example>\r\nTo: bob@partner.example\r\nSubject: [encrypt] Plans\r\n\r\nIn confidence.\r\n",
    );
    const raw = String(await sealgate.rawTo("bob@partner.example"));
    assert.match(raw, /Content-Type: image\/png/i);
    const sent = raw.replaceAll(/\r?\n/g, "");
    assert.ok(sent.includes(aPicture(180, 50).toString("base64")), "the very picture, and nothing to fetch");
    assert.match(raw, /cid:/);
    assert.deepEqual(owner.complaints, []);
  });
});

/** A PNG of one colour. */
function aPicture(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 0x5f)]);
  const lines = deflateSync(Buffer.concat(Array.from({ length: height }, () => line)));
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", lines), chunk("IEND", Buffer.alloc(0))]);
}
