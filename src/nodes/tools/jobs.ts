// Work that is heavy, or reads with big libraries what strangers made: done in a process of its own (server/workshop).
// Types only: nodes ask for it through `tools.work`.
import type { Json, JsonObject } from '~/lib/json';

export type SheetFormat = 'xls' | 'xlsx' | 'ods' | 'rtf' | 'html';

export interface ReadSheet {
  bytes: Uint8Array;
  /** Empty for the first one. */
  sheetName: string;
  /** `A2:B9`, the number of the first row, or empty for all of it. */
  range: string;
  /** Texts stay texts: nothing in them is read as a number or time. */
  raw: boolean;
  /** RTF holds UTF-8 that SheetJS takes for Latin-1; `text` reads the file as UTF-8 text. */
  as?: 'text' | 'rtf';
}

export interface PdfText {
  numpages: number;
  info: JsonObject;
  /** Pages whose text was asked for, as n8n counts them. */
  numrender: number;
  metadata: JsonObject | null;
  text: string | string[];
  version: string;
}

/** A packed or unpacked file. */
export interface Named {
  name: string;
  bytes: Uint8Array;
}

/** One step on a picture; positions and sizes in pixels, colours as `#rrggbb` or `#rrggbbaa` with aa = ff for fully transparent. */
export type ImageStep =
  | { operation: 'create'; width: number; height: number; color: string }
  | { operation: 'resize'; width: number; height: number; how: 'maximumArea' | 'minimumArea' | 'ignoreAspectRatio' | 'onlyIfLarger' | 'onlyIfSmaller' | 'percent' }
  | { operation: 'crop'; width: number; height: number; x: number; y: number }
  | { operation: 'rotate'; degrees: number; color: string }
  | { operation: 'blur'; sigma: number }
  | { operation: 'border'; width: number; height: number; color: string }
  | { operation: 'draw'; primitive: 'line' | 'circle' | 'rectangle'; color: string; x: number; y: number; endX: number; endY: number; cornerRadius: number }
  | { operation: 'text'; text: string; color: string; size: number; font: string; x: number; y: number; lineLength: number }
  | { operation: 'composite'; bytes: Uint8Array; operator: string; x: number; y: number }
  | { operation: 'shear'; degreesX: number; degreesY: number }
  | { operation: 'transparent'; color: string };

/** By name: what goes in and what comes out. Bytes and JSON only. */
export interface Jobs {
  readSheet: { input: ReadSheet; output: { rows: Json[][] } };
  /** Cells of a CSV file, empty ones null. */
  readCsv: { input: { text: string; delimiter: string; relaxQuotes: boolean; fromLine: number }; output: { rows: Json[][] } };
  writeSheet: { input: { rows: Json[][]; format: SheetFormat; sheetName: string }; output: Uint8Array };
  readPdf: { input: { bytes: Uint8Array; joinPages: boolean; maxPages: number; password: string }; output: PdfText };
  readCalendar: { input: { text: string }; output: JsonObject };
  /** Tables are called input1, input2 …; `items` says which ones a row came from, where that is known. */
  sql: { input: { tables: JsonObject[][]; query: string }; output: { json: JsonObject; items?: { input: number; item: number }[] }[] };
  imageInfo: { input: { bytes: Uint8Array }; output: JsonObject };
  /** `bytes` is null where the first step creates the picture; `format` is that of the picture unless named. */
  editImage: { input: { bytes: Uint8Array | null; steps: ImageStep[]; format: string; quality: number }; output: { bytes: Uint8Array; format: string } };
  zip: { input: { files: Named[] }; output: Uint8Array };
  unzip: { input: { bytes: Uint8Array }; output: Named[] };
}

export type JobName = keyof Jobs;
export type Work = <K extends JobName>(name: K, input: Jobs[K]['input']) => Promise<Jobs[K]['output']>;
