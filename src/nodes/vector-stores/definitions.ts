// Vector stores: documents found by likeness, in memory or in a service.
import { defineNode } from '../contract';
import { boolean, collection, group, json, locator, options, rows, string } from '../fields';
import { storeEffect, storeInputs, storeOutputs, storeSubtitle, storeTool, vectorStoreFields } from './fields';

const base = { group: 'ai', icon: 'database', inputs: storeInputs, outputs: storeOutputs, effect: storeEffect, tool: storeTool, subtitle: storeSubtitle, presets: { main: { mode: 'insert' }, ai_tool: { mode: 'retrieve-as-tool' } } } as const;
const aliases = ['rag', 'embedding', 'search', 'semantic', 'knowledge'] as const;
const lc = (name: string): string[] => [`@n8n/n8n-nodes-langchain.${name}`];
const filterRows = rows({ label: 'Metadata filter', key: 'metadataValues', addLabel: 'Add value', fields: { name: string({ label: 'Name' }), value: string({ label: 'Value' }) } });

export const vectorStoreInMemory = defineNode({
  ...base, type: 'vectorStoreInMemory', label: 'Simple Vector Store', description: 'Keeps documents in Weft and finds them by likeness', aliases, versions: [1, 1.1, 1.2, 1.3], n8nTypes: lc('vectorStoreInMemory'), keyed: true,
  parameters: { ...vectorStoreFields, memoryKey: locator({ label: 'Key', default: 'vector_store_key', help: 'Nodes with the same key share their documents' }), clearStore: boolean({ label: 'Empty it first', show: { mode: ['insert'] } }) },
});

export const vectorStorePinecone = defineNode({
  ...base, type: 'vectorStorePinecone', label: 'Pinecone Vector Store', description: 'Keeps and finds documents in Pinecone', aliases, versions: [1, 1.1, 1.2, 1.3], n8nTypes: lc('vectorStorePinecone'), keyed: true,
  parameters: { ...vectorStoreFields, pineconeIndex: locator({ label: 'Index', required: true }), options: collection({ label: 'Options', fields: { pineconeNamespace: string({ label: 'Namespace' }), clearNamespace: boolean({ label: 'Empty the namespace first' }), metadata: filterRows } }) },
  credentials: [{ type: 'pineconeApi', label: 'Pinecone', required: true }],
});

export const vectorStoreQdrant = defineNode({
  ...base, type: 'vectorStoreQdrant', label: 'Qdrant Vector Store', description: 'Keeps and finds documents in Qdrant', aliases, versions: [1, 1.1, 1.2, 1.3], n8nTypes: lc('vectorStoreQdrant'), keyed: true,
  parameters: { ...vectorStoreFields, qdrantCollection: locator({ label: 'Collection', required: true }), options: collection({ label: 'Options', fields: { contentPayloadKey: string({ label: 'Field of the text', default: 'content' }), metadataPayloadKey: string({ label: 'Field of the metadata', default: 'metadata' }), searchFilterJson: json({ label: 'Filter' }), collectionConfig: json({ label: 'Settings of a new collection' }) } }) },
  credentials: [{ type: 'qdrantApi', label: 'Qdrant', required: true }],
});

export const vectorStoreSupabase = defineNode({
  ...base, type: 'vectorStoreSupabase', label: 'Supabase Vector Store', description: 'Keeps and finds documents in Supabase', aliases, versions: [1, 1.1, 1.2, 1.3], n8nTypes: lc('vectorStoreSupabase'),
  parameters: { ...vectorStoreFields, tableName: locator({ label: 'Table', required: true }), options: collection({ label: 'Options', fields: { queryName: string({ label: 'Query function', default: 'match_documents' }), metadata: filterRows } }) },
  credentials: [{ type: 'supabaseApi', label: 'Supabase', required: true }],
});

export const vectorStorePGVector = defineNode({
  ...base, type: 'vectorStorePGVector', label: 'Postgres PGVector Store', description: 'Keeps and finds documents in PostgreSQL', aliases, versions: [1, 1.1, 1.2, 1.3], n8nTypes: lc('vectorStorePGVector'), keyed: true,
  parameters: {
    ...vectorStoreFields, tableName: string({ label: 'Table', default: 'n8n_vectors', help: 'Made when it is not there' }),
    options: collection({
      label: 'Options',
      fields: {
        distanceStrategy: options({ label: 'Likeness', default: 'cosine', options: [{ value: 'cosine', label: 'Cosine' }, { value: 'innerProduct', label: 'Inner product' }, { value: 'euclidean', label: 'Distance' }] }),
        columnNames: group({ label: 'Columns', key: 'values', fields: { idColumnName: string({ label: 'Id', default: 'id' }), vectorColumnName: string({ label: 'Vector', default: 'embedding' }), contentColumnName: string({ label: 'Text', default: 'text' }), metadataColumnName: string({ label: 'Metadata', default: 'metadata' }) } }),
        metadata: filterRows,
      },
    }),
  },
  credentials: [{ type: 'postgres', label: 'Postgres', required: true }],
});
