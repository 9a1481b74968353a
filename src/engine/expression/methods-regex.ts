// Methods of regular expressions.
import { type Methods, textAt } from './arguments';
import { type LinearPattern, matchArray } from './regex';
import { type Frame, toText } from './values';

export const regexMethods: Methods<LinearPattern> = {
  exec: (self, args, frame) => {
    const text = textAt(args, 0, frame);
    const match = self.next(text, frame);
    return match ? matchArray(match, text) : null;
  },
  test: (self, args, frame) => self.test(textAt(args, 0, frame), frame),
  toString: (self: LinearPattern, _args: readonly unknown[], frame: Frame) => toText(self, frame),
};
