import axe from "axe-core";
import { chromium, type Browser, type BrowserContext, type Page, type Request } from "playwright-core";
import { expect, inject } from "vitest";

export interface Reader {
  language?: "zh" | "en";
  theme?: "light" | "dark";
  /** The size of the window; a desk's unless given. */
  window?: { width: number; height: number };
  /** The token that the reader has given before. */
  token?: string;
}

export const desk = { width: 1280, height: 800 };
export const phone = { width: 360, height: 740 };

/** One Chromium for the tests of a file. Each visit is a reader of its own, with nothing remembered. */
export async function launch(...more: string[]): Promise<Browser> {
  const executablePath = process.env["FAZHI_TEST_CHROMIUM"];
  if (executablePath === undefined) throw new Error("FAZHI_TEST_CHROMIUM is not set: run through tests/with-chromium");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...more,
    ],
  });
}

/** A page that is being looked at, and what went wrong on it. */
export class Visit {
  readonly wrong: string[] = [];
  /** What has been asked for and has not come yet. */
  private readonly pending = new Set<Request>();
  private lastNews = performance.now();

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
  ) {}

  static async start(browser: Browser, reader: Reader = {}): Promise<Visit> {
    const origin = inject("origin");
    const context = await browser.newContext({
      baseURL: origin,
      viewport: reader.window ?? desk,
      locale: "zh-CN",
      colorScheme: reader.theme ?? "light",
      reducedMotion: "reduce",
    });
    await context.addInitScript(remember, { language: reader.language ?? null, token: reader.token ?? null });
    await context.addInitScript(watchShifts);
    const page = await context.newPage();
    const visit = new Visit(page, context);
    page.on("console", (message) => {
      if (message.type() === "error") visit.wrong.push(`console: ${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => visit.wrong.push(`script: ${error.message}`));
    page.on("requestfinished", (request) => visit.arrived(request));
    page.on("requestfailed", (request) => {
      visit.arrived(request);
      const why = request.failure()?.errorText ?? "";
      // A page that is left breaks off what it was asking for.
      if (why !== "net::ERR_ABORTED") visit.wrong.push(`request: ${request.url()} ${why}`);
    });
    page.on("request", (request) => {
      // Of the script of a worker that starts again, Chromium does not say that it has come.
      if (!request.url().includes(".worker-")) visit.pending.add(request);
      const { protocol, origin: asked } = new URL(request.url());
      if (/^(https?|wss?):$/.test(protocol) && asked.replace(/^ws/, "http") !== origin) visit.wrong.push(`another host: ${request.url()}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) visit.wrong.push(`status ${response.status()}: ${response.url()}`);
    });
    return visit;
  }

  /** Opens an address and waits for a text in the page itself. */
  async open(path: string, text: string | RegExp): Promise<Page> {
    await this.page.goto(path);
    await this.sees(text);
    return this.page;
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor();
  }

  private arrived(request: Request): void {
    this.pending.delete(request);
    this.lastNews = performance.now();
  }

  /** Waits until nothing is on its way any more, and nothing has come for half a second. */
  async settles(): Promise<void> {
    const late = () => (performance.now() - this.lastNews < 500 ? ["something has come just now"] : []);
    const awaited = () => [...[...this.pending].map((request) => request.url()), ...late()];
    await expect.poll(awaited, { timeout: 30_000 }).toEqual([]);
    await this.page.evaluate(() => document.fonts.ready.then(() => undefined));
  }

  /** How much the page has moved under the reader's eyes so far; Chromium's cumulative layout shift. */
  shift(): Promise<number> {
    return this.page.evaluate(() => (window as unknown as { shift: number }).shift);
  }

  /** What keeps readers with other means from reading: axe's findings that are serious or critical. */
  async barriers(): Promise<string[]> {
    await this.page.evaluate(axe.source);
    const { violations } = await this.page.evaluate(() =>
      (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ["violations"] }),
    );
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.length} times, first at ${nodes[0]?.html}: ${nodes[0]?.failureSummary}`);
  }

  /** By how many pixels the page is wider than its window. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => (document.scrollingElement?.scrollWidth ?? 0) - window.innerWidth);
  }

  /** What went wrong so far and was meant to, or does no harm. */
  forgives(what: RegExp): void {
    this.wrong.splice(0, Infinity, ...this.wrong.filter((wrong) => !what.test(wrong)));
  }

  /** Nothing has gone wrong, and the reader leaves. */
  async end(): Promise<void> {
    await this.context.close();
    expect(this.wrong).toEqual([]);
  }
}

/** What an earlier visit has left, once: what the reader changes during this one stays. */
function remember({ language, token }: { language: string | null; token: string | null }): void {
  if (sessionStorage.getItem("started") !== null) return;
  sessionStorage.setItem("started", "");
  if (language !== null) localStorage.setItem("fazhi.language", language);
  if (token !== null) localStorage.setItem("fazhi.token", token);
}

function watchShifts(): void {
  const watched = window as unknown as { shift: number };
  watched.shift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
      if (!entry.hadRecentInput) watched.shift += entry.value;
    }
  }).observe({ type: "layout-shift", buffered: true });
}
