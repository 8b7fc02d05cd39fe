const questions: { asked: string; answer: string }[] = [
  {
    asked: 'How long until it works?',
    answer:
      'Many people move more easily after the first class. Getting stronger takes longer: ' +
      'count on three to four weeks of daily practice, and eight to twelve weeks for it to ' +
      'last. We can’t promise relief.',
  },
  {
    asked: 'How often should I practise?',
    answer:
      'Fifteen to twenty minutes a day do more than a few long sessions. Days without a ' +
      'class are rest days and don’t break your streak.',
  },
  {
    asked: 'Is exercise good for an aching upper back?',
    answer:
      'For most desk workers, yes: stiff joints, weak back muscles and a tight chest each ' +
      'need their own kind of movement. If you have numbness, weakness, chest pain, an ' +
      'injury, fever or night pain, talk to a doctor or physiotherapist first.',
  },
  {
    asked: 'Can beginners join?',
    answer:
      'Yes. Every exercise has an easier variation, and two minutes of breathing, Cat-Cow ' +
      'and a shoulder hug are enough on a bad day.',
  },
  {
    asked: 'Do I need equipment?',
    answer: 'A mat. The Inverted Row uses a sturdy table and has an alternative without one.',
  },
  {
    asked: 'Which exercise suits desk work best?',
    answer:
      'No single one. Cat-Cow mobilises, Locust strengthens, Cobra and Camel open the ' +
      'chest; a class puts them in a good order.',
  },
  {
    asked: 'What are the common mistakes?',
    answer:
      'Only stretching, pushing without pulling, moving only when it hurts, and holding ' +
      'your breath.',
  },
];

export function Questions() {
  return (
    <section className="stack-s prose" aria-labelledby="questions-title">
      <h2 id="questions-title">Questions about the exercises</h2>
      {questions.map((question) => (
        <details key={question.asked} className="card question">
          <summary>{question.asked}</summary>
          <p>{question.answer}</p>
        </details>
      ))}
    </section>
  );
}
