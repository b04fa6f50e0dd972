interface About {
  textDocument?: { uri: string };
  /** What was made for a document and is asked about again, itself or as the item of a tree. */
  item?: { data?: unknown };
  data?: unknown;
}

/** The document a request is about. */
export function uriOf(params: unknown): string | undefined {
  const { textDocument, item, data = item?.data } = params as About;
  return textDocument?.uri ?? (data as { document?: string } | undefined)?.document;
}
