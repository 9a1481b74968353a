// Services that answer questions and translate.
import { constant, get, post, type Service, words } from './service';

export const AI: readonly Service[] = [
  {
    type: 'perplexity',
    label: 'Perplexity',
    base: 'https://api.perplexity.ai',
    credential: 'perplexityApi',
    resource: { below: 3, was: 'chat', is: 'agent' },
    operation: { chat: 'complete', search: 'search', agent: 'createResponse', embedding: 'createEmbedding' },
    operations: {
      'chat.complete': post('/chat/completions', { model: 'model|=sonar', messages: 'messages.message', max_tokens: 'options.maxTokens', temperature: 'options.temperature', top_p: 'options.topP', search_recency_filter: 'options.searchRecency' }, 'Each message has "role" and "content"; where the node shows none, the role is "user".'),
      'search.search': post('/search', { query: 'query', max_results: 'options.maxResults', max_tokens_per_page: 'options.maxTokensPerPage', country: 'options.country', search_domain_filter: words('options.searchDomainFilter') }),
    },
  },
  {
    type: 'jinaAi',
    label: 'Jina AI',
    base: 'https://r.jina.ai',
    credential: 'jinaAiApi',
    headers: { accept: 'application/json' },
    resource: 'reader',
    operation: { reader: 'read', research: 'deepResearch' },
    operations: {
      'reader.read': get('/{url}', {}, 'Parts of the page are chosen with the headers "X-Target-Selector" and "X-Remove-Selector", the format with "X-Return-Format".'),
      'reader.search': get('https://s.jina.ai/', { q: 'searchQuery', site: 'options.siteFilter', page: 'options.pageNumber' }),
      'research.deepResearch': post('https://deepsearch.jina.ai/v1/chat/completions', { model: '=jina-deepsearch-v1', stream: constant(false), 'messages[0].role': '=user', 'messages[0].content': 'researchQuery' }, 'It may take minutes: set a longer timeout in the options.'),
    },
  },
  {
    type: 'deepL',
    label: 'DeepL',
    base: 'https://api.deepl.com/v2',
    credential: 'deepLApi',
    note: 'Free keys (they end in ":fx") belong to https://api-free.deepl.com.',
    resource: 'language',
    operation: 'translate',
    operations: { translate: post('/translate', { 'text[0]': 'text', target_lang: 'translateTo', source_lang: 'additionalFields.sourceLang', formality: 'additionalFields.formality', split_sentences: 'additionalFields.splitSentences' }, 'n8n gave the translation itself; here it is "translations[0].text".') },
  },
  {
    type: 'lingvaNex',
    label: 'LingvaNex',
    base: 'https://api-b2b.backenster.com/b1/api/v3',
    credential: 'httpHeaderAuth',
    note: 'The header is "Authorization", its value the key alone.',
    operation: 'translate',
    operations: { translate: post('/translate', { data: 'text', to: 'translateTo', from: 'options.from', platform: 'options.platform|=api', translateMode: 'options.translateMode' }) },
  },
];
