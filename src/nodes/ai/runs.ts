// The behaviour of the AI nodes. Total over ai/definitions.ts.
import { runMcpTrigger } from '../mcp-trigger/run';
import { runChatTrigger } from '../chat-trigger/run';
import { runOpenAi } from '../open-ai/run';
import { runOpenAiLegacy } from '../open-ai-legacy/run';
import { runToolHttpRequest } from '../tool-http-request/run';
import { runAgent } from '../agent/run';
import { runLmChatAnthropic, runLmChatAzureOpenAi, runLmChatDeepSeek, runLmChatGoogleGemini, runLmChatGroq, runLmChatMistralCloud, runLmChatOllama, runLmChatOpenAi, runLmChatOpenRouter, runLmChatXAiGrok, runLmChatCohere, runLmChatVercelAiGateway, runLmOpenHuggingFaceInference, runLmOpenAi } from '../chat-models/run';
import { runToolCalculator } from '../tool-calculator/run';
import { runToolCode } from '../tool-code/run';
import { runToolThink } from '../tool-think/run';
import { runToolWikipedia } from '../tool-wikipedia/run';
import { runToolWorkflow } from '../tool-workflow/run';
import { runMemoryBufferWindow } from '../memory-buffer-window/run';
import { runMemoryManager } from '../memory-manager/run';
import { runOutputParserStructured } from '../output-parser-structured/run';
import { runOutputParserItemList } from '../output-parser-item-list/run';
import { runOutputParserAutofixing } from '../output-parser-autofixing/run';
import { runChainLlm } from '../chain-llm/run';
import { runChainSummarization } from '../chain-summarization/run';
import { runChainRetrievalQa } from '../chain-retrieval-qa/run';
import { runInformationExtractor } from '../information-extractor/run';
import { runTextClassifier } from '../text-classifier/run';
import { runSentimentAnalysis } from '../sentiment-analysis/run';
import { runDocumentDefaultDataLoader } from '../document-default-data-loader/run';
import { runRetrieverVectorStore } from '../retriever-vector-store/run';
import { runToolVectorStore } from '../tool-vector-store/run';
import { runToolSerpApi } from '../tool-serp-api/run';
import { runAgentTool } from '../agent-tool/run';
import { runEmbeddingsOpenAi, runEmbeddingsOllama, runEmbeddingsMistralCloud, runEmbeddingsGoogleGemini, runEmbeddingsAzureOpenAi, runEmbeddingsCohere, runEmbeddingsHuggingFaceInference } from '../embeddings/run';
import { runTextSplitterRecursiveCharacterTextSplitter, runTextSplitterCharacterTextSplitter, runTextSplitterTokenSplitter } from '../text-splitters/run';
import { runVectorStoreInMemory, runVectorStorePinecone, runVectorStoreQdrant, runVectorStoreSupabase, runVectorStorePGVector } from '../vector-stores/run';
import { runMemoryPostgresChat } from '../memory-postgres-chat/run';
import { runMemoryRedisChat } from '../memory-redis-chat/run';
import { runRetrieverWorkflow } from '../retriever-workflow/run';
import { runMcpClientTool } from '../mcp-client-tool/run';
import { runGuardrails } from '../guardrails/run';
import { runModelSelector } from '../model-selector/run';
import { runRerankerCohere } from '../reranker-cohere/run';
import { runMemoryMongoDbChat } from '../memory-mongo-db-chat/run';
import { runToolSearXng } from '../tool-sear-xng/run';
import { runToolWolframAlpha } from '../tool-wolfram-alpha/run';
import type { RunNode } from '../contract';
import type { aiDefinitions } from './definitions';

export const aiRuns: { [T in keyof typeof aiDefinitions]: RunNode<(typeof aiDefinitions)[T]> } = {
  chatTrigger: runChatTrigger,
  mcpTrigger: runMcpTrigger,
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
  openAi: runOpenAi,
  openAiLegacy: runOpenAiLegacy,
  agentTool: runAgentTool,
  toolWorkflow: runToolWorkflow,
  toolHttpRequest: runToolHttpRequest,
  toolCode: runToolCode,
  toolCalculator: runToolCalculator,
  toolThink: runToolThink,
  toolWikipedia: runToolWikipedia,
  chainLlm: runChainLlm,
  chainSummarization: runChainSummarization,
  chainRetrievalQa: runChainRetrievalQa,
  informationExtractor: runInformationExtractor,
  textClassifier: runTextClassifier,
  sentimentAnalysis: runSentimentAnalysis,
  memoryBufferWindow: runMemoryBufferWindow,
  memoryManager: runMemoryManager,
  outputParserStructured: runOutputParserStructured,
  outputParserItemList: runOutputParserItemList,
  outputParserAutofixing: runOutputParserAutofixing,
  embeddingsOpenAi: runEmbeddingsOpenAi,
  embeddingsOllama: runEmbeddingsOllama,
  embeddingsMistralCloud: runEmbeddingsMistralCloud,
  embeddingsGoogleGemini: runEmbeddingsGoogleGemini,
  embeddingsAzureOpenAi: runEmbeddingsAzureOpenAi,
  vectorStoreInMemory: runVectorStoreInMemory,
  vectorStorePinecone: runVectorStorePinecone,
  vectorStoreQdrant: runVectorStoreQdrant,
  vectorStoreSupabase: runVectorStoreSupabase,
  vectorStorePGVector: runVectorStorePGVector,
  documentDefaultDataLoader: runDocumentDefaultDataLoader,
  textSplitterRecursiveCharacterTextSplitter: runTextSplitterRecursiveCharacterTextSplitter,
  textSplitterCharacterTextSplitter: runTextSplitterCharacterTextSplitter,
  textSplitterTokenSplitter: runTextSplitterTokenSplitter,
  retrieverVectorStore: runRetrieverVectorStore,
  toolVectorStore: runToolVectorStore,
  toolSerpApi: runToolSerpApi,
  memoryPostgresChat: runMemoryPostgresChat,
  memoryRedisChat: runMemoryRedisChat,
  retrieverWorkflow: runRetrieverWorkflow,
  mcpClientTool: runMcpClientTool,
  guardrails: runGuardrails,
  modelSelector: runModelSelector,
  lmChatCohere: runLmChatCohere,
  lmChatVercelAiGateway: runLmChatVercelAiGateway,
  lmOpenHuggingFaceInference: runLmOpenHuggingFaceInference,
  embeddingsCohere: runEmbeddingsCohere,
  embeddingsHuggingFaceInference: runEmbeddingsHuggingFaceInference,
  rerankerCohere: runRerankerCohere,
  memoryMongoDbChat: runMemoryMongoDbChat,
  toolSearXng: runToolSearXng,
  toolWolframAlpha: runToolWolframAlpha,
};
