import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the program serves: http://127.0.0.1:40123 */
    origin: string;
    /** A token that may import and review. */
    token: string;
  }
}

/** The program under test, with the explorer in it. */
const program = process.env["FAZHI_PROGRAM"] ?? fileURLToPath(new URL("../../target/debug/fazhi", import.meta.url));

/** Starts the program over a database of its own with the sample reports, on a port of its own; ends it after the tests. */
export default async function setup(project: TestProject): Promise<() => void> {
  if (!existsSync(program)) throw new Error(`${program} is not there: run \`make browser-test\`, or set FAZHI_PROGRAM`);
  const folder = mkdtempSync(join(tmpdir(), "fazhi-browser."));
  const environment = { ...process.env, FAZHI_DATABASE_URL: `sqlite:${join(folder, "fazhi.db")}`, RUST_LOG: "warn" };
  const options = { cwd: folder, env: environment };
  const made = spawnSync(program, ["token", "create", "browser", "--scope", "import", "--scope", "review"], { ...options, encoding: "utf8" });
  if (made.status !== 0) throw new Error(`fazhi token create: ${made.stderr}`);
  const served = spawn(program, ["serve", "--listen", "127.0.0.1:0"], { ...options, stdio: ["ignore", "pipe", "inherit"] });
  const end = () => {
    served.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    project.provide("origin", await origin(served));
    project.provide("token", made.stdout.trim());
  } catch (error) {
    end();
    throw error;
  }
  return end;
}

/** Where it says that it serves. What it prints later is read and dropped: a full pipe would stop it. */
function origin(served: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (served.stdout === null) return reject(new Error("fazhi serve has no output"));
    createInterface(served.stdout).on("line", (line) => {
      const found = /Fazhi is at (http:\S+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
    served.on("exit", (code) => reject(new Error(`fazhi serve ended with ${code}`)));
  });
}
