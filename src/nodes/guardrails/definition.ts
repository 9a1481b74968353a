// Guardrails: holds texts against rules, or takes out of them what nobody should see.
import { isPlainObject, type JsonObject } from '~/lib/json';
import { defineNode, type Port } from '../contract';
import { boolean, collection, group, multiOptions, number, options, rows, string } from '../fields';
import { PII } from './personal-data';
import { JAILBREAK_PROMPT, NSFW_PROMPT, SYSTEM_MESSAGE, TOPIC_PROMPT } from './prompts';

const BY_MODEL = ['jailbreak', 'nsfw', 'topicalAlignment', 'custom'] as const;
const SCHEMES = ['https', 'http', 'ftp', 'data', 'javascript', 'vbscript', 'mailto'] as const;
const threshold = number({ label: 'Threshold', default: 0.7, min: 0, max: 1, help: 'How sure the model must be' });
const judged = <const L extends string>(label: L, prompt: string) => group({ label, key: 'value', fields: { threshold, customizePrompt: boolean({ label: 'Prompt of your own' }), prompt: string({ label: 'Prompt', lines: 4, default: prompt, show: { customizePrompt: [true] } }) } });

const isSanitizing = ({ operation }: JsonObject): boolean => operation === 'sanitize';
const needsModel = (parameters: JsonObject): boolean => !isSanitizing(parameters) && isPlainObject(parameters.guardrails) && BY_MODEL.some(name => Object.hasOwn(parameters.guardrails as JsonObject, name));

export const guardrails = defineNode({
  type: 'guardrails',
  label: 'Guardrails',
  description: 'Holds texts against rules, or takes secrets and personal data out of them',
  group: 'ai',
  icon: 'shield-check',
  aliases: ['pii', 'jailbreak', 'nsfw', 'safety', 'moderation', 'redact', 'secrets'],
  versions: [1, 2],
  n8nTypes: ['@n8n/n8n-nodes-langchain.guardrails'],
  inputs: (parameters): Port[] => [{}, ...(needsModel(parameters) ? [{ type: 'ai_languageModel', label: 'Model', required: true }] : [])],
  outputs: (parameters): Port[] => (isSanitizing(parameters) ? [{}] : [{ label: 'Pass' }, { label: 'Fail' }]),
  parameters: {
    operation: options({ label: 'Operation', default: 'classify', fixed: true, options: [{ value: 'classify', label: 'Check text' }, { value: 'sanitize', label: 'Sanitize text' }] }),
    text: string({ label: 'Text', lines: 3, required: true }),
    guardrails: collection({
      label: 'Guardrails',
      fields: {
        keywords: string({ label: 'Keywords', placeholder: 'password, internal', help: 'Separated by commas. Checked, not sanitized' }),
        jailbreak: judged('Jailbreak', JAILBREAK_PROMPT),
        nsfw: judged('NSFW', NSFW_PROMPT),
        pii: group({
          label: 'Personal data', key: 'value',
          fields: { type: options({ label: 'Kinds', default: 'all', options: [{ value: 'all', label: 'All' }, { value: 'selected', label: 'Only these' }] }), entities: multiOptions({ label: 'Only these', default: [], options: Object.keys(PII).map(value => ({ value, label: value.toLowerCase().replaceAll('_', ' ') })), show: { type: ['selected'] } }) },
        }),
        secretKeys: group({ label: 'Secret keys', key: 'value', fields: { permissiveness: options({ label: 'How strict', default: 'strict', options: [{ value: 'strict', label: 'Strict' }, { value: 'balanced', label: 'Balanced' }, { value: 'permissive', label: 'Permissive' }] }) } }),
        topicalAlignment: group({ label: 'Topic', key: 'value', fields: { threshold, prompt: string({ label: 'Prompt', lines: 4, default: TOPIC_PROMPT, help: 'Says what the text may be about' }) } }),
        urls: group({
          label: 'URLs', key: 'value',
          fields: {
            allowedUrls: string({ label: 'Block all but these', placeholder: 'example.com, https://docs.example.org', help: 'Separated by commas' }),
            allowedSchemes: multiOptions({ label: 'Allowed schemes', default: ['https'], options: SCHEMES.map(value => ({ value, label: value })) }),
            blockUserinfo: boolean({ label: 'Block names and passwords in URLs', default: true }),
            allowSubdomains: boolean({ label: 'Allow subdomains', default: true }),
          },
        }),
        custom: rows({ label: 'Rules for the model', key: 'guardrail', addLabel: 'Add rule', fields: { name: string({ label: 'Name' }), threshold, prompt: string({ label: 'Prompt', lines: 3, help: 'Says what the model is to look for' }) } }),
        customRegex: rows({ label: 'Regular expressions', key: 'regex', addLabel: 'Add expression', fields: { name: string({ label: 'Name' }), value: string({ label: 'Expression', placeholder: '/ID-\\d+/i' }) } }),
      },
    }),
    customizeSystemMessage: boolean({ label: 'System message of your own', show: { operation: ['classify'] } }),
    systemMessage: string({ label: 'System message', lines: 6, default: SYSTEM_MESSAGE, show: { operation: ['classify'], customizeSystemMessage: [true] } }),
  },
  effect: 'pure',
  subtitle: parameters => (isSanitizing(parameters) ? 'sanitize' : 'check'),
});
