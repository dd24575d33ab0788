import { Suspense, useEffect, useRef } from "react";
import { Link, Route, Switch, useLocation, useSearch } from "wouter";
import { overviewAddress, playgroundAddress } from "./address";
import { dictionary, useLanguage, useWords } from "./language/language";
import { nothing, pageNames, pages } from "./pages";
import { SearchBox } from "./search/SearchBox";
import { ErrorBoundary } from "./states/ErrorBoundary";
import { PageLoading } from "./states/states";
import { useTheme, type Theme } from "./theme";
import "./shell.css";

const words = dictionary(
  {
    tagline: "县级法治政府建设年度报告的数据",
    skip: "跳到正文",
    navigation: "主导航",
    playground: "接口",
    otherLanguage: "English",
    theme: "明暗",
    system: "随系统",
    light: "浅色",
    dark: "深色",
    footer: "每个数字都带有原句和出处。数据来自各县公开的报告，引用请以原文为准。",
    downloads: "下载全部数字",
  },
  {
    tagline: "Rule-of-law reports of China’s counties as data",
    skip: "Skip to content",
    navigation: "Main",
    playground: "API",
    otherLanguage: "中文",
    theme: "Theme",
    system: "System",
    light: "Light",
    dark: "Dark",
    footer: "Every number carries its sentence and its source. The data come from reports that counties publish; quote the originals.",
    downloads: "Download all figures",
  },
);

/** The frame of every page: letterhead, navigation, search, switches, the page itself. */
export function App() {
  const w = useWords(words);
  const names = useWords(pageNames);
  const [location] = useLocation();
  const search = useSearch();
  const main = useRef<HTMLElement>(null);
  useNewPage(location, main);
  const Nothing = nothing;
  return (
    <>
      <a className="shell-skip" href="#main">
        {w.skip}
      </a>
      <header className="shell-header">
        <div className="shell-top">
          <Link href={overviewAddress} className="shell-mark">
            <span className="shell-mark-zh" lang="zh">
              法治
            </span>
            <span className="shell-mark-en" lang="en">
              Fazhi
            </span>
            <span className="shell-tagline">{w.tagline}</span>
          </Link>
          <div className="shell-switches">
            <LanguageSwitch />
            <ThemeSwitch />
          </div>
        </div>
        <div className="shell-bar">
          <nav aria-label={w.navigation}>
            <ul>
              {pages
                .filter((page) => page.navigation !== undefined)
                .map((page) => (
                  <li key={page.path}>
                    <Link href={page.navigation ?? ""} aria-current={location === page.path ? "page" : undefined}>
                      {names[page.name]}
                    </Link>
                  </li>
                ))}
              <li>
                <a href={playgroundAddress()}>{w.playground}</a>
              </li>
            </ul>
          </nav>
          {location === overviewAddress ? null : <SearchBox />}
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        <ErrorBoundary at={`${location}?${search}`}>
          <Suspense fallback={<PageLoading />}>
            <Switch>
              {pages.map((page) => (
                <Route key={page.path} path={page.path} component={page.component} />
              ))}
              <Route>
                <Nothing />
              </Route>
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </main>
      <footer className="shell-footer">
        <p>{w.footer}</p>
        <p>
          <a href="/export/figures.csv?bom=1">{w.downloads} (CSV)</a>
        </p>
      </footer>
    </>
  );
}

/** A new page begins at its top, and screen readers are told: the focus moves to it. */
function useNewPage(location: string, main: React.RefObject<HTMLElement | null>) {
  const before = useRef(location);
  useEffect(() => {
    if (before.current === location) return;
    before.current = location;
    window.scrollTo({ top: 0, behavior: "instant" });
    main.current?.focus({ preventScroll: true });
  }, [location, main]);
}

function LanguageSwitch() {
  const { language, choose } = useLanguage();
  const w = useWords(words);
  return (
    <button type="button" className="quiet" lang={language === "zh" ? "en" : "zh"} onClick={() => choose(language === "zh" ? "en" : "zh")}>
      {w.otherLanguage}
    </button>
  );
}

const nextTheme: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };

function ThemeSwitch() {
  const { theme, choose } = useTheme();
  const w = useWords(words);
  return (
    <button type="button" className="quiet" aria-label={`${w.theme}: ${w[theme]}`} onClick={() => choose(nextTheme[theme])}>
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <circle cx="7" cy="7" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M7 1a6 6 0 0 1 0 12z" fill="currentColor" />
      </svg>
      {w[theme]}
    </button>
  );
}
