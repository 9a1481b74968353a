// What all tool nodes share: port, group, name and description as the model is told.
import { string } from '../fields';

export const toolBase = { group: 'ai', inputs: [], outputs: [{ type: 'ai_tool', label: 'Tool' }] } as const;

export const nameField = (last: number) => string({ label: 'Name', placeholder: 'get_weather', help: 'The model calls the tool by it', show: { '@version': { to: last } } });
export const descriptionField = (standard = '') => string({ label: 'Description', lines: 3, default: standard, help: 'Tells the model what the tool does and when to use it' });
