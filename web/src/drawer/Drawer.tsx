import { useEffect, useId, useRef, type ReactNode } from "react";
import { dictionary, useWords } from "../language/language";
import "./drawer.css";

const words = dictionary({ close: "关闭" }, { close: "Close" });

/** What stands beside the text where there is room, over the page where there is none. */
export function Drawer({
  title,
  side,
  open,
  onClose,
  children,
}: {
  title: string;
  side: "left" | "right";
  open: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const w = useWords(words);
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className={`drawer drawer-${side}`}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className="drawer-body">
        <header>
          <h2 id={id}>{title}</h2>
          <button type="button" className="quiet" onClick={onClose}>
            {w.close}
          </button>
        </header>
        {open ? children : null}
      </div>
    </dialog>
  );
}
