import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Provider } from "urql";
import { App } from "./App";
import { LanguageProvider } from "./language/language";
import { client } from "./query/client";
import { ThemeProvider } from "./theme";
import "./theme.css";
import "./table/table.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element with the id root");

createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      <ThemeProvider>
        <Provider value={client}>
          <App />
        </Provider>
      </ThemeProvider>
    </LanguageProvider>
  </StrictMode>,
);
