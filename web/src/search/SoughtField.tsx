import { useState } from "react";
import { Combobox } from "./Combobox";
import { useSettled } from "./settled";

/** What somebody types to find something by its name, and what is asked for once typing rests. */
export function useSought() {
  const [text, setText] = useState("");
  return { text, setText, query: useSettled(text.trim(), 150) };
}

/** A field that offers what was found under the words in it. */
export function SoughtField({
  sought: { text, setText, query },
  found,
  fetching,
  onChoose,
  label,
  placeholder,
  status,
  none,
}: {
  sought: ReturnType<typeof useSought>;
  found: readonly { key: string; name: string; detail: string }[];
  fetching: boolean;
  /** Hears the key of what is chosen. */
  onChoose: (key: string) => void;
  label: string;
  placeholder?: string;
  /** How many there are, for a screen reader. */
  status: (count: number) => string;
  /** What to say where there is nothing of this name. */
  none: string;
}) {
  const typed = text.trim();
  const options = typed === "" ? [] : found;
  return (
    <Combobox
      label={label}
      {...(placeholder === undefined ? {} : { placeholder })}
      text={text}
      onText={setText}
      options={options}
      onChoose={(option) => onChoose(option.key)}
      status={status(options.length)}
      none={typed !== "" && options.length === 0 && !fetching && query === typed ? none : null}
    />
  );
}
