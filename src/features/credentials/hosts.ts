// Allowed hosts as people paste them: an address becomes its host.

/** `https://API.example.com/v1?x` -> `api.example.com`; a port stays. Anything that is no host comes back trimmed, for the server to refuse. */
export function hostOf(text: string): string {
  const trimmed = text.trim().toLowerCase();
  return trimmed.replace(/^[a-z][a-z0-9+.-]*:\/\//, '').replace(/^[^/@]*@/, '').replace(/[/?#].*$/, '');
}

const HOST = /^(\*\.)?[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:]+\](:\d{1,5})?$/;

/** The first entry that is not a host name, or null. */
export const wrongHost = (hosts: readonly string[]): string | null => hosts.find(host => !HOST.test(host)) ?? null;
