import { defineConfig } from "vitest/config";

/** Tests in a browser, against the built program: `npm run test:browser`. */
export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/program.ts"],
    // One page at a time: what is measured should not wait for another test.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
