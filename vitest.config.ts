import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/support/loopback-only.mjs", "test/support/properties.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Files share a worker's modules: GitHub's schemas, which the oracles load, are large.
    isolate: false,
  },
});
