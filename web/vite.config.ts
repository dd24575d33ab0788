import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { compressed } from "./build/compressed.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where `vite dev` finds a running `fazhi serve`. */
const server = process.env["FAZHI_SERVER"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  esbuild: { jsx: "automatic" },
  plugins: [compressed()],
  // In development the explorer's dependencies are bundled; the playground's workers are made by Vite itself.
  optimizeDeps: { entries: ["index.html"], exclude: ["graphiql/setup-workers/vite", "@graphiql/react/setup-workers/vite"] },
  // The editor of the playground checks and completes in the background.
  worker: { format: "es" },
  build: {
    outDir: "dist",
    target: "es2022",
    // ECharts comes with the pages that have a chart, Monaco with the playground. What a first visit loads is tested.
    chunkSizeWarningLimit: 3000,
    rollupOptions: {
      input: { index: here("./index.html"), graphiql: here("./graphiql.html") },
      // "use client" means something to servers that render React; there is none.
      onwarn: (warning, warn) => {
        if (warning.code !== "MODULE_LEVEL_DIRECTIVE") warn(warning);
      },
      output: {
        // What every page needs and what changes rarely stays in browsers' caches over releases of the explorer.
        manualChunks: (id) => {
          if (/node_modules\/(react|react-dom|scheduler)\//.test(id)) return "react";
          if (/node_modules\/(echarts|zrender)\//.test(id)) return "echarts";
          return undefined;
        },
      },
    },
  },
  server: {
    host: "127.0.0.1",
    // The questions of the playground are those of the documentation.
    fs: { allow: [here("."), here("../docs/tour")] },
    proxy: {
      "/graphql": { target: server, ws: true },
      "/export": { target: server },
    },
  },
});
