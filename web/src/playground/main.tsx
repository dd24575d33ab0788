import "graphiql/setup-workers/vite";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { LanguageProvider } from "../language/language";
import { Playground } from "./Playground";
import "@graphiql/react/style.css";
import "@graphiql/plugin-doc-explorer/style.css";
import "@graphiql/plugin-history/style.css";
import "graphiql/graphiql.css";
import "./playground.css";

const root = document.getElementById("root");
if (root === null) throw new Error("graphiql.html has no element with the id root");

createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      <Playground />
    </LanguageProvider>
  </StrictMode>,
);
