import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { useMemo } from "react";
import { dictionary, useWords } from "../language/language";
import { remembered } from "../remember";
import { CopyLink } from "./CopyLink";
import { fetcher } from "./fetcher";
import { linked } from "./link";
import { RunOnce } from "./RunOnce";
import { TabsAsList } from "./TabsAsList";
import { tour } from "./tour";
import { TOUR } from "./TourPanel";

const words = dictionary({ explorer: "回到浏览页面" }, { explorer: "To the explorer" });

/** Shown above the headers of a new tab: reading needs none. */
const HEADERS = `{
  // "authorization": "Bearer fazhi_…"
}`;

const plugins = [TOUR, HISTORY_PLUGIN];
const wide = window.matchMedia("(min-width: 60rem)").matches;

/** GraphiQL over this server, with the questions of docs/tour as tabs and beside the editors. */
export function Playground() {
  const w = useWords(words);
  const asked = useMemo(() => linked(location.search), []);
  const theme = remembered("theme");
  const questions = tour.map(({ document }) => ({ query: document, headers: HEADERS }));
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      {...(wide && asked === undefined && { visiblePlugin: TOUR })}
      defaultTabs={asked === undefined ? questions : [{ query: asked.query, variables: asked.variables ?? null, headers: HEADERS }, ...questions]}
      defaultHeaders={HEADERS}
      defaultQuery=""
      {...(asked !== undefined && { initialQuery: asked.query, initialVariables: asked.variables ?? "" })}
      {...(asked?.operationName !== undefined && { operationName: asked.operationName })}
      defaultEditorToolsVisibility={asked?.variables === undefined ? false : "variables"}
      forcedTheme={theme === "light" || theme === "dark" ? theme : "system"}
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <a className="playground-home" href="/" title={w.explorer}>
          <span lang="zh">法治</span> <span lang="en">Fazhi</span>
        </a>
      </GraphiQL.Logo>
      <GraphiQL.Toolbar>
        {({ prettify, merge, copy }) => (
          <>
            {prettify}
            {merge}
            {copy}
            <CopyLink />
          </>
        )}
      </GraphiQL.Toolbar>
      <GraphiQL.Footer>
        <RunOnce />
        <TabsAsList />
      </GraphiQL.Footer>
    </GraphiQL>
  );
}
