// Arithmetic of numbers by recursive descent: operators, parentheses, a few functions. Nothing else can be said in it.
import { NodeError } from '../contract';

const CONSTANTS: Record<string, number> = { pi: Math.PI, e: Math.E, tau: 2 * Math.PI };
const FUNCTIONS: Record<string, (...values: number[]) => number> = {
  abs: Math.abs, acos: Math.acos, asin: Math.asin, atan: Math.atan, cbrt: Math.cbrt, ceil: Math.ceil, cos: Math.cos, exp: Math.exp, floor: Math.floor, ln: Math.log, log: Math.log, log10: Math.log10, log2: Math.log2,
  max: Math.max, min: Math.min, pow: Math.pow, round: (value, digits = 0) => Math.round(value * 10 ** digits) / 10 ** digits, sign: Math.sign, sin: Math.sin, sqrt: Math.sqrt, tan: Math.tan, trunc: Math.trunc,
};
const TOKEN = /\s*(?:(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_][A-Za-z0-9_.]*)|(\*\*|[-+*/%^(),]))/y;
const MAX_LENGTH = 1000;

/** Throws NodeError saying what it does not understand. */
export function calculate(expression: string): number {
  if (expression.length > MAX_LENGTH) throw new NodeError(`An expression may have at most ${MAX_LENGTH} characters`);
  const tokens = tokensOf(expression.replace(/(\d)[,_](?=\d{3}\b)/g, '$1').replaceAll('×', '*').replaceAll('÷', '/'));
  const reader = { tokens, at: 0 };
  const value = sum(reader);
  if (reader.at < tokens.length) throw new NodeError(`"${tokens[reader.at]}" is not expected here`);
  if (!Number.isFinite(value)) throw new NodeError('The result is not a number');
  return value;
}

interface Reader { tokens: string[]; at: number }

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new NodeError(`"${text.slice(from).trim().slice(0, 20)}" is not arithmetic`);
    tokens.push((match[1] ?? match[2] ?? match[3]) as string);
  }
  if (tokens.length === 0) throw new NodeError('The expression is empty');
  return tokens;
}

const take = (reader: Reader, ...wanted: string[]): string | null => {
  const token = reader.tokens[reader.at];
  if (token === undefined || !wanted.includes(token)) return null;
  reader.at++;
  return token;
};

function sum(reader: Reader): number {
  let value = product(reader);
  for (let operator = take(reader, '+', '-'); operator; operator = take(reader, '+', '-')) value = operator === '+' ? value + product(reader) : value - product(reader);
  return value;
}

function product(reader: Reader): number {
  let value = signed(reader);
  for (let operator = take(reader, '*', '/', '%'); operator; operator = take(reader, '*', '/', '%')) {
    const right = signed(reader);
    value = operator === '*' ? value * right : operator === '/' ? value / right : value % right;
  }
  return value;
}

function signed(reader: Reader): number {
  const operator = take(reader, '-', '+');
  if (operator) return operator === '-' ? -signed(reader) : signed(reader);
  const base = atom(reader);
  return take(reader, '^', '**') ? base ** signed(reader) : base;
}

function atom(reader: Reader): number {
  const token = reader.tokens[reader.at++];
  if (token === undefined) throw new NodeError('The expression ends too early');
  if (/^[\d.]/.test(token)) return Number(token);
  if (token === '(') return closed(reader, sum(reader));
  const name = token.replace(/^Math\./, '').toLowerCase();
  if (Object.hasOwn(FUNCTIONS, name)) {
    if (!take(reader, '(')) throw new NodeError(`"${token}" needs parentheses`);
    const values = [sum(reader)];
    while (take(reader, ',')) values.push(sum(reader));
    return closed(reader, (FUNCTIONS[name] as (...given: number[]) => number)(...values));
  }
  if (Object.hasOwn(CONSTANTS, name)) return CONSTANTS[name] as number;
  throw new NodeError(`"${token}" is not known`);
}

function closed(reader: Reader, value: number): number {
  if (!take(reader, ')')) throw new NodeError('A parenthesis is not closed');
  return value;
}
