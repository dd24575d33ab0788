import { useId, useState, type FormEvent } from "react";
import { CopyButton } from "../copy/CopyButton";
import { dictionary, useWords } from "../language/language";
import { isValid, keepToken, useToken } from "./token";
import "./token.css";

export type Scope = "import" | "review";

const words = dictionary(
  {
    title: "令牌",
    why: (scope: Scope): string => (scope === "import" ? "导入报告要有带 import 权限的令牌。" : "复核数字要有带 review 权限的令牌。"),
    how: "在服务器上这样生成：",
    kept: "令牌只存在这个浏览器里，只在写入时发给本服务器。在公用的电脑上，用完请忘掉它。",
    has: (start: string) => `已有令牌 ${start}…`,
    save: "保存",
    checking: "正在核对…",
    forget: "忘掉令牌",
    wrong: "服务器不认这个令牌：抄错了、过期了，或者已经撤销。",
    unreachable: "连不上服务器，令牌没有核对成。",
    UNAUTHENTICATED: "服务器不认这个令牌了：可能已经过期或者撤销，请换一个。",
    FORBIDDEN: "这个令牌没有所需的权限，请换一个。",
    label: "令牌（以 fazhi_ 开头）",
  },
  {
    title: "Token",
    why: (scope: Scope): string => (scope === "import" ? "Importing needs a token with the scope import." : "Reviewing needs a token with the scope review."),
    how: "Make one on the server:",
    kept: "It stays in this browser and is sent with changes alone, to this server alone. On a shared computer, forget it afterwards.",
    has: (start: string) => `Token ${start}… is set`,
    save: "Save",
    checking: "Checking…",
    forget: "Forget the token",
    wrong: "The server does not know this token: it is mistyped, expired or revoked.",
    unreachable: "The server cannot be reached; the token has not been checked.",
    UNAUTHENTICATED: "The server does not know the token any more: it has expired or was revoked. Give another one.",
    FORBIDDEN: "This token lacks the scope that is needed. Give another one.",
    label: "Token (begins with fazhi_)",
  },
);

/** The token that a page needs to change something: given once, kept in the browser, forgotten with one click. */
export function TokenField({ scope, fault }: { scope: Scope; fault: "UNAUTHENTICATED" | "FORBIDDEN" | null }) {
  const w = useWords(words);
  const token = useToken();
  if (token === null) return <Missing scope={scope} />;
  return (
    <section className="token token-set" aria-label={w.title}>
      <p className="small">
        {/* The part before the secret names it, as `fazhi token list` does. */}
        <span className="dim">{w.has(token.slice(0, 18))}</span>
        <button type="button" className="quiet" onClick={() => keepToken(null)}>
          {w.forget}
        </button>
      </p>
      {fault === null ? null : (
        <p className="token-fault" role="alert">
          {w[fault]} {w.why(scope)}
        </p>
      )}
    </section>
  );
}

function Missing({ scope }: { scope: Scope }) {
  const w = useWords(words);
  const id = useId();
  const [text, setText] = useState("");
  const [state, setState] = useState<"idle" | "checking" | "wrong" | "unreachable">("idle");
  const command = `fazhi token create "${scope === "import" ? "importer" : "reviewer"}" --scope ${scope}`;
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const token = text.trim();
    if (token === "") return;
    setState("checking");
    try {
      if (await isValid(token)) keepToken(token);
      else setState("wrong");
    } catch {
      setState("unreachable");
    }
  };
  return (
    <section className="token" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{w.title}</h2>
      <p>{w.why(scope)}</p>
      <p className="token-command">
        <span className="dim">{w.how}</span> <code>{command}</code> <CopyButton text={command} />
      </p>
      <form onSubmit={(event) => void save(event)}>
        <input
          type="password"
          aria-label={w.label}
          aria-describedby={`${id}-kept`}
          placeholder={w.label}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setState("idle");
          }}
        />
        <button type="submit" className="main" disabled={state === "checking" || text.trim() === ""}>
          {state === "checking" ? w.checking : w.save}
        </button>
      </form>
      {state === "wrong" || state === "unreachable" ? (
        <p className="token-fault" role="alert">
          {w[state]}
        </p>
      ) : null}
      <p className="small dim" id={`${id}-kept`}>
        {w.kept}
      </p>
    </section>
  );
}
