// Form trigger: says what its page asks, with expressions resolved; the items of executions come from the ingress.
import type { JsonObject } from '~/lib/json';
import type { RunNode } from '../contract';
import { readForm } from '../forms/page';
import type { formTrigger } from './definition';

export const runFormTrigger: RunNode<typeof formTrigger> = ({ parameters }) => [[{ json: { page: JSON.parse(JSON.stringify(readForm(parameters.at()))) as JsonObject } }]];
