import { main } from "./sealgate/main.ts";

process.exitCode = await main(process.argv.slice(2));
