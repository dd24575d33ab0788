import { print, type DocumentNode } from "@0no-co/graphql.web";

/** One query as it was sent: the document and its variables. */
export interface Asked {
  document: DocumentNode;
  variables: Record<string, unknown>;
}

/** The document as text, as the playground shows it. */
export const queryText = (asked: Asked): string => print(asked.document);

/** The variables without those that are not given. */
export function givenVariables(asked: Asked): Record<string, unknown> {
  return Object.fromEntries(Object.entries(asked.variables).filter(([, value]) => value !== undefined && value !== null));
}

const body = (asked: Asked) => {
  const variables = givenVariables(asked);
  const query = queryText(asked);
  return Object.keys(variables).length === 0 ? { query } : { query, variables };
};

/** A command for a POSIX shell. */
export function curl(asked: Asked, endpoint: string): string {
  const json = JSON.stringify(body(asked), null, 2);
  return `curl -s ${endpoint} \\\n  -H 'content-type: application/json' \\\n  -d '${json.replaceAll("'", `'\\''`)}'\n`;
}

/** A Python program that needs nothing but Python. */
export function python(asked: Asked, endpoint: string): string {
  const query = queryText(asked).replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"');
  return `import json
from urllib.request import Request, urlopen

query = """
${query}
"""
variables = ${pythonValue(givenVariables(asked))}

request = Request(
    ${pythonValue(endpoint)},
    data=json.dumps({"query": query, "variables": variables}).encode(),
    headers={"content-type": "application/json"},
)
answer = json.load(urlopen(request))
print(json.dumps(answer["data"], ensure_ascii=False, indent=2))
`;
}

/** JavaScript for browsers and for Node.js 18 and later. */
export function javascript(asked: Asked, endpoint: string): string {
  const query = queryText(asked).replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("${", "\\${");
  return `const query = \`
${query}
\`;
const variables = ${JSON.stringify(givenVariables(asked), null, 2)};

const response = await fetch(${JSON.stringify(endpoint)}, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ query, variables }),
});
const { data, errors } = await response.json();
if (errors) throw new Error(errors[0].message);
console.log(data);
`;
}

/** A value as a Python literal. JSON differs in three words only. */
function pythonValue(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (Array.isArray(value)) return `[${value.map(pythonValue).join(", ")}]`;
  if (typeof value === "object") {
    const pairs = Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}: ${pythonValue(one)}`);
    return `{${pairs.join(", ")}}`;
  }
  return JSON.stringify(value);
}
