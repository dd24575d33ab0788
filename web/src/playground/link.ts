/** What an address of the playground asks for: `/graphiql?query=…&variables=…&operationName=…`. */
export interface Linked {
  query: string;
  variables?: string;
  operationName?: string;
}

/** Undefined where the address names no query. Variables are laid out for reading where they are JSON. */
export function linked(search: string): Linked | undefined {
  const parameters = new URLSearchParams(search);
  const query = parameters.get("query");
  if (query === null || query.trim() === "") return undefined;
  const variables = parameters.get("variables");
  const operationName = parameters.get("operationName");
  return {
    query,
    ...(variables !== null && variables !== "" && { variables: laidOut(variables) }),
    ...(operationName !== null && operationName !== "" && { operationName }),
  };
}

/** The address that opens a query. */
export function link({ query, variables, operationName }: Linked): string {
  const parameters = new URLSearchParams({ query });
  if (variables !== undefined && variables.trim() !== "") parameters.set("variables", variables);
  if (operationName !== undefined && operationName !== "") parameters.set("operationName", operationName);
  return `/graphiql?${parameters}`;
}

function laidOut(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}
