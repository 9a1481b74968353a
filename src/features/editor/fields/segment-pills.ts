// Draws the `{{ }}` segments of a template as pills.
import { Decoration, type DecorationSet, type EditorView, MatchDecorator, ViewPlugin, type ViewUpdate } from '@codemirror/view';

const matcher = new MatchDecorator({ regexp: /\{\{(?:(?!\}\})[\s\S])*\}\}/g, decoration: () => Decoration.mark({ class: 'cm-expression' }) });

export const segmentPills = ViewPlugin.fromClass(class {
  decorations: DecorationSet;
  constructor(view: EditorView) {
    this.decorations = matcher.createDeco(view);
  }
  update(update: ViewUpdate): void {
    this.decorations = matcher.updateDeco(update, this.decorations);
  }
}, { decorations: plugin => plugin.decorations });
