const questions: { asked: string; answer: string }[] = [
  { asked: 'How long until it works?', answer: 'Mobility often brings relief in the first session. Structure changes after three to four weeks of daily practice, and after eight to twelve weeks it protects.' },
  { asked: 'How often should I practise?', answer: 'Daily fifteen to twenty minutes beat fewer long sessions. Days without a class are rest days and cost no streak.' },
  { asked: 'Is exercise good for an aching upper back?', answer: 'For most desk workers, yes: stiff joints, weak back muscles and a short chest each need their own kind of movement. If you have numbness, weakness, chest pain, an injury, fever or night pain, see a clinician first.' },
  { asked: 'Can beginners join?', answer: 'Yes. Every exercise has an easier variation, and two minutes of breathing, Cat-Cow and a shoulder hug are enough on a bad day.' },
  { asked: 'Do I need equipment?', answer: 'A mat. The Inverted Row uses a sturdy table and has an alternative without one.' },
  { asked: 'Which exercise suits desk work best?', answer: 'None alone. Cat-Cow mobilises, Locust strengthens, Cobra and Camel open the chest; the class puts them in the order that works.' },
  { asked: 'What are the common mistakes?', answer: 'Only stretching, push-ups without pulling, moving only when it hurts, and ignoring the breath.' },
];

export function Questions() {
  return (
    <section className="stack-s prose" aria-labelledby="questions-title">
      <h2 id="questions-title">Questions people ask</h2>
      {questions.map((question) => (
        <details key={question.asked} className="card question">
          <summary>{question.asked}</summary>
          <p>{question.answer}</p>
        </details>
      ))}
    </section>
  );
}
