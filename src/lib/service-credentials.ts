// Credentials of services that HTTP requests may be signed in with: one secret each, and where it goes. Browser-safe.

export type SecretPlace =
  | { in: 'header'; name: string; /** Before the secret: `Bearer `, `Bot `. */ prefix?: string }
  | { in: 'query'; name: string }
  /** Behind one of these beginnings of the path, as Telegram wants it. */
  | { in: 'path'; after: readonly string[] };

export interface ServiceCredential {
  /** n8n's credential type. */
  type: string;
  label: string;
  /** n8n's name of the secret field. */
  field: string;
  hosts: readonly string[];
  place: SecretPlace;
  help?: string;
  /** Where else the same interface may stand; shown as the placeholder of a field "Base URL". */
  baseUrl?: string;
}

const header = (name: string, prefix?: string): SecretPlace => ({ in: 'header', name, ...(prefix === undefined ? {} : { prefix }) });
const bearer: SecretPlace = { in: 'header', name: 'authorization', prefix: 'Bearer ' };
const service = (type: string, label: string, field: string, hosts: readonly string[], place: SecretPlace = bearer, help?: string, baseUrl?: string): ServiceCredential => ({ type, label, field, hosts, place, ...(help === undefined ? {} : { help }), ...(baseUrl === undefined ? {} : { baseUrl }) });

export const SERVICE_CREDENTIALS: readonly ServiceCredential[] = [
  service('telegramApi', 'Telegram', 'accessToken', ['api.telegram.org'], { in: 'path', after: ['/bot', '/file/bot'] }, 'As @BotFather gave it. It is put into the URL behind "/bot".', 'https://api.telegram.org'),
  service('slackApi', 'Slack', 'accessToken', ['slack.com']),
  service('discordBotApi', 'Discord bot', 'botToken', ['discord.com'], { in: 'header', name: 'authorization', prefix: 'Bot ' }),
  service('mattermostApi', 'Mattermost', 'accessToken', []),
  service('whatsAppApi', 'WhatsApp Business', 'accessToken', ['graph.facebook.com']),
  service('sendGridApi', 'SendGrid', 'apiKey', ['api.sendgrid.com']),
  service('githubApi', 'GitHub', 'accessToken', ['api.github.com']),
  service('gitlabApi', 'GitLab', 'accessToken', ['gitlab.com'], { in: 'header', name: 'private-token' }),
  service('asanaApi', 'Asana', 'accessToken', ['app.asana.com']),
  service('todoistApi', 'Todoist', 'apiKey', ['api.todoist.com']),
  service('clickUpApi', 'ClickUp', 'accessToken', ['api.clickup.com'], { in: 'header', name: 'authorization' }),
  service('theHiveApi', 'TheHive', 'ApiKey', []),
  service('pipedriveApi', 'Pipedrive', 'apiToken', ['api.pipedrive.com'], { in: 'query', name: 'api_token' }),
  service('hubspotAppToken', 'HubSpot', 'appToken', ['api.hubapi.com']),
  service('stripeApi', 'Stripe', 'secretKey', ['api.stripe.com']),
  service('calendlyApi', 'Calendly', 'apiKey', ['api.calendly.com']),
  service('airtableTokenApi', 'Airtable', 'accessToken', ['api.airtable.com']),
  service('notionApi', 'Notion', 'apiKey', ['api.notion.com']),
  service('linearApi', 'Linear', 'apiKey', ['api.linear.app'], header('authorization')),
  service('mondayComApi', 'monday.com', 'apiToken', ['api.monday.com'], header('authorization')),
  service('intercomApi', 'Intercom', 'apiKey', ['api.intercom.io']),
  service('hunterApi', 'Hunter', 'apiKey', ['api.hunter.io'], { in: 'query', name: 'api_key' }),
  service('dropcontactApi', 'Dropcontact', 'apiKey', ['api.dropcontact.com'], header('x-access-token')),
  service('perplexityApi', 'Perplexity', 'apiKey', ['api.perplexity.ai']),
  service('jinaAiApi', 'Jina AI', 'apiKey', ['r.jina.ai', 's.jina.ai', 'deepsearch.jina.ai']),
  service('deepLApi', 'DeepL', 'apiKey', ['api.deepl.com', 'api-free.deepl.com'], header('authorization', 'DeepL-Auth-Key ')),
  service('sendInBlueApi', 'Brevo', 'apiKey', ['api.brevo.com'], header('api-key')),
  service('mailerLiteApi', 'MailerLite', 'apiKey', ['connect.mailerlite.com']),
  service('getResponseApi', 'GetResponse', 'apiKey', ['api.getresponse.com'], header('x-auth-token', 'api-key ')),
  service('activeCampaignApi', 'ActiveCampaign', 'apiKey', [], header('api-token')),
  service('messageBirdApi', 'MessageBird', 'accessKey', ['rest.messagebird.com'], header('authorization', 'AccessKey ')),
  service('matrixApi', 'Matrix', 'accessToken', ['matrix-client.matrix.org']),
  service('codaApi', 'Coda', 'accessToken', ['coda.io']),
  service('gristApi', 'Grist', 'apiKey', ['docs.getgrist.com']),
  service('webflowApi', 'Webflow', 'accessToken', ['api.webflow.com']),
  service('strapiTokenApi', 'Strapi', 'apiToken', []),
  service('mediumApi', 'Medium', 'accessToken', ['api.medium.com']),
  service('bitlyApi', 'Bitly', 'accessToken', ['api-ssl.bitly.com']),
  service('shopifyAccessTokenApi', 'Shopify', 'accessToken', [], header('x-shopify-access-token'), 'Name the host of your shop below.'),
  service('wiseApi', 'Wise', 'apiToken', ['api.wise.com']),
  service('netlifyApi', 'Netlify', 'accessToken', ['api.netlify.com']),
  service('sentryIoApi', 'Sentry', 'token', ['sentry.io']),
  service('pagerDutyApi', 'PagerDuty', 'apiToken', ['api.pagerduty.com'], header('authorization', 'Token token=')),
  service('cloudflareApi', 'Cloudflare', 'apiToken', ['api.cloudflare.com']),
  service('grafanaApi', 'Grafana', 'apiKey', []),
  service('homeAssistantApi', 'Home Assistant', 'accessToken', []),
  service('urlScanIoApi', 'urlscan.io', 'apiKey', ['urlscan.io'], header('api-key')),
  service('openWeatherMapApi', 'OpenWeatherMap', 'accessToken', ['api.openweathermap.org'], { in: 'query', name: 'appid' }),
  service('facebookGraphApi', 'Facebook Graph', 'accessToken', ['graph.facebook.com']),
  service('dropboxApi', 'Dropbox', 'accessToken', ['api.dropboxapi.com', 'content.dropboxapi.com']),
];
