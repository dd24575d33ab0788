import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import "./search.css";

export interface Option {
  key: string;
  /** What kind of thing it is; said once for neighbours of one kind. */
  group?: string;
  name: string;
  detail?: string;
}

/**
 * A field with a list of what fits below it: typed into, gone through with the arrow keys, chosen from with Enter or a
 * click. Who uses it looks the options up.
 */
export function Combobox<O extends Option>({
  label,
  placeholder = label,
  text,
  onText,
  options,
  onChoose,
  onEnter,
  status,
  none,
  className = "",
}: {
  label: string;
  placeholder?: string;
  text: string;
  onText: (text: string) => void;
  options: readonly O[];
  onChoose: (option: O) => void;
  /** What Enter chooses while no option is marked; the first one if null. */
  onEnter?: () => O | undefined;
  /** What a screen reader is told of the list. */
  status: string;
  /** Shown in the list, below the options, where something is missing. */
  none?: ReactNode;
  className?: string;
}) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const shown = open && (options.length > 0 || (none !== undefined && none !== null));

  const choose = (option: O | undefined) => {
    if (option === undefined) return;
    setOpen(false);
    setActive(-1);
    onText("");
    onChoose(option);
  };

  const key = (event: KeyboardEvent) => {
    // Enter and the arrows belong to the input method while it composes.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      const count = options.length;
      if (count === 0) return;
      setActive((before) => (event.key === "ArrowDown" ? (before + 1) % count : (Math.max(before, 0) - 1 + count) % count));
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(active >= 0 ? options[active] : onEnter === undefined ? options[0] : onEnter());
    } else if (event.key === "Escape") {
      setOpen(false);
      setActive(-1);
    }
  };

  return (
    <div className={`search ${className}`}>
      <input
        ref={input}
        type="search"
        role="combobox"
        aria-label={label}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        value={text}
        onChange={(event) => {
          onText(event.target.value);
          setActive(-1);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={key}
      />
      <div className="unseen" role="status">
        {shown ? status : ""}
      </div>
      <div className="search-list" hidden={!shown}>
        <ul id={`${id}-list`} role="listbox" aria-label={label}>
          {options.map((option, place) => {
            const first = option.group !== undefined && options[place - 1]?.group !== option.group;
            return (
              <li
                key={option.key}
                id={`${id}-${place}`}
                role="option"
                aria-selected={place === active}
                className={first ? "search-first" : undefined}
                // Before the field loses its focus, which closes the list.
                onMouseDown={(event) => {
                  event.preventDefault();
                  choose(option);
                }}
                onMouseEnter={() => setActive(place)}
              >
                {option.group === undefined ? null : <span className="search-group">{option.group}</span>}
                <span className="search-name">{option.name}</span>
                <span className="search-detail">{option.detail}</span>
              </li>
            );
          })}
        </ul>
        {none === undefined || none === null ? null : <p className="search-none">{none}</p>}
      </div>
    </div>
  );
}
