import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { InputField } from './forms';

it('a field stays tied to its label, its error and its looks, whatever its input is given', () => {
  const given = { id: 'mine', className: 'mine', 'aria-describedby': 'mine', maxLength: 9 };
  const field = renderToStaticMarkup(
    createElement(InputField, {
      ...given,
      label: 'Name',
      wrong: ['Too long.'],
      value: '',
      onChange: () => undefined,
    }),
  );
  const id = /for="([^"]+)"/.exec(field)![1]!;
  const input = /<input[^>]*>/.exec(field)![0];
  expect(input).toContain(`id="${id}"`);
  expect(input).toContain(`aria-describedby="${id}-wrong"`);
  expect(input).toContain('aria-invalid="true"');
  expect(input).toContain('class="input"');
  expect(input).toContain('maxLength="9"');
});
