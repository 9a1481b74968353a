// The Lucide icons of the interface itself, by their kebab-case names. More stand in more-icons.ts, which loads when first needed.
import {
  ArrowLeft, ArrowRight, ArrowUp, Box, Check, ChevronDown, ChevronLeft, ChevronRight, ChevronUp, ChevronsUpDown, CircleDot, CircleSlash,
  Clipboard, ClipboardPaste, Clock, Code, CodeXml, Command, Copy, CopyPlus, Download, Ellipsis, Eye, EyeOff, File, FileJson, FileText,
  Files, Group, Hand, Heading, History, Info, Key, KeyRound, Keyboard, Link, List, ListChecks, ListFilter, ListTree, Lock, LogOut, Logs,
  Maximize2, Menu, Merge, MessageSquare, Monitor, Moon, MousePointer2, MousePointerClick, Network, PanelRight, Pause, Pencil, Phone, Pin,
  PinOff, Play, Plug, Plus, PowerOff, Puzzle, Radio, Redo2, Regex, Replace, RotateCcw, RotateCw, Scan, Scissors, ScrollText, Search,
  Settings, Settings2, ShieldCheck, Siren, SkipForward, Smartphone, Square, StickyNote, Sun, SunMoon, Table, Tags, Target, Text,
  TextCursorInput, Timer, Trash2, TriangleAlert, Type, Undo2, Upload, User, UserPlus, Users, Webhook, WifiOff, Workflow, X, Zap,
  type LucideIcon,
} from 'lucide-react';

export const ICONS = {
  'arrow-left': ArrowLeft, 'arrow-right': ArrowRight, 'arrow-up': ArrowUp, box: Box, check: Check, 'chevron-down': ChevronDown,
  'chevron-left': ChevronLeft, 'chevron-right': ChevronRight, 'chevron-up': ChevronUp, 'chevrons-up-down': ChevronsUpDown,
  'circle-dot': CircleDot, 'circle-slash': CircleSlash, clipboard: Clipboard, 'clipboard-paste': ClipboardPaste, clock: Clock,
  code: Code, 'code-xml': CodeXml, command: Command, copy: Copy, 'copy-plus': CopyPlus, download: Download, ellipsis: Ellipsis, eye: Eye,
  'eye-off': EyeOff, file: File, 'file-json': FileJson, 'file-text': FileText, files: Files, group: Group, hand: Hand, heading: Heading,
  history: History, info: Info, key: Key, 'key-round': KeyRound, keyboard: Keyboard, link: Link, list: List, 'list-checks': ListChecks,
  'list-filter': ListFilter, 'list-tree': ListTree, lock: Lock, 'log-out': LogOut, logs: Logs, 'maximize-2': Maximize2, menu: Menu,
  merge: Merge, 'message-square': MessageSquare, monitor: Monitor, moon: Moon, 'mouse-pointer-2': MousePointer2,
  'mouse-pointer-click': MousePointerClick, network: Network, 'panel-right': PanelRight, pause: Pause, pencil: Pencil, phone: Phone,
  pin: Pin, 'pin-off': PinOff, play: Play, plug: Plug, plus: Plus, 'power-off': PowerOff, puzzle: Puzzle, radio: Radio, 'redo-2': Redo2,
  regex: Regex, replace: Replace, 'rotate-ccw': RotateCcw, 'rotate-cw': RotateCw, scan: Scan, scissors: Scissors,
  'scroll-text': ScrollText, search: Search, settings: Settings, 'settings-2': Settings2, 'shield-check': ShieldCheck, siren: Siren,
  'skip-forward': SkipForward, smartphone: Smartphone, square: Square, 'sticky-note': StickyNote, sun: Sun, 'sun-moon': SunMoon,
  table: Table, tags: Tags, target: Target, text: Text, 'text-cursor-input': TextCursorInput, timer: Timer, 'trash-2': Trash2,
  'triangle-alert': TriangleAlert, type: Type, 'undo-2': Undo2, upload: Upload, user: User, 'user-plus': UserPlus, users: Users,
  webhook: Webhook, 'wifi-off': WifiOff, workflow: Workflow, x: X, zap: Zap,
} satisfies Record<string, LucideIcon>;
