import { OURS, tellConnection } from './client.js';
import { viewHeaders } from './full-view.js';
import { ConnectionLost, problemOf } from './problem.js';

/** A file of the gateway: fetched rather than opened, so that a refusal is shown as a sentence on this page. */
export async function fetchFile(address: string, accept?: string): Promise<{ blob: Blob; name: string }> {
  const response = await fetch(address, { headers: { ...OURS, ...viewHeaders(), ...(accept === undefined ? {} : { accept }) }, credentials: 'same-origin' }).catch(() => {
    tellConnection('unreachable');
    throw new ConnectionLost();
  });
  if (response.status === 401) tellConnection('signed-out');
  if (!response.ok) throw await problemOf(response);
  return { blob: await response.blob(), name: nameIn(response.headers.get('content-disposition')) ?? address.split('/').at(-1)!.split('?')[0]! };
}

export async function saveFile(address: string, accept?: string): Promise<void> {
  const { blob, name } = await fetchFile(address, accept);
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken hold of it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function nameIn(disposition: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (encoded !== undefined) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/i.exec(disposition ?? '')?.[1];
}

/** Sends a file as the body of a call; the answer is JSON. */
export async function sendFile<Answer>(address: string, file: Blob, type: string): Promise<Answer> {
  const response = await fetch(address, { method: 'POST', body: file, headers: { ...OURS, ...viewHeaders(), 'content-type': type }, credentials: 'same-origin' }).catch(() => {
    tellConnection('unreachable');
    throw new ConnectionLost();
  });
  if (response.status === 401) tellConnection('signed-out');
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as Answer;
}
