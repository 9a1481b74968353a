// The AI nodes of the registry: agents, models, tools and what else connects by an `ai_*` edge.
import { mcpTrigger } from '../mcp-trigger/definition';
import { chatTrigger } from '../chat-trigger/definition';
import { openAi } from '../open-ai/definition';
import { openAiLegacy } from '../open-ai-legacy/definition';
import { toolHttpRequest } from '../tool-http-request/definition';
import { agent } from '../agent/definition';
import { lmChatAnthropic, lmChatAzureOpenAi, lmChatDeepSeek, lmChatGoogleGemini, lmChatGroq, lmChatMistralCloud, lmChatOllama, lmChatOpenAi, lmChatOpenRouter, lmChatXAiGrok, lmChatCohere, lmChatVercelAiGateway, lmOpenHuggingFaceInference, lmOpenAi } from '../chat-models/definitions';
import { toolCalculator } from '../tool-calculator/definition';
import { toolCode } from '../tool-code/definition';
import { toolThink } from '../tool-think/definition';
import { toolWikipedia } from '../tool-wikipedia/definition';
import { toolWorkflow } from '../tool-workflow/definition';
import { memoryBufferWindow } from '../memory-buffer-window/definition';
import { memoryManager } from '../memory-manager/definition';
import { outputParserStructured } from '../output-parser-structured/definition';
import { outputParserItemList } from '../output-parser-item-list/definition';
import { outputParserAutofixing } from '../output-parser-autofixing/definition';
import { chainLlm } from '../chain-llm/definition';
import { chainSummarization } from '../chain-summarization/definition';
import { chainRetrievalQa } from '../chain-retrieval-qa/definition';
import { informationExtractor } from '../information-extractor/definition';
import { textClassifier } from '../text-classifier/definition';
import { sentimentAnalysis } from '../sentiment-analysis/definition';
import { documentDefaultDataLoader } from '../document-default-data-loader/definition';
import { retrieverVectorStore } from '../retriever-vector-store/definition';
import { toolVectorStore } from '../tool-vector-store/definition';
import { toolSerpApi } from '../tool-serp-api/definition';
import { agentTool } from '../agent-tool/definition';
import { embeddingsOpenAi, embeddingsOllama, embeddingsMistralCloud, embeddingsGoogleGemini, embeddingsAzureOpenAi, embeddingsCohere, embeddingsHuggingFaceInference } from '../embeddings/definitions';
import { textSplitterRecursiveCharacterTextSplitter, textSplitterCharacterTextSplitter, textSplitterTokenSplitter } from '../text-splitters/definitions';
import { vectorStoreInMemory, vectorStorePinecone, vectorStoreQdrant, vectorStoreSupabase, vectorStorePGVector } from '../vector-stores/definitions';
import { memoryPostgresChat } from '../memory-postgres-chat/definition';
import { memoryRedisChat } from '../memory-redis-chat/definition';
import { retrieverWorkflow } from '../retriever-workflow/definition';
import { mcpClientTool } from '../mcp-client-tool/definition';
import { guardrails } from '../guardrails/definition';
import { modelSelector } from '../model-selector/definition';
import { rerankerCohere } from '../reranker-cohere/definition';
import { memoryMongoDbChat } from '../memory-mongo-db-chat/definition';
import { toolSearXng } from '../tool-sear-xng/definition';
import { toolWolframAlpha } from '../tool-wolfram-alpha/definition';
import type { NodeDefinition } from '../contract';

export const aiDefinitions = {
  chatTrigger,
  mcpTrigger,
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
  openAi,
  openAiLegacy,
  agentTool,
  toolWorkflow,
  toolHttpRequest,
  toolCode,
  toolCalculator,
  toolThink,
  toolWikipedia,
  chainLlm,
  chainSummarization,
  chainRetrievalQa,
  informationExtractor,
  textClassifier,
  sentimentAnalysis,
  memoryBufferWindow,
  memoryManager,
  outputParserStructured,
  outputParserItemList,
  outputParserAutofixing,
  embeddingsOpenAi,
  embeddingsOllama,
  embeddingsMistralCloud,
  embeddingsGoogleGemini,
  embeddingsAzureOpenAi,
  vectorStoreInMemory,
  vectorStorePinecone,
  vectorStoreQdrant,
  vectorStoreSupabase,
  vectorStorePGVector,
  documentDefaultDataLoader,
  textSplitterRecursiveCharacterTextSplitter,
  textSplitterCharacterTextSplitter,
  textSplitterTokenSplitter,
  retrieverVectorStore,
  toolVectorStore,
  toolSerpApi,
  memoryPostgresChat,
  memoryRedisChat,
  retrieverWorkflow,
  mcpClientTool,
  guardrails,
  modelSelector,
  lmChatCohere,
  lmChatVercelAiGateway,
  lmOpenHuggingFaceInference,
  embeddingsCohere,
  embeddingsHuggingFaceInference,
  rerankerCohere,
  memoryMongoDbChat,
  toolSearXng,
  toolWolframAlpha,
} satisfies Record<string, NodeDefinition>;
