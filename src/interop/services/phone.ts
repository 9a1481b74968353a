// Services that reach telephones: text messages, calls, WhatsApp.
import { get, post, remove, type Service } from './service';

export const PHONE: readonly Service[] = [
  {
    type: 'whatsApp',
    label: 'WhatsApp Business',
    base: 'https://graph.facebook.com/v21.0',
    credential: 'whatsAppApi',
    resource: 'message',
    operation: { message: 'sendTemplate', media: 'mediaUpload' },
    operations: {
      'message.send': post('/{phoneNumberId}/messages', { messaging_product: '=whatsapp', to: 'recipientPhoneNumber', type: 'messageType|=text', 'text.body': 'textBody', 'text.preview_url': 'additionalFields.previewUrl', 'image.link': 'mediaLink' }),
      'message.sendTemplate': post('/{phoneNumberId}/messages', { messaging_product: '=whatsapp', to: 'recipientPhoneNumber', type: '=template', 'template.name': 'template' }, 'The node keeps name and language of the template in one text, "name|en_US": they are "template.name" and "template.language.code" here.'),
      'media.mediaUrlGet': get('/{mediaGetId}'),
      'media.mediaDelete': remove('/{mediaDeleteId}'),
    },
  },
  {
    type: 'twilio',
    label: 'Twilio',
    base: 'https://api.twilio.com/2010-04-01/Accounts/YOUR-ACCOUNT-SID',
    credential: 'httpBasicAuth',
    form: true,
    note: 'The user is the account SID, the password the auth token.',
    resource: 'sms',
    operation: { sms: 'send', call: 'make' },
    operations: {
      'sms.send': post('/Messages.json', { From: 'from', To: 'to', Body: 'message', StatusCallback: 'options.statusCallback' }, 'For WhatsApp both numbers begin with "whatsapp:".'),
      'call.make': post('/Calls.json', { From: 'from', To: 'to', Twiml: 'message' }, 'Text that is spoken is written <Response><Say>…</Say></Response>.'),
    },
  },
  {
    type: 'vonage',
    label: 'Vonage',
    base: 'https://rest.nexmo.com',
    credential: null,
    form: true,
    note: 'Add the fields "api_key" and "api_secret" of your account.',
    resource: 'sms',
    operation: 'send',
    operations: { 'sms.send': post('/sms/json', { from: 'from', to: 'to', text: 'message', ttl: 'additionalFields.ttl', callback: 'additionalFields.callback', 'client-ref': 'additionalFields.client-ref' }) },
  },
  {
    type: 'messageBird',
    label: 'MessageBird',
    base: 'https://rest.messagebird.com',
    credential: 'messageBirdApi',
    resource: 'sms',
    operation: { sms: 'send', balance: 'get' },
    operations: {
      'sms.send': post('/messages', { originator: 'originator', recipients: 'recipients', body: 'message', reference: 'additionalFields.reference', reportUrl: 'additionalFields.reportUrl' }),
      'balance.get': get('/balance'),
    },
  },
  {
    type: 'plivo',
    label: 'Plivo',
    base: 'https://api.plivo.com/v1/Account/YOUR-AUTH-ID',
    credential: 'httpBasicAuth',
    note: 'The user is the auth id, the password the auth token.',
    resource: 'sms',
    operation: { sms: 'send', mms: 'send', call: 'make' },
    operations: {
      'sms.send': post('/Message/', { src: 'from', dst: 'to', text: 'message' }),
      'mms.send': post('/Message/', { src: 'from', dst: 'to', text: 'message', type: '=mms', media_urls: 'media_urls' }, 'The URLs are a list.'),
      'call.make': post('/Call/', { from: 'from', to: 'to', answer_url: 'answer_url', answer_method: 'answer_method' }),
    },
  },
  {
    type: 'sms77',
    label: 'seven',
    base: 'https://gateway.seven.io/api',
    credential: 'httpHeaderAuth',
    note: 'The header is "X-Api-Key".',
    resource: 'sms',
    operation: 'send',
    operations: {
      'sms.send': post('/sms', { from: 'from', to: 'to', text: 'message', delay: 'options.delay', flash: 'options.flash', foreign_id: 'options.foreign_id', label: 'options.label', ttl: 'options.ttl' }),
      'voice.send': post('/voice', { to: 'to', text: 'message', from: 'options.from' }),
    },
  },
];
