// What an import took over, and what is left to do.
'use client';
import type { Outputs } from '~/trpc/client';
import { StatusGlyph } from '~/ui/status';
import { plural } from '~/ui/time';

type Report = Outputs['workflows']['import'][number]['report'];

export function ImportReportView({ report }: { report: Report }) {
  const kept = report.nodes.filter(node => node.verdict === 'placeholder' || node.verdict === 'http');
  const credentials = [...new Set(report.credentials.map(credential => credential.name || credential.type))];
  const ready = report.nodes.length - kept.length;
  return (
    <div className="mt-1 pl-6 text-fg-2">
      <p>{ready} of {plural(report.nodes.length, 'step')} run here.</p>
      {kept.length > 0 ? (
        <ul aria-label="Steps that need attention" className="mt-2">
          {kept.slice(0, 12).map(node => (
            <li key={node.name} className="flex gap-2 py-0.5"><StatusGlyph state="attention" size={14} className="mt-1" /><span className="min-w-0"><b className="font-strong text-fg">{node.name}</b> ({node.type.replace(/^.*\./, '')}){node.reason ? `: ${node.reason}` : ' is kept as it is and cannot run'}</span></li>
          ))}
          {kept.length > 12 ? <li className="text-fg-3">and {kept.length - 12} more</li> : null}
        </ul>
      ) : null}
      {credentials.length > 0 ? <p className="mt-2">Choose {plural(credentials.length, 'credential')}: {credentials.slice(0, 6).join(', ')}{credentials.length > 6 ? ` and ${credentials.length - 6} more` : ''}.</p> : null}
      {report.expressions.length > 0 ? (
        <ul aria-label="Expressions to mend" className="mt-2">
          {report.expressions.slice(0, 8).map(problem => <li key={`${problem.node} ${problem.path}`} className="flex gap-2 py-0.5"><StatusGlyph state="attention" size={14} className="mt-1" /><span className="min-w-0"><b className="font-strong text-fg">{problem.node}</b>, {problem.path}: {problem.message}</span></li>)}
        </ul>
      ) : null}
      {report.warnings.length > 0 ? <ul aria-label="Warnings" className="mt-2 list-disc pl-4 text-dense">{report.warnings.slice(0, 8).map(warning => <li key={warning}>{warning}</li>)}</ul> : null}
    </div>
  );
}
