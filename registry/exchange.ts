import { RegistryError } from './RegistryError';

/** One request over HTTP. */
export interface Request {
  method?: 'GET' | 'HEAD' | 'POST';
  url: URL;
  headers?: Record<string, string>;
  /** Fields of a form. */
  form?: Record<string, string>;
  /** Sent as JSON. */
  json?: object;
  /** Of the answer, unpacked. */
  maxBytes: number;
  timeoutMs: number;
  signal: AbortSignal | undefined;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: Uint8Array;
}

/** Where the answer is no error the body counts; of an error only its beginning is read. */
const MAX_ERROR_BYTES = 64 * 1024;
const USER_AGENT = 'bulkhead';

async function readBody({ body, ok }: Response, url: URL, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const limit = ok ? maxBytes : MAX_ERROR_BYTES;
  let length = 0;
  for await (const part of body ?? []) {
    const bytes = part as Uint8Array;
    length += bytes.length;
    if (length > limit) {
      // Leaving the loop gives the connection up.
      if (!ok) break;
      throw new RegistryError('malformed', `${url.host} sent more than ${maxBytes} bytes for ${url.pathname}`);
    }
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

/**
 * Sends a request and takes its answer whole. Redirects are answers like others: who may be gone to is for the caller to say.
 * @throws {RegistryError} `unreachable`, `malformed` or `aborted`
 */
export async function exchange(request: Request): Promise<Answer> {
  const { method = 'GET', url, headers, form, json, maxBytes, timeoutMs, signal } = request;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method,
      headers: { 'user-agent': USER_AGENT, ...(json ? { 'content-type': 'application/json' } : {}), ...headers },
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(form ? { body: new URLSearchParams(form) } : {}),
      ...(json ? { body: JSON.stringify(json) } : {}),
    });
    return { status: response.status, headers: response.headers, body: await readBody(response, url, maxBytes) };
  } catch (error) {
    if (error instanceof RegistryError) throw error;
    if (signal?.aborted) throw new RegistryError('aborted', `the question to ${url.host} was given up`);
    if (timeout.aborted) throw new RegistryError('unreachable', `${url.host} did not answer within ${timeoutMs} ms`);
    throw new RegistryError('unreachable', `${url.host} cannot be reached: ${reasonOf(error)}`);
  }
}

/** Of fetch the cause says what happened. */
function reasonOf(error: unknown): string {
  const { cause = error } = error as { cause?: unknown };
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}
