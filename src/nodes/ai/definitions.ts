// The AI nodes of the registry: agents, models, tools and what else connects by an `ai_*` edge.
import { agent } from '../agent/definition';
import { lmChatAnthropic, lmChatAzureOpenAi, lmChatDeepSeek, lmChatGoogleGemini, lmChatGroq, lmChatMistralCloud, lmChatOllama, lmChatOpenAi, lmChatOpenRouter, lmChatXAiGrok, lmOpenAi } from '../chat-models/definitions';
import { toolCalculator } from '../tool-calculator/definition';
import { toolCode } from '../tool-code/definition';
import { toolThink } from '../tool-think/definition';
import { toolWikipedia } from '../tool-wikipedia/definition';
import { toolWorkflow } from '../tool-workflow/definition';
import type { NodeDefinition } from '../contract';

export const aiDefinitions = {
  agent,
  lmChatOpenAi,
  lmChatAnthropic,
  lmChatGoogleGemini,
  lmChatAzureOpenAi,
  lmChatGroq,
  lmChatOpenRouter,
  lmChatMistralCloud,
  lmChatDeepSeek,
  lmChatXAiGrok,
  lmChatOllama,
  lmOpenAi,
  toolWorkflow,
  toolCode,
  toolCalculator,
  toolThink,
  toolWikipedia,
} satisfies Record<string, NodeDefinition>;
