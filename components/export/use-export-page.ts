import { parseRef, paths } from '@/lib/client';
import { EXPORT_FORMATS, type ExportFormat } from '@/lib/formats';
import { KINDS, type ResourceRef } from '@/lib/model';
import { useAddress, visit } from '../layout';

/** What is exported and how, as the address says it. */
export interface ExportPageState {
  format: ExportFormat;
  select?: ResourceRef | undefined;
}

export function useExportPage(mesh: string): [ExportPageState, (change: Partial<ExportPageState>) => void] {
  const { searchParams } = new URL(useAddress(), 'http://console');
  const format = EXPORT_FORMATS.find((known) => known === searchParams.get('format')) ?? 'cli';
  const select = parseRef(searchParams.get('select'), KINDS);
  const draft = searchParams.get('draft') ?? undefined;
  const page = { format, ...(select && { select }) };
  const go = (change: Partial<ExportPageState>) => {
    const next = { ...page, ...change };
    const to = {
      format: next.format,
      ...(next.select && { select: next.select }),
      ...(draft !== undefined && { draft }),
    };
    visit(paths.export(mesh, to), 'replace');
  };
  return [page, go];
}
