// The keys of the editor, in the order of the help sheet. Single keys work only while the canvas has the focus.
export interface KeyRow {
  keys: string;
  label: string;
}

export interface KeyGroup {
  title: string;
  rows: readonly KeyRow[];
}

export const KEY_MAP: readonly KeyGroup[] = [
  { title: 'Build', rows: [
    { keys: 'N', label: 'Add a step' }, { keys: '/', label: 'Add a step' }, { keys: 'E', label: 'Connect the step to another' }, { keys: 'R', label: 'Replace the step' }, { keys: 'Shift+S', label: 'Add a note' },
    { keys: 'F2', label: 'Rename' }, { keys: 'D', label: 'Disable or enable' }, { keys: 'P', label: 'Pin or unpin data' }, { keys: 'Delete', label: 'Delete' },
  ] },
  { title: 'Run', rows: [{ keys: 'Mod+Enter', label: 'Run the workflow' }, { keys: 'Mod+Shift+Enter', label: 'Run this step' }, { keys: 'Mod+S', label: 'Save now' }] },
  { title: 'Move around', rows: [
    { keys: 'Left', label: 'To the step before' }, { keys: 'Right', label: 'To the step after' }, { keys: 'Up', label: 'To the branch above' }, { keys: 'Down', label: 'To the branch below' },
    { keys: 'Shift+Left', label: 'Select all that leads here' }, { keys: 'Shift+Right', label: 'Select all that follows' }, { keys: 'Alt+Left', label: 'Move the step one cell' }, { keys: 'Enter', label: 'Open the step' }, { keys: 'Esc', label: 'Back one level' },
  ] },
  { title: 'View', rows: [
    { keys: '0', label: 'Zoom to 100 %' }, { keys: '1', label: 'Fit everything' }, { keys: '2', label: 'Fit the selection' }, { keys: '+', label: 'Zoom in' }, { keys: '-', label: 'Zoom out' },
    { keys: 'V', label: 'Pointer' }, { keys: 'H', label: 'Hand' }, { keys: 'G', label: 'Outline view' }, { keys: 'Mod+F', label: 'Find on the canvas' }, { keys: 'Mod+K', label: 'Search or run anything' }, { keys: '?', label: 'This sheet' },
  ] },
  { title: 'Edit', rows: [
    { keys: 'Mod+Z', label: 'Undo' }, { keys: 'Mod+Shift+Z', label: 'Redo' }, { keys: 'Mod+A', label: 'Select all' }, { keys: 'Mod+C', label: 'Copy' }, { keys: 'Mod+X', label: 'Cut' }, { keys: 'Mod+V', label: 'Paste' }, { keys: 'Mod+D', label: 'Duplicate' }, { keys: 'Shift+Alt+T', label: 'Tidy up' },
  ] },
];
