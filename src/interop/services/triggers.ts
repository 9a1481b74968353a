// Triggers of services: what they told n8n, a webhook of Weft is told too, once the service knows its URL.

export interface ServiceTrigger {
  /** n8n's type without its package prefix. */
  type: string;
  label: string;
  /** Where a person enters the URL. */
  where: string;
  /** What the service must be told to send: the parameter whose value is shown. */
  events?: string;
  /** How the item differs from n8n's. */
  note?: string;
}

const BODY_NOTE = 'n8n gave the delivery itself; here it is under "body".';

const webhook = (type: string, label: string, where: string, events?: string, note = BODY_NOTE): ServiceTrigger => ({ type, label, where, note, ...(events === undefined ? {} : { events }) });

export const TRIGGERS: readonly ServiceTrigger[] = [
  webhook('telegramTrigger', 'Telegram', 'Call https://api.telegram.org/bot<token>/setWebhook?url=<this URL> once', 'updates'),
  webhook('slackTrigger', 'Slack', 'Your Slack app, Event Subscriptions, Request URL', 'trigger', 'Slack first sends a challenge that must be sent back. n8n gave the event; here the whole delivery is under "body".'),
  webhook('githubTrigger', 'GitHub', 'The repository, Settings, Webhooks', 'events'),
  webhook('gitlabTrigger', 'GitLab', 'The project, Settings, Webhooks', 'events'),
  webhook('bitbucketTrigger', 'Bitbucket', 'The repository, Repository settings, Webhooks', 'events'),
  webhook('jiraTrigger', 'Jira', 'Jira settings, System, Webhooks', 'events'),
  webhook('asanaTrigger', 'Asana', 'POST https://app.asana.com/api/1.0/webhooks with this URL as "target"'),
  webhook('trelloTrigger', 'Trello', 'POST https://api.trello.com/1/webhooks with this URL as "callbackURL"'),
  webhook('clickUpTrigger', 'ClickUp', 'POST https://api.clickup.com/api/v2/team/<id>/webhook with this URL as "endpoint"', 'events'),
  webhook('hubspotTrigger', 'HubSpot', 'Your HubSpot app, Webhooks, Target URL', 'eventsUi', 'HubSpot sends a list: split "body" out.'),
  webhook('pipedriveTrigger', 'Pipedrive', 'Pipedrive, Tools and apps, Webhooks', 'action'),
  webhook('calendlyTrigger', 'Calendly', 'POST https://api.calendly.com/webhook_subscriptions with this URL', 'events'),
  webhook('typeformTrigger', 'Typeform', 'The form, Connect, Webhooks', 'formId', 'n8n gave one field per question; here the whole answer is under "body.form_response".'),
  webhook('jotFormTrigger', 'JotForm', 'The form, Settings, Integrations, Webhooks', 'form'),
  webhook('surveyMonkeyTrigger', 'SurveyMonkey', 'POST https://api.surveymonkey.com/v3/webhooks with this URL', 'event'),
  webhook('shopifyTrigger', 'Shopify', 'Shopify admin, Settings, Notifications, Webhooks', 'topic'),
  webhook('wooCommerceTrigger', 'WooCommerce', 'WooCommerce, Settings, Advanced, Webhooks', 'event'),
  webhook('stripeTrigger', 'Stripe', 'Stripe dashboard, Developers, Webhooks', 'events'),
  webhook('payPalTrigger', 'PayPal', 'PayPal developer dashboard, the app, Webhooks', 'events'),
  webhook('wiseTrigger', 'Wise', 'Wise, Settings, Developer tools, Webhooks', 'event'),
  webhook('stravaTrigger', 'Strava', 'POST https://www.strava.com/api/v3/push_subscriptions with this URL', 'event'),
  webhook('onfleetTrigger', 'Onfleet', 'Onfleet, Settings, API and Webhooks', 'triggerOn'),
  webhook('pushcutTrigger', 'Pushcut', 'The action in Pushcut, Integration, URL', 'actionName'),
  webhook('zendeskTrigger', 'Zendesk', 'Zendesk admin centre, Apps and integrations, Webhooks'),
  webhook('facebookTrigger', 'Facebook', 'The Meta app, Webhooks'),
  webhook('whatsAppTrigger', 'WhatsApp', 'The Meta app, WhatsApp, Configuration, Callback URL', 'updates'),
  webhook('linearTrigger', 'Linear', 'Linear, Settings, API, Webhooks', 'resources'),
  webhook('figmaTrigger', 'Figma', 'POST https://api.figma.com/v2/webhooks with this URL'),
  webhook('mailchimpTrigger', 'Mailchimp', 'The audience, Settings, Webhooks', 'events'),
  webhook('activeCampaignTrigger', 'ActiveCampaign', 'ActiveCampaign, Settings, Developer, Webhooks', 'events'),
  webhook('acuitySchedulingTrigger', 'Acuity Scheduling', 'POST https://acuityscheduling.com/api/v1/webhooks with this URL as "target"', 'event'),
  webhook('affinityTrigger', 'Affinity', 'POST https://api.affinity.co/webhook/subscribe with this URL', 'events'),
  webhook('boxTrigger', 'Box', 'POST https://api.box.com/2.0/webhooks with this URL as "address"', 'events'),
  webhook('calTrigger', 'Cal.com', 'Cal.com, Settings, Developer, Webhooks', 'events'),
  webhook('chargebeeTrigger', 'Chargebee', 'Chargebee, Settings, Webhooks', 'events'),
  webhook('ciscoWebexTrigger', 'Webex', 'POST https://webexapis.com/v1/webhooks with this URL as "targetUrl"', 'event'),
  webhook('clockifyTrigger', 'Clockify', 'Clockify, Preferences, Advanced, Webhooks'),
  webhook('convertKitTrigger', 'Kit (ConvertKit)', 'POST https://api.convertkit.com/v3/automations/hooks with this URL as "target_url"', 'event'),
  webhook('copperTrigger', 'Copper', 'POST https://api.copper.com/developer_api/v1/webhooks with this URL as "target"', 'event'),
  webhook('currentsTrigger', 'Currents', 'Currents, the project, Integrations, Webhooks', 'events'),
  webhook('customerIoTrigger', 'Customer.io', 'Customer.io, Integrations, Reporting webhooks', 'events'),
  webhook('emeliaTrigger', 'Emelia', 'Emelia, Settings, Webhooks', 'events'),
  webhook('eventbriteTrigger', 'Eventbrite', 'Eventbrite, Account settings, Developer links, Webhooks', 'actions'),
  webhook('facebookLeadAdsTrigger', 'Facebook Lead Ads', 'The Meta app, Webhooks, Page, leadgen', undefined, 'The delivery names the lead: read it with GET https://graph.facebook.com/v21.0/{leadgen_id}. Meta first asks with GET and "hub.challenge", which must be sent back.'),
  webhook('flowTrigger', 'Flow', 'Flow, Settings, Integrations, Webhooks'),
  webhook('formIoTrigger', 'Form.io', 'The form, Actions, Webhook', 'events'),
  webhook('formstackTrigger', 'Formstack', 'The form, Settings, Emails & actions, Webhook', 'formId'),
  webhook('getResponseTrigger', 'GetResponse', 'GetResponse, Integrations and API, Callbacks', 'events'),
  webhook('gumroadTrigger', 'Gumroad', 'Gumroad, Settings, Advanced, Ping endpoint'),
  webhook('helpScoutTrigger', 'Help Scout', 'Help Scout, Manage, Apps, Webhooks', 'events'),
  webhook('invoiceNinjaTrigger', 'Invoice Ninja', 'Invoice Ninja, Settings, Account management, API webhooks', 'event'),
  webhook('keapTrigger', 'Keap', 'POST https://api.infusionsoft.com/crm/rest/v1/hooks with this URL as "hookUrl"', 'eventId'),
  webhook('koBoToolboxTrigger', 'KoBoToolbox', 'The project, Settings, REST services', 'formId'),
  webhook('lemlistTrigger', 'lemlist', 'POST https://api.lemlist.com/api/hooks with this URL as "targetUrl"', 'event'),
  webhook('mailerLiteTrigger', 'MailerLite', 'MailerLite, Integrations, Webhooks', 'events|event'),
  webhook('mailjetTrigger', 'Mailjet', 'Mailjet, Account settings, Event notifications', 'event'),
  webhook('mauticTrigger', 'Mautic', 'Mautic, Settings, Webhooks', 'events'),
  webhook('netlifyTrigger', 'Netlify', 'The site, Notifications, Outgoing webhook', 'event'),
  webhook('postmarkTrigger', 'Postmark', 'The message stream, Webhooks', 'events'),
  webhook('sendInBlueTrigger', 'Brevo', 'Brevo, Transactional, Settings, Webhooks', 'events'),
  webhook('taigaTrigger', 'Taiga', 'The project, Settings, Integrations, Webhooks', 'resources'),
  webhook('theHiveTrigger', 'TheHive', 'application.conf of TheHive, webhooks', 'events'),
  webhook('theHiveProjectTrigger', 'TheHive', 'TheHive, Platform management, Endpoints, Webhook', 'events'),
  webhook('webflowTrigger', 'Webflow', 'The site, Apps & integrations, Webhooks', 'event'),
  webhook('workableTrigger', 'Workable', 'POST https://{account}.workable.com/spi/v3/subscriptions with this URL as "target"', 'triggerOn'),
  webhook('wufooTrigger', 'Wufoo', 'The form, Share, Notifications, WebHook', 'form'),
  webhook('twilioTrigger', 'Twilio', 'Twilio console, the number, Webhook', 'updates'),
];
