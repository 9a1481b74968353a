// Item list output parser.
import { NodeError, type RunNode } from '../contract';
import { answer, type ParserRequest, requestOf } from '../ai/protocols';
import type { outputParserItemList } from './definition';

export const runOutputParserItemList: RunNode<typeof outputParserItemList> = ({ call, parameters }) => {
  const request = requestOf<ParserRequest>(call, 'an output parser');
  const { numberOfItems = 3, separator = '\\n' } = parameters.get('options');
  const between = separator.replaceAll('\\n', '\n') || '\n';
  const count = Number(numberOfItems) > 0 ? Number(numberOfItems) : null;
  if (request.action === 'instructions') return answer({ instructions: `Answer with a list of ${count === null ? '' : `${count} `}items separated by ${between === '\n' ? 'line breaks' : `"${between}"`}, without numbers, bullets or further text.` });
  const list = request.text.split(between).map(entry => entry.trim()).filter(entry => entry !== '');
  if (count !== null && list.length < count) throw new NodeError(`The answer has ${list.length} items, and ${count} are wanted`);
  return answer({ output: count === null ? list : list.slice(0, count) });
};
