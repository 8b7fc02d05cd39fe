import type {
  SessionLevels,
  NoteHistory,
  NoteTemplates,
  ClassReport,
  MirrorAudit,
  SessionRunSheet,
  PlannedRunSheet,
  Block,
} from './types';
import { query } from './endpoints';
import { http } from './http';

/** What an instructor or a coach reads and keeps for a class. */

export const coaching = {
  levels: (id: string, members: string[], signal?: AbortSignal) =>
    http.get<SessionLevels>(
      `/api/scheduling/sessions/${id}/levels${query({ members: members.join(',') })}`,
      signal,
    ),
  history: (id: string, signal?: AbortSignal) =>
    http.get<NoteHistory[]>(`/api/live/sessions/${id}/note-history`, signal),
  templates: (signal?: AbortSignal) => http.get<NoteTemplates>('/api/live/note-templates', signal),
  saveTemplates: (templates: NoteTemplates['templates']) =>
    http.put<NoteTemplates>('/api/live/note-templates', { templates }),
  report: (id: string, signal?: AbortSignal) =>
    http.get<ClassReport>(`/api/live/sessions/${encodeURIComponent(id)}/report`, signal),
  reportFile: (id: string, name: 'attendance' | 'notes' | 'mirror' | 'reactions') =>
    `/api/live/sessions/${encodeURIComponent(id)}/report/${name}.csv`,
  /** For administrators: who of a class was seen by whom. */
  mirrorAudit: (id: string, page: number, signal?: AbortSignal) =>
    http.get<MirrorAudit>(
      `/api/live/sessions/${encodeURIComponent(id)}/mirror-audit${query({ page })}`,
      signal,
    ),
};
export const runSheets = {
  ofSession: (id: string, signal?: AbortSignal) =>
    http.get<SessionRunSheet>(
      `/api/scheduling/sessions/${encodeURIComponent(id)}/run-sheet`,
      signal,
    ),
  save: (id: string, blocks: Block[]) =>
    http.put<SessionRunSheet>(`/api/scheduling/sessions/${id}/run-sheet`, { blocks }),
  ofWeek: (programme: string, week: number, signal?: AbortSignal) =>
    http.get<PlannedRunSheet>(
      `/api/scheduling/programmes/${encodeURIComponent(programme)}/weeks/${week}/run-sheet`,
      signal,
    ),
  check: (blocks: Block[]) => http.post<PlannedRunSheet>('/api/scheduling/plan-check', { blocks }),
};
