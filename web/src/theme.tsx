import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from "react";
import { remember, remembered } from "./remember";

/** What the reader has chosen; `system` follows the device. */
export type Theme = "system" | "light" | "dark";

interface ThemeChoice {
  theme: Theme;
  /** Whether the page is dark now, whoever decided that. */
  dark: boolean;
  choose: (theme: Theme) => void;
}

const ThemeContext = createContext<ThemeChoice>({ theme: "system", dark: false, choose: () => undefined });

const device = window.matchMedia("(prefers-color-scheme: dark)");
const watchDevice = (changed: () => void) => {
  device.addEventListener("change", changed);
  return () => device.removeEventListener("change", changed);
};

export function ThemeProvider({ children }: { children: ReactNode }) {
  const [theme, choose] = useState<Theme>(() => {
    const before = remembered("theme");
    return before === "light" || before === "dark" ? before : "system";
  });
  const deviceIsDark = useSyncExternalStore(watchDevice, () => device.matches);
  useEffect(() => {
    remember("theme", theme === "system" ? null : theme);
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  }, [theme]);
  const dark = theme === "system" ? deviceIsDark : theme === "dark";
  const choice = useMemo(() => ({ theme, dark, choose }), [theme, dark]);
  return <ThemeContext value={choice}>{children}</ThemeContext>;
}

export function useTheme(): ThemeChoice {
  return useContext(ThemeContext);
}
