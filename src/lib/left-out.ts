// Node types of n8n that Weft leaves out on purpose, with the reason a person is given. Browser-safe.
const REASONS: Record<string, string> = {
  'n8n-nodes-base.executeCommand': 'Weft runs no commands on its machine: a workflow of one organization would reach the files and secrets of all. Use a Code node, or call the machine that has the command over HTTP.',
  'n8n-nodes-base.ssh': 'Weft opens no shells on other machines: what runs there cannot be limited, stopped or repeated safely. Call a service on that machine over HTTP.',
  'n8n-nodes-base.ftp': 'Weft does not speak FTP or SFTP. Use the HTTP API of the file store, or read and write files in the file area of the organization.',
  '@n8n/n8n-nodes-langchain.code': 'This node runs code with the libraries of LangChain, which Weft does not have. Use a Code node and the AI nodes.',
};

/** Why Weft does not have this node, when it is on purpose. */
export const reasonLeftOut = (type: string): string | undefined => (Object.hasOwn(REASONS, type) ? REASONS[type] : undefined);
