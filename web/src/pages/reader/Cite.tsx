import { CopyButton } from "../../copy/CopyButton";
import { dictionary, useWords } from "../../language/language";
import { chinese, english, type Cited } from "./citation";

const words = dictionary(
  { title: "引用", quote: "引用选中的这一句：", whole: "引用整份报告：", zh: "复制（GB/T 7714）", en: "复制英文" },
  { title: "Cite", quote: "The chosen sentence:", whole: "The whole report:", zh: "Copy in Chinese (GB/T 7714)", en: "Copy in English" },
);

/** A citation to copy, of the chosen sentence or of the whole report. */
export function Cite({ cited }: { cited: Cited }) {
  const w = useWords(words);
  const texts = { zh: chinese(cited), en: english(cited) };
  return (
    <section className="cite" aria-labelledby="cite">
      <h2 id="cite">{w.title}</h2>
      <p className="small dim">{cited.quote === null ? w.whole : w.quote}</p>
      <p className="cite-text" lang="zh">
        {texts.zh}
      </p>
      <CopyButton text={texts.zh} label={w.zh} />
      <p className="cite-text" lang="en">
        {texts.en}
      </p>
      <CopyButton text={texts.en} label={w.en} />
    </section>
  );
}
