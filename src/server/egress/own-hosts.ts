// Weft's own hosts by their public names: workflows reach its webhooks and nothing else of it, and never its database (security.md H9).
export interface OwnHosts {
  /** Why a request to this address is refused, or null. */
  refusal(url: URL): string | null;
  /** True for Weft's own webhooks: such a call carries how deep workflows have called each other. */
  isOwnWebhook(url: URL): boolean;
}

const bare = (hostname: string) => hostname.toLowerCase().replace(/\.$/, '');

export function createOwnHosts(appUrl: string, databaseUrl: string | undefined): OwnHosts {
  const app = new URL(appUrl);
  const database = databaseUrl ? bare(new URL(databaseUrl.replace(/^postgres(ql)?:/, 'http:')).hostname) : null;
  const isApp = (url: URL) => bare(url.hostname) === bare(app.hostname) && url.port === app.port;
  const isOwnWebhook = (url: URL) => isApp(url) && /^\/(webhook|webhook-test|webhook-waiting)\//.test(url.pathname);
  return {
    isOwnWebhook,
    refusal: url => {
      if (isApp(url) && !isOwnWebhook(url)) return `${url.host} is Weft itself, of which workflows reach only the webhooks`;
      if (database !== null && bare(url.hostname) === database) return `${url.host} is the host of Weft's own database`;
      return null;
    },
  };
}
