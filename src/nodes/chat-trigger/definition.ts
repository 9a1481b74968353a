// Chat trigger: starts the workflow with every message of a chat, on a page Weft serves or through its URL.
import { defineNode, type Port } from '../contract';
import { boolean, collection, options, string } from '../fields';

export const chatTrigger = defineNode({
  type: 'chatTrigger',
  label: 'Chat trigger',
  description: 'Starts the workflow when somebody writes a message',
  group: 'trigger',
  icon: 'message-circle',
  aliases: ['conversation', 'bot', 'agent', 'assistant', 'message'],
  versions: [1, 1.1, 1.2, 1.3, 1.4],
  n8nTypes: ['@n8n/n8n-nodes-langchain.chatTrigger'],
  trigger: 'chat',
  inputs: ({ options: given }): Port[] => (typeof given === 'object' && given !== null && !Array.isArray(given) && given.loadPreviousSession === 'memory' ? [{ type: 'ai_memory', label: 'Memory' }] : []),
  outputs: [{}],
  parameters: {
    public: boolean({ label: 'Open to the public', help: 'Otherwise the chat can be used in the editor only', fixed: true }),
    mode: options({ label: 'Used', default: 'hostedChat', fixed: true, options: [{ value: 'hostedChat', label: 'On a page of Weft' }, { value: 'webhook', label: 'From a page of your own' }], show: { public: [true] } }),
    authentication: options({ label: 'Authentication', default: 'none', fixed: true, options: [{ value: 'none', label: 'None' }, { value: 'basicAuth', label: 'User and password' }, { value: 'n8nUserAuth', label: 'People of n8n', help: 'Not in Weft: nobody gets in' }], show: { public: [true] } }),
    initialMessages: string({ label: 'Greeting', lines: 3, default: 'Hi there! 👋\nHow can I help you?', show: { public: [true], mode: ['hostedChat'] } }),
    options: collection({
      label: 'Options',
      fields: {
        allowedOrigins: string({ label: 'Allowed origins', default: '*', help: 'Of pages that may call the chat, separated by commas' }),
        loadPreviousSession: options({ label: 'Earlier messages', default: 'notSupported', options: [{ value: 'notSupported', label: 'Off' }, { value: 'memory', label: 'From memory' }, { value: 'manually', label: 'By the workflow', help: 'The workflow starts with the action loadPreviousSession' }] }),
        responseMode: options({ label: 'Answer', default: 'lastNode', options: [{ value: 'lastNode', label: 'With the last step' }, { value: 'responseNode', label: 'By a "Respond to webhook" step' }, { value: 'responseNodes', label: 'By answering steps' }, { value: 'streaming', label: 'Streaming', help: 'What an agent or a chain says, while it says it' }] }),
        title: string({ label: 'Title', placeholder: 'Chat' }),
        subtitle: string({ label: 'Subtitle', placeholder: 'Ask us anything' }),
        inputPlaceholder: string({ label: 'Placeholder', placeholder: 'Type a message' }),
        showWelcomeScreen: boolean({ label: 'Welcome screen' }),
        getStarted: string({ label: 'Start button', default: 'New Conversation' }),
        allowFileUploads: boolean({ label: 'Files', help: 'Come as files of the item: data0, data1 …' }),
        allowedFilesMimeTypes: string({ label: 'Kinds of files', default: '*', placeholder: 'image/*, application/pdf', show: { allowFileUploads: [true] } }),
        customCss: string({ label: 'Custom CSS', lines: 3, help: 'Not used by Weft' }),
      },
    }),
  },
  credentials: [{ type: 'httpBasicAuth', label: 'User and password', required: true, show: { authentication: ['basicAuth'] } }],
  effect: 'pure',
  subtitle: parameters => (parameters.public === true ? 'public' : 'in the editor'),
});
