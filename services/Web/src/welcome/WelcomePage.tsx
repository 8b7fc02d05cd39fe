import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useProfile } from '../account/session';
import { wayBack } from '../account/SignInPage';
import { progress } from '../api/endpoints';
import type { Intake, IntakeAnswer } from '../api/types';
import { PageHead } from '../design/primitives';
import { IntakeForm } from './IntakeForm';
import { Proposal } from './Proposal';
import { SeeAClinician } from './SeeAClinician';
import './welcome.css';

/** A few questions, and the programme that fits the answers. The answers are not stored. */
export function WelcomePage() {
  const profile = useProfile();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [answer, setAnswer] = useState<IntakeAnswer>();
  const next = wayBack(search.get('next'));
  const ask = async (intake: Intake) => {
    const found = await progress.intake({ ...intake, timeZone: profile.timeZone });
    setAnswer(found);
    window.scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  };
  const again = () => setAnswer(undefined);
  if (answer?.clinician) return <SeeAClinician advice={answer.advice} again={again} />;
  if (answer) return <Proposal answer={answer} again={again} done={(to) => navigate(to ?? next)} />;
  return (
    <>
      <PageHead title="Welcome. Where shall we begin?">Six short questions, and we propose a programme and classes. Nothing you answer here is kept.</PageHead>
      <IntakeForm ask={ask} skip={() => navigate(next, { replace: true })} />
    </>
  );
}
