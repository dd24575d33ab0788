import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { remember, remembered } from "../remember";

export type Language = "zh" | "en";

type Word = string | ((...values: never[]) => string);
type SameWords<W> = { [K in keyof W]: W[K] extends string ? string : W[K] };

/** The words of one part of the explorer in both languages. */
export interface Dictionary<W> {
  zh: SameWords<W>;
  en: SameWords<W>;
}

/** Pairs Chinese words with English ones; a word that one language lacks is a type error. */
export function dictionary<const W extends Record<string, Word>>(zh: W, en: SameWords<W>): Dictionary<W> {
  return { zh: zh as SameWords<W>, en };
}

interface LanguageChoice {
  language: Language;
  choose: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice>({ language: "zh", choose: () => undefined });

/** Chinese unless the reader has chosen English, here or in an earlier visit. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (remembered("language") === "en" ? "en" : "zh"));
  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    remember("language", language);
  }, [language]);
  const choice = useMemo(() => ({ language, choose: setLanguage }), [language]);
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageChoice {
  return useContext(LanguageContext);
}

/** The words of a dictionary in the reader's language. */
export function useWords<W>(words: Dictionary<W>): SameWords<W> {
  return words[useLanguage().language];
}

/** Picks the name that a place or an indicator has in the reader's language. */
export function useNames(): (named: { name: string; nameEn: string }) => string {
  const { language } = useLanguage();
  return (named) => (language === "zh" ? named.name : named.nameEn);
}
