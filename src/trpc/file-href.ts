// Where the bytes of a file of an item are.

export const fileHrefOf = (executionId: string) => (fileId: string, inline: boolean): string => `/api/files/${executionId}/${fileId}${inline ? '?inline' : ''}`;
