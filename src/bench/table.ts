// What a measurement prints.
export interface Row { name: string; value: string }
export interface Table { title: string; rows: Row[] }
export const row = (name: string, value: string): Row => ({ name, value });
