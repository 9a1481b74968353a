// The behaviour of the AI nodes. Total over ai/definitions.ts.
import { runAgent } from '../agent/run';
import { runLmChatAnthropic, runLmChatAzureOpenAi, runLmChatDeepSeek, runLmChatGoogleGemini, runLmChatGroq, runLmChatMistralCloud, runLmChatOllama, runLmChatOpenAi, runLmChatOpenRouter, runLmChatXAiGrok, runLmOpenAi } from '../chat-models/run';
import { runToolCalculator } from '../tool-calculator/run';
import { runToolCode } from '../tool-code/run';
import { runToolThink } from '../tool-think/run';
import { runToolWikipedia } from '../tool-wikipedia/run';
import { runToolWorkflow } from '../tool-workflow/run';
import type { RunNode } from '../contract';
import type { aiDefinitions } from './definitions';

export const aiRuns: { [T in keyof typeof aiDefinitions]: RunNode<(typeof aiDefinitions)[T]> } = {
  agent: runAgent,
  lmChatOpenAi: runLmChatOpenAi,
  lmChatAnthropic: runLmChatAnthropic,
  lmChatGoogleGemini: runLmChatGoogleGemini,
  lmChatAzureOpenAi: runLmChatAzureOpenAi,
  lmChatGroq: runLmChatGroq,
  lmChatOpenRouter: runLmChatOpenRouter,
  lmChatMistralCloud: runLmChatMistralCloud,
  lmChatDeepSeek: runLmChatDeepSeek,
  lmChatXAiGrok: runLmChatXAiGrok,
  lmChatOllama: runLmChatOllama,
  lmOpenAi: runLmOpenAi,
  toolWorkflow: runToolWorkflow,
  toolCode: runToolCode,
  toolCalculator: runToolCalculator,
  toolThink: runToolThink,
  toolWikipedia: runToolWikipedia,
};
