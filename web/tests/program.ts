import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
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
    /** The code of a county that does not exist, with ten years of generated reports. */
    fictional: string;
  }
}

/** The program under test, with the explorer in it. */
const program = process.env["FAZHI_PROGRAM"] ?? fileURLToPath(new URL("../../target/debug/fazhi", import.meta.url));

/**
 * Starts the program over a database of its own, on a port of its own: the sample reports, and those of `make demo`. Ends it
 * after the tests.
 */
export default async function setup(project: TestProject): Promise<() => void> {
  if (!existsSync(program)) throw new Error(`${program} is not there: run \`make browser-test\`, or set FAZHI_PROGRAM`);
  const folder = mkdtempSync(join(tmpdir(), "fazhi-browser."));
  const environment = { ...process.env, FAZHI_DATABASE_URL: `sqlite:${join(folder, "fazhi.db")}`, FAZHI_LOG: "warn" };
  const options = { cwd: folder, env: environment };
  const run = (...words: string[]): string => {
    const done = spawnSync(program, words, { ...options, encoding: "utf8" });
    if (done.status !== 0) throw new Error(`fazhi ${words.join(" ")}: ${done.stderr}`);
    return done.stdout;
  };
  const reports = join(folder, "demo");
  run("generate", "--counties", "6", "--years", "2015-2024", "--seed", "1", "--no-gold", reports);
  run("import", reports);
  const token = run("token", "create", "browser", "--scope", "import", "--scope", "review").trim();
  const served = spawn(program, ["serve", "--listen", "127.0.0.1:0"], { ...options, stdio: ["ignore", "pipe", "inherit"] });
  const end = () => {
    served.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    project.provide("origin", await origin(served));
    project.provide("token", token);
    // Files are named by county and year: 990101-2015.txt
    const counties = readdirSync(reports).flatMap((name) => /^(\d{6})-\d{4}\.txt$/.exec(name)?.[1] ?? []);
    project.provide("fictional", counties.sort()[0] ?? "");
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
