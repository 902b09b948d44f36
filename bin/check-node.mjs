// Plain JavaScript on purpose: an older Node would stop at the first line of TypeScript with words nobody understands.
const wanted = [24, 7];
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  console.error(
    `Sealgate needs Node ${wanted.join(".")} or later, and this is Node ${process.versions.node}. ` +
      "On Linux npm ci brings the right one with it (run npm ci without --omit=optional); elsewhere install it from nodejs.org.",
  );
  process.exit(1);
}
