import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Relative addresses, one stylesheet, nothing inlined: the policy of the console's pages allows only files. */
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  plugins: [react()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    chunkSizeWarningLimit: 1_500,
  },
});
