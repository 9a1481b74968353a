// What models are asked for a summary. `{text}` and `{existing_answer}` are filled in.
export const COMBINE_PROMPT = 'Write a concise summary of the following:\n\n\n"{text}"\n\n\nCONCISE SUMMARY:';
export const REFINE_PROMPT = 'Your job is to produce a final summary.\nThere is an existing summary up to a certain point: "{existing_answer}"\nRefine it, only if needed, with more context below.\n------------\n"{text}"\n------------\n\nGiven the new context, refine the existing summary. If the context is not useful, return the existing summary.\n\nREFINED SUMMARY:';

export const filled = (prompt: string, values: Record<string, string>): string => prompt.replace(/\{(text|existing_answer)\}/g, (whole, name: string) => values[name] ?? whole);
