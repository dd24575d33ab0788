import { parse, Kind, type OperationDefinitionNode } from "graphql";

function operations(document: string): OperationDefinitionNode[] {
  try {
    return parse(document, { noLocation: true }).definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  } catch {
    return [];
  }
}

/** The name of the first operation; empty where it has none. */
export const extractName = (document: string): string => operations(document)[0]?.name?.value ?? "";

/** Whether running it can do nothing but read: a link that is opened must not change anything with the reader's token. */
export function onlyReads(document: string): boolean {
  const found = operations(document);
  return found.length > 0 && found.every((operation) => operation.operation === "query");
}
