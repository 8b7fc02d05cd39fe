import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useProfile } from '../auth/auth';
import { wayBack } from '../auth/wayBack';
import { progress } from '../api/endpoints';
import type { IntakeAnswer } from '../api/types';
import { useLoad } from '../api/useLoad';
import { Load, PageHead } from '../design/primitives';
import { type Answers, IntakeForm, noAnswers } from './IntakeForm';
import { Proposal } from './Proposal';
import { SeeADoctor } from './SeeADoctor';
import './welcome.css';

/**
 * A few questions, and the programme that fits the answers. They stay on this page; red flags stay
 * until they are unticked.
 */
export function WelcomePage() {
  const profile = useProfile();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [given, setGiven] = useState<Answers>();
  const [answer, setAnswer] = useState<IntakeAnswer>();
  const standing = useLoad('standing', progress.standing);
  const next = wayBack(search.get('next'));
  const ask = async (answers: Answers) => {
    const { pain, ...told } = answers;
    const known = given?.redFlags ?? standing.data?.redFlags ?? [];
    const found = await progress.intake({
      ...told,
      where: told.where.length > 0 ? told.where : ['nowhere'],
      painToday: pain ?? 0,
      timeZone: profile.timeZone,
      takenBack: known.filter((flag) => !told.redFlags.includes(flag)),
    });
    setGiven({ ...answers, redFlags: found.redFlags });
    setAnswer(found);
    window.scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  };
  const again = () => setAnswer(undefined);
  if (answer?.clinician) return <SeeADoctor advice={answer.advice} again={again} />;
  if (answer) return <Proposal answer={answer} again={again} done={(to) => navigate(to ?? next)} />;
  return (
    <>
      <PageHead title="Welcome. Where shall we begin?">
        Six short questions, and we suggest a programme and classes.
      </PageHead>
      <Load of={standing} label="Loading the questions" lines={5}>
        {({ redFlags }) => (
          <IntakeForm
            first={given ?? { ...noAnswers, redFlags }}
            ask={ask}
            skip={() => navigate(next, { replace: true })}
          />
        )}
      </Load>
    </>
  );
}
