import { shown } from '../ui/shown-text.js';
import { ApiError } from './api-error.js';
import type { ListPage } from './types.js';

/** How long a call may take, in milliseconds. */
const timeout = 10_000;

/** Calls the control plane that serves this page. */
export class Api {
  readonly #token: string;
  readonly #onRefused: () => void;
  /** The service that the superservice acts for; undefined: itself. */
  readonly actingFor: string | undefined;

  /**
   * @param token - the session token
   * @param onRefused - the control plane no longer accepts the token
   * @param actingFor - the service that the superservice acts for; undefined: itself
   */
  constructor(token: string, onRefused: () => void, actingFor?: string) {
    this.#token = token;
    this.#onRefused = onRefused;
    this.actingFor = actingFor;
  }

  /** The same session, acting for a service. Only the superservice may. */
  actFor(serviceId: string | undefined): Api {
    return new Api(this.#token, this.#onRefused, serviceId);
  }

  /** @throws {@link ApiError} */
  async get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return (await this.#call('GET', path, undefined, signal)) as T;
  }

  /** @throws {@link ApiError} */
  async post<T>(path: string, body?: object): Promise<T> {
    return (await this.#call('POST', path, body)) as T;
  }

  /** @throws {@link ApiError} */
  async delete(path: string): Promise<void> {
    await this.#call('DELETE', path);
  }

  /** One page of a list. @throws {@link ApiError} */
  page<T>(path: string, limit: number, continuation?: string, signal?: AbortSignal): Promise<ListPage<T>> {
    const query = new URLSearchParams({ limit: String(limit), ...(continuation ? { continuation } : {}) });
    return this.get(`${path}?${query}`, signal);
  }

  async #call(method: string, path: string, body?: object, signal?: AbortSignal): Promise<unknown> {
    const deadline = AbortSignal.timeout(timeout);
    try {
      const response = await fetch(path, {
        method,
        headers: {
          authorization: `Bearer ${this.#token}`,
          ...(body ? { 'content-type': 'application/json' } : {}),
          ...(this.actingFor ? { 'signal-service': this.actingFor } : {}),
        },
        signal: signal ? AbortSignal.any([deadline, signal]) : deadline,
        cache: 'no-store',
        redirect: 'error',
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const text = await response.text();
      return response.ok ? parse(text, response.status) : this.#refuse(response, text);
    } catch (error) {
      if (error instanceof ApiError || signal?.aborted) {
        throw error;
      }
      throw new ApiError(
        deadline.aborted ? 'The control plane did not answer within ten seconds.' : 'The control plane cannot be reached.',
        0,
      );
    }
  }

  #refuse(response: Response, text: string): never {
    const { status } = response;
    if (status === 401) {
      this.#onRefused();
    }
    throw new ApiError(sentence(status, text, response.headers.get('retry-after')), status);
  }
}

function parse(text: string, status: number): unknown {
  if (text === '') {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(`The control plane sent an answer that is not JSON (status ${status}).`, status);
  }
}

function sentence(status: number, text: string, retryAfter: string | null): string {
  let problem: { title?: unknown; detail?: unknown } = {};
  try {
    problem = JSON.parse(text) as typeof problem;
  } catch {
    // A proxy between this page and the control plane may answer in HTML.
  }
  const [title, detail] = [problem?.title, problem?.detail].map((part) => (typeof part === 'string' ? shown(part, 300) : ''));
  if (status === 429 || status === 503) {
    return `${detail || 'The control plane is busy or unavailable.'} Try again in ${shown(retryAfter ?? 'a few', 10)} seconds.`;
  }
  return [title, detail].filter(Boolean).join(' ') || `The control plane refused the call (status ${status}).`;
}
