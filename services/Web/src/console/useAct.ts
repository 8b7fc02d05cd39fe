import { useState } from 'react';
import type { ApiProblem } from '../api/http';
import { hubProblem } from '../live/hubError';
import type { Act } from './useCoaching';

/** What a leader does, and what is said of it: what was done, or why it was not. */
export function useAct() {
  const [said, say] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const act: Act = async (work, done) => {
    if (!work) return false;
    setProblem(undefined);
    say('');
    try {
      const result = await work;
      say(typeof done === 'string' ? done : done(result));
      return true;
    } catch (error) {
      setProblem(
        error instanceof Error && 'code' in error ? (error as ApiProblem) : hubProblem(error),
      );
      return false;
    }
  };
  return { act, said, say, problem, dismiss: () => setProblem(undefined) };
}
