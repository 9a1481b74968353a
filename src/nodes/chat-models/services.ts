// Where each service is reached: base URL, credential, and what is special about it.
import { type HttpRequest, NodeError, type Tools } from '../contract';
import { baseUrl } from '../ai/service';

export interface Service {
  name: string;
  credentialType: string;
  /** Base URL by the fields of the credential. Secrets among them are the egress client's, which adds them to the request. */
  base(fields: Record<string, string>): string;
  /** Further headers or query of every request. */
  extra?(fields: Record<string, string>): Pick<HttpRequest, 'headers' | 'query'>;
}

/** Where Cohere's own interface is. */
export const cohereBase = ({ url }: Record<string, string>): string => baseUrl(url, 'https://api.cohere.com').replace(/\/v[12]$/, '');

export const SERVICES = {
  openai: { name: 'openai', credentialType: 'openAiApi', base: ({ url }) => baseUrl(url, 'https://api.openai.com/v1'), extra: ({ organizationId }) => (organizationId ? { headers: [['openai-organization', organizationId]] } : {}) },
  groq: { name: 'groq', credentialType: 'groqApi', base: () => 'https://api.groq.com/openai/v1' },
  openRouter: { name: 'openRouter', credentialType: 'openRouterApi', base: ({ url }) => baseUrl(url, 'https://openrouter.ai/api/v1') },
  deepSeek: { name: 'deepSeek', credentialType: 'deepSeekApi', base: ({ url }) => baseUrl(url, 'https://api.deepseek.com') },
  mistral: { name: 'mistral', credentialType: 'mistralCloudApi', base: () => 'https://api.mistral.ai/v1' },
  xai: { name: 'xai', credentialType: 'xAiApi', base: ({ url }) => baseUrl(url, 'https://api.x.ai/v1') },
  cohere: { name: 'cohere', credentialType: 'cohereApi', base: fields => `${cohereBase(fields)}/compatibility/v1` },
  vercel: { name: 'vercel', credentialType: 'vercelAiGatewayApi', base: ({ url }) => baseUrl(url, 'https://ai-gateway.vercel.sh/v1') },
  huggingFace: { name: 'huggingFace', credentialType: 'huggingFaceApi', base: () => 'https://router.huggingface.co/v1' },
  ollama: { name: 'ollama', credentialType: 'ollamaApi', base: fields => `${baseUrl(fields.baseUrl, 'http://localhost:11434')}/v1` },
  gemini: { name: 'gemini', credentialType: 'googlePalmApi', base: ({ host }) => `${baseUrl(host, 'https://generativelanguage.googleapis.com')}/v1beta/openai` },
  azure: {
    name: 'azure', credentialType: 'azureOpenAiApi',
    base: ({ endpoint, resourceName }) => `${baseUrl(endpoint, `https://${resourceName ?? ''}.openai.azure.com`)}/openai/deployments`,
    extra: ({ apiVersion }) => ({ query: [['api-version', apiVersion || '2024-10-21']] }),
  },
  anthropic: { name: 'anthropic', credentialType: 'anthropicApi', base: ({ url }) => `${baseUrl(url, 'https://api.anthropic.com')}/v1`, extra: () => ({ headers: [['anthropic-version', '2023-06-01']] }) },
} satisfies Record<string, Service>;

/** Base URL, headers and query of the service for this node's credential. `override` is a base URL the node names itself. */
export async function reach(service: Service, tools: Tools, override?: unknown): Promise<{ base: string; credentialType: string; headers: [string, string][]; query: [string, string][] }> {
  const fields = await tools.credential(service.credentialType);
  const base = baseUrl(override, service.base(fields));
  if (!/^https?:\/\//i.test(base)) throw new NodeError('The base URL must start with http:// or https://');
  const { headers = [], query = [] } = service.extra?.(fields) ?? {};
  return { base, credentialType: service.credentialType, headers, query };
}
