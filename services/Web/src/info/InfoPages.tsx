import { Link } from 'react-router';
import { readSettings } from '../api/settings';
import { useLoad } from '../api/useLoad';
import { PageHead } from '../design/primitives';
import { plural, shareOf } from '../design/time';
import { ContactLine } from './Contact';
import { Part } from './Part';

export function HelpPage() {
  const { room, keptDay } = useLoad('settings', readSettings).data ?? {};
  return (
    <>
      <PageHead title="Help">
        How classes, feedback spots, streaks and levels work, and what to do when something does
        not.
      </PageHead>
      <div className="stack prose info" data-testid="help">
        <Part title="Taking part">
          <p>
            You need no booking to watch a class: open it in the <Link to="/">timetable</Link> and
            join.{' '}
            {room &&
              `The room opens ${plural(room.opensBeforeMinutes, 'minute')} before the class.`}
          </p>
          <p>
            The instructor and the coaches see that you are there, your level, your raised hand and
            your reactions. Your camera stays off unless you turn it on for them, and sound is never
            taken: <Link to="/mirror">who can see what</Link>.
          </p>
        </Part>
        <Part title="Feedback spots">
          <p>
            Anyone can watch a class. A feedback spot puts you on the list of people that the
            instructor and the coaches look after first; their notes come to you alone.
          </p>
          <p>
            Book one on the class in the timetable. When all are taken you join the waitlist, and
            move up by yourself when somebody cancels.
          </p>
          <p>
            With one you can also <Link to="/mirror">share your picture with your coaches</Link>, if
            you like.
          </p>
        </Part>
        <Part title="Streaks">
          <p>
            A day counts when you{' '}
            {keptDay
              ? `do ${shareOf(keptDay.share)} of a live class, or ` +
                `${plural(keptDay.minutes, 'minute')} of it`
              : 'take part in enough of a live class'}
            . Days without a class do not break a streak.
          </p>
          <p>
            Days that count earn freezes; a freeze covers one missed day by itself.{' '}
            <Link to="/streak">Your streak</Link> lists every class that counted.
          </p>
        </Part>
        <Part title="Levels">
          <p>
            Every exercise has levels, from the gentlest (0) to 4. In class you see your own version
            of each step. It goes up as you practise, and down after a painful day or when you press
            “Easier today”.
          </p>
          <p>
            <Link to="/progress">Your progress</Link> says where you are in each exercise, and why.
            When your back hurts, say so there: everything is at its gentlest that day.
          </p>
        </Part>
        <Part title="When something does not work">
          <ul className="bullets">
            <li>
              No video, or it stops: reload the page. On a slow connection choose “Audio only” or a
              lower quality in the video’s settings.
            </li>
            <li>
              No sound: press the loudspeaker on the video; browsers keep pages silent until you
              touch them.
            </li>
            <li>
              The connection is lost: stay on the page. It reconnects by itself and you miss no cue.
            </li>
            <li>
              A class is at the wrong hour: set your time zone in{' '}
              <Link to="/profile">your profile</Link>.
            </li>
          </ul>
          <ContactLine>Still stuck? Write to us:</ContactLine>
        </Part>
        <p className="muted">
          Questions about the exercises are answered in the <Link to="/library">library</Link>.
        </p>
      </div>
    </>
  );
}

export function PrivacyPage() {
  return (
    <>
      <PageHead title="Privacy">What is stored about you here, and who sees it.</PageHead>
      <div className="stack prose info" data-testid="privacy">
        <Part title="What is stored">
          <ul className="bullets">
            <li>
              Your account: email, name in class, time zone, your password as a hash that cannot be
              read back, and whether you are on the leaderboards.
            </li>
            <li>
              Your bookings, when you were in which class and which minutes of it you watched,
              raised hands and reactions.
            </li>
            <li>Form notes to you: what they say, who sent them, and whether you saw them.</li>
            <li>
              How you said a class was (effort, pain, what was too hard), what you practised on your
              own, and the levels that follow from that.
            </li>
            <li>
              Of the questions when you begin, only the signs that belong to a doctor or
              physiotherapist, until you untick them. Your other answers are not kept.
            </li>
            <li>
              When you <Link to="/mirror">share your picture</Link>, and who of them looked and
              when. What they saw is never stored.
            </li>
            <li>Your streak with its history, and your friends.</li>
          </ul>
          <p>
            Only whoever leads a class is recorded, and the recording is deleted after some time.
            Your microphone is not used. Your camera is used only in a class in which you turn it on
            for your coaches.
          </p>
        </Part>
        <Part title="Who sees it">
          <ul className="bullets">
            <li>
              Members in the same class see your name while you are there. In a big class only your
              friends and the people leading it do.
            </li>
            <li>
              The instructor and the coaches of a class see who is there and who booked, your level
              in its exercises, your raised hand, your form notes of that class and of the week, and
              afterwards how many watched. They can download lists with names.
            </li>
            <li>
              What you say about effort and pain is shown to you alone; leaders see the level that
              follows from it.
            </li>
            <li>Members see you on the leaderboards only if you choose so.</li>
            <li>
              If you share your picture, the leaders of that class see it, and nobody else. It comes
              encrypted from your device to theirs.
            </li>
            <li>
              Administrators see names, emails and roles, and which leader looked at whom and when.
              Whoever runs this server can read its database.
            </li>
          </ul>
        </Part>
        <Part title="On your device">
          <p>
            One cookie keeps you signed in, and another lets you watch the video. The page remembers
            a few choices, such as the language of the exercises. Nothing is loaded from other
            sites, and there is no advertising or tracking.
          </p>
        </Part>
        <Part title="Changing and deleting">
          <p>
            You can change your name, time zone and leaderboard choice in{' '}
            <Link to="/profile">your profile</Link>. There is no button yet that downloads or
            deletes everything: ask whoever runs this server.
          </p>
          <ContactLine>Write to</ContactLine>
        </Part>
      </div>
    </>
  );
}

export function TermsPage() {
  return (
    <>
      <PageHead title="Terms">Short, and meant as they say.</PageHead>
      <div className="stack prose info" data-testid="terms">
        <Part title="Practise safely">
          <p>
            UpperBack is a wellness practice. It describes movement; it does not diagnose or treat,
            and promises no cure.
          </p>
          <p>
            Talk to a doctor or physiotherapist first if you have numbness, weakness, chest pain, a
            recent injury, fever or pain at night. In class stay within a range that feels safe, and
            stop when pain grows.
          </p>
        </Part>
        <Part title="With each other">
          <p>
            Use a name that you would use in a room full of people. Be kind. The instructor and the
            coaches can take somebody out of a class who disturbs it.
          </p>
          <p>
            Notes are for you alone, and a class’s video is for its members: do not publish either.
          </p>
        </Part>
        <Part title="The service">
          <p>
            This server is run by whoever invited you, who may change classes, cancel them or close
            an account. The software is open source (MIT) and comes without any warranty.
          </p>
          <ContactLine>Questions? Write to</ContactLine>
        </Part>
      </div>
    </>
  );
}
