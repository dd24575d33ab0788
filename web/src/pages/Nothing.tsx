import { Link } from "wouter";
import { overviewAddress } from "../address";
import { dictionary, useWords } from "../language/language";
import { useTitle } from "../title";

const words = dictionary(
  { title: "没有这一页", text: "这个地址下什么也没有。可以用上面的搜索框查县、指标和原文，或者回到", overview: "概览" },
  {
    title: "No such page",
    text: "There is nothing at this address. Search for counties, indicators and texts above, or go back to the ",
    overview: "overview",
  },
);

export default function Nothing() {
  const w = useWords(words);
  useTitle(w.title);
  return (
    <>
      <h1>{w.title}</h1>
      <p className="state">
        {w.text}
        <Link href={overviewAddress}>{w.overview}</Link>
      </p>
    </>
  );
}
