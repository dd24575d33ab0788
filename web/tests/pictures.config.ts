import { defineConfig } from "vitest/config";

/** Makes the pictures of the documentation: `npm run pictures`. */
export default defineConfig({
  test: {
    include: ["tests/pictures.ts"],
    globalSetup: ["tests/program.ts"],
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
