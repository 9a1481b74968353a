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
  service('dropboxApi', 'Dropbox', 'accessToken', ['api.dropboxapi.com', 'content.dropboxapi.com']),
];
