import { join } from "node:path";
import { defineConfig, type Plugin } from "vitest/config";
import { installed } from "./test/support/places.ts";

/** Every test imports `lssc` from the folder that the tarball was installed in, by the package's own `exports`. */
function fromTarball(): Plugin {
  return {
    name: "lssc-from-tarball",
    enforce: "pre",
    resolveId(source) {
      const isOurs = source === "lssc" || source.startsWith("lssc/");
      // As that folder's description would import it: Vite wants a file that exists.
      return isOurs ? this.resolve(source, join(installed, "package.json"), { skipSelf: true }) : null;
    },
  };
}

export default defineConfig({
  plugins: [fromTarball()],
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/install.ts"],
    // Builds, browsers and type checkers run in here; two cores may be all there is.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
