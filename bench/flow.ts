import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { createTransport } from "nodemailer";
import { forInformation, type Report } from "./benchmark.ts";

const project = join(import.meta.dirname, "..");
const messages = 100;
const atOnce = 10;
const megabyte = 1_048_576;
const body = `Card 4111 1111 1111 1111\r\n${"Nothing else of interest stands in this line.\r\n".repeat(105)}`;

/** What `npm start` prints, and its process. */
type Started = {
  readonly child: ChildProcess;
  readonly seconds: number;
  readonly smtp: number;
  readonly outbox: string;
  readonly proof: string;
};

/** The whole gateway on this machine as `npm start` runs it: starts, messages a second through SMTP, idle memory. */
export async function flow(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), "sealgate-bench-"));
  try {
    const cold = await start(folder);
    await stop(cold);
    const warm = await start(folder);
    await sendAll(warm, 20, "warm-up");
    const sealed = await sendAll(warm, messages, body);
    const clear = await sendAll(warm, messages, body.replace("4111", "5111"));
    await pause(30_000);
    const memory = memoryOf(warm.child.pid ?? 0);
    await stop(warm);
    return {
      title: "The whole gateway on this machine",
      notes: [
        `${messages} messages of ${Math.round(body.length / 1024)} KB to one recipient each, ${atOnce} at a time over SMTP with STARTTLS, until the last recipient's mail stands in the outbox. Every service of the local cloud writes to disk before it answers, so this says little of AWS.`,
      ],
      rows: [
        forInformation("first start, synthesis included", `${cold.seconds.toFixed(1)} s`),
        forInformation("next start", `${warm.seconds.toFixed(1)} s`),
        forInformation("messages sealed and notified", `${(messages / sealed).toFixed(1)} a second`),
        forInformation("messages sent in clear", `${(messages / clear).toFixed(1)} a second`),
        forInformation(
          "memory half a minute after the last message",
          `${Math.round(memory.bytes / megabyte)} MB in ${memory.processes} processes`,
        ),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

async function start(folder: string): Promise<Started> {
  const began = performance.now();
  const ports = ["--smtp-port", "0", "--web-port", "0", "--api-port", "0"];
  const child = spawn(process.execPath, [join(project, "bin", "local.ts"), "--folder", folder, ...ports], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  for await (const line of createInterface({ input: child.stdout })) {
    printed += `${line}\n`;
    if (line.includes("--body")) break;
  }
  const seconds = (performance.now() - began) / 1000;
  const found = (pattern: RegExp) => pattern.exec(printed)?.[1] ?? "";
  const proof = found(/(X-Sealgate-Connector: [\w-]+)/);
  const outbox = found(/(http:\/\/outbox\.localhost:\d+)/);
  return { child, seconds, smtp: Number(found(/127\.0\.0\.1:(\d+)/)), outbox, proof };
}

async function stop({ child }: Started): Promise<void> {
  const gone = once(child, "exit");
  child.kill("SIGTERM");
  await gone;
}

/** Seconds from the first connection until the last recipient's mail stands in the outbox. */
async function sendAll({ smtp, outbox, proof }: Started, count: number, text: string): Promise<number> {
  const run = `r${performance.now().toString(36).replace(".", "")}`;
  const transport = createTransport({
    host: "127.0.0.1",
    port: smtp,
    requireTLS: true,
    tls: { rejectUnauthorized: false },
    pool: true,
    maxConnections: atOnce,
    maxMessages: Number.POSITIVE_INFINITY,
  });
  const began = performance.now();
  await Promise.all(
    Array.from({ length: count }, (_, index) =>
      transport.sendMail({
        envelope: { from: "anna@company.example", to: [`${run}.${index}=partner.example@gw.company.example`] },
        raw: `${proof}\r\nFrom: anna@company.example\r\nTo: bob@partner.example\r\nSubject: Number ${index}\r\n\r\n${text}`,
      }),
    ),
  );
  transport.close();
  for (;;) {
    const { messages: listed } = JSON.parse(await page(outbox, `/api/messages?to=${run}.`)) as Listed;
    if (new Set(listed.flatMap(({ to }) => to)).size >= count) break;
    if (performance.now() - began > 300_000) throw new Error("the messages did not arrive within five minutes");
    await pause(50);
  }
  return (performance.now() - began) / 1000;
}

type Listed = { readonly messages: readonly { readonly to: readonly string[] }[] };

/** Sites are told apart by the host's name, which not every system resolves. */
function page(origin: string, path: string): Promise<string> {
  const { host, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, headers: { host } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      answer.on("error", reject).on("end", () => resolve(text));
    });
    asked.on("error", reject).end();
  });
}

/** Memory that a process and all below it have to themselves, shared pages counted in part. */
function memoryOf(root: number): { bytes: number; processes: number } {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((each) => /^\d+$/.test(each))) {
    const stat = contentOf(`/proc/${name}/stat`);
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
  }
  const isBelow = (pid: number): boolean => pid === root || (pid > 1 && isBelow(parents.get(pid) ?? 0));
  const below = [...parents.keys()].filter(isBelow);
  const kilobytes = below.map((pid) => Number(/^Pss:\s+(\d+)/m.exec(contentOf(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0));
  return { bytes: kilobytes.reduce((sum, each) => sum + each, 0) * 1024, processes: below.length };
}

/** A process may end while it is looked at. */
function contentOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
