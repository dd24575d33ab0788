import { useGraphiQL } from "@graphiql/react";
import { useEffect } from "react";

/**
 * GraphiQL announces its tabs as such, but each holds two buttons, which screen readers do not expect there. What they are
 * without those roles, a list of buttons of which one is pressed, they read well. Shows nothing.
 */
export function TabsAsList() {
  const tabs = useGraphiQL((state) => state.tabs);
  const active = useGraphiQL((state) => state.activeTabIndex);
  useEffect(() => {
    document.querySelector(".graphiql-tabs")?.removeAttribute("role");
    document.querySelectorAll(".graphiql-tabs > .graphiql-tab").forEach((tab, place) => {
      tab.removeAttribute("role");
      tab.removeAttribute("aria-selected");
      tab.querySelector(".graphiql-tab-button")?.setAttribute("aria-pressed", String(place === active));
    });
  }, [tabs, active]);
  return null;
}
