import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { type MirrorChoice, mirrorChoice, MirrorFields, mirrorRules } from './MirrorFields';

const fields = (value: MirrorChoice, wrong?: string[]) =>
  renderToStaticMarkup(
    createElement(
      MemoryRouter,
      null,
      createElement(MirrorFields, { value, onChange: () => undefined, wrong }),
    ),
  );

it('sends any age as 0 and shows 0 as nothing', () => {
  expect(mirrorRules({ pictures: true, minimumAge: '' })).toEqual({ allowed: true, minimumAge: 0 });
  expect(mirrorRules({ pictures: true, minimumAge: '16' })).toEqual({
    allowed: true,
    minimumAge: 16,
  });
  expect(mirrorChoice({ allowed: true, minimumAge: 0 })).toEqual({
    pictures: true,
    minimumAge: '',
  });
});

it('keeps the age while pictures are switched off, and does not ask for it', () => {
  const rules = { allowed: false, minimumAge: 18 };
  expect(mirrorRules(mirrorChoice(rules))).toEqual(rules);
  expect(fields(mirrorChoice(rules))).not.toContain('Youngest age');
});

it('asks for an age from 0 to 99 and says what is wrong with it', () => {
  const shown = fields({ pictures: true, minimumAge: '120' }, ['must be from 0 to 99.']);
  expect(shown).toContain('min="0"');
  expect(shown).toContain('max="99"');
  expect(shown).toContain('must be from 0 to 99.');
});
