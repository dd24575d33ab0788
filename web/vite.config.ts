import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Where `vite dev` finds a running `fazhi serve`. */
const server = process.env["FAZHI_SERVER"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  esbuild: { jsx: "automatic" },
  build: {
    outDir: "dist",
    target: "es2022",
    // ECharts is the one large chunk, and only pages with a chart ask for it.
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      input: Object.fromEntries(
        ["index", "graphiql"].map((name) => [name, here(`./${name}.html`)] as const).filter(([, path]) => existsSync(path)),
      ),
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
    proxy: {
      "/graphql": { target: server, ws: true },
      "/export": { target: server },
    },
  },
});
