import { aPolicyAdmin, inForce } from "../test/support/a-policy-admin.ts";
import { anAdminApi } from "../test/support/an-admin-api.ts";
import { atMost, type Report, type Row } from "./benchmark.ts";
import { median } from "./measure.ts";

const goal = 1_000;
const rounds = 9;
const megabyte = 1024 * 1024;

/** What the function spends on trying one message of a megabyte, from the request to the answer. */
export async function simulator(): Promise<Report> {
  const api = await anAdminApi();
  try {
    await inForce(api);
    const admin = await aPolicyAdmin(api, "anna");
    const ask = async (eml: Buffer) => {
      const told = await admin.post("/api/simulations", { eml: eml.toString("base64") });
      if (told.json?.verdicts?.[0]?.disposition !== "encrypt") throw new Error("the card number was not found");
    };
    const rows = [
      await row("a text of 1 MB", () => ask(aMessage("text/plain", text(megabyte)))),
      await row("HTML of 1 MB", () =>
        ask(aMessage("text/html", `<p>${text(megabyte).replaceAll("\r\n", "</p>\r\n<p>")}</p>`)),
      ),
      await row("an attachment that makes 1 MB", () =>
        ask(aMessage("text/plain", text(2_000), Math.floor(megabyte * 0.72))),
      ),
    ];
    const notes = [
      `POST /api/simulations through the whole function, its tables on this machine; CPU time of the process that holds both, median of ${rounds} calls.`,
    ];
    return { title: "Trying a message in the simulator", notes, rows };
  } finally {
    await api.close();
  }
}

async function row(what: string, ask: () => Promise<void>): Promise<Row> {
  await ask();
  await ask();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = process.cpuUsage();
    await ask();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return atMost(what, median(times), goal, "ms");
}

function text(bytes: number): string {
  const line = "Nothing stands on this line that anybody could object to, and the next is much like it.\r\n";
  return `${line.repeat(Math.ceil(bytes / line.length))}please charge the card 4111 1111 1111 1111.\r\n`;
}

function aMessage(type: string, body: string, attached = 0): Buffer {
  const file = Buffer.alloc(attached, "a;b;c\r\n").toString("base64").replaceAll(/.{76}/g, "$&\r\n");
  const parts = [
    ["From: Anna <anna@northwind.example>", "To: bob@partner.example", "Subject: Tried", "MIME-Version: 1.0"],
    ['Content-Type: multipart/mixed; boundary="b"', "", "--b", `Content-Type: ${type}; charset=utf-8`, "", body],
    ["--b", 'Content-Type: text/csv; name="list.csv"', "Content-Disposition: attachment"],
    ["Content-Transfer-Encoding: base64", "", file, "--b--", ""],
  ];
  return Buffer.from(parts.flat().join("\r\n"));
}
