import { startLocalCloud } from "../../local/cloud.ts";
import { placeOf } from "./a-sealgate.ts";

const [cdkOut = "", folder = ""] = process.argv.slice(2);
const cloud = await startLocalCloud({ cdkOut, folder, ports: { smtp: 0, web: 0, api: 0 } });
process.stdout.write(`${JSON.stringify(placeOf(cloud, folder))}\n`);
process.stdin.resume().on("end", () => process.exit(0));
