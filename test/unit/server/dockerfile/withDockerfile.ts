import type { ClientOptions } from '../TestClient';
import { TestClient } from '../TestClient';

export const DOCKERFILE_URI = 'file:///project/Dockerfile';

/** Opens a Dockerfile, asks, and closes. */
export async function withDockerfile<T>(
  text: string,
  query: (client: TestClient) => Promise<T>,
  options?: ClientOptions,
  uri = DOCKERFILE_URI,
): Promise<T> {
  const client = new TestClient(options);
  try {
    await client.open(text, uri, 'dockerfile');
    return await query(client);
  } finally {
    await client.close();
  }
}
