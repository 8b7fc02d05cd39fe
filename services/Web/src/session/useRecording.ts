import { useEffect } from 'react';
import { streaming } from '../api/endpoints';
import type { StreamState } from '../api/types';
import { type Loaded, useLoad } from '../api/useLoad';

const askEveryMs = 3_000;

/** How a class's video and its recording stand; asked again until the recording is there. */
export function useRecording(sessionId: string): Loaded<StreamState> {
  const stream = useLoad(`stream:${sessionId}`, (signal) => streaming.state(sessionId, signal));
  const { data, loading, reload } = stream;
  const comes = data?.recording === 'finishing' || data?.recording === 'recording';
  useEffect(() => {
    if (!comes || loading) return;
    const timer = setTimeout(reload, askEveryMs);
    return () => clearTimeout(timer);
  }, [comes, loading, reload]);
  return stream;
}
